"""My week: what waits for whom."""
