"""Published figures, each with its source, year and base."""
