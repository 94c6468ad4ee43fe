"""Where a round of the process had better begin, and why."""
