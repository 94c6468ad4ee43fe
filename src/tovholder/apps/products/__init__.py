"""Products on the market and those who supply them."""
