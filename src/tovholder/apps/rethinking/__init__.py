"""Work tasks that could be done otherwise, one field of work at a time."""
