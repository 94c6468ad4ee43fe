"""Business cases: what it costs, what it gives, to whom, and when."""
