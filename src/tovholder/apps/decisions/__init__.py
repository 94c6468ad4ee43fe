"""What must be in place, and the decision to continue, adjust or stop."""
