"""Which work tasks to rethink first."""
