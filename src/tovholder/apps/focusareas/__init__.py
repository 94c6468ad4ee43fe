"""What the municipalities agree to look at together, and the groups that choose it and the questions about it."""
