"""Template tags of the charts."""
