"""Which questions apply, and what the answers are worth."""
