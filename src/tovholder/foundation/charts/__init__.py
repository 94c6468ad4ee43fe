"""Pictures of data, with their tables."""
