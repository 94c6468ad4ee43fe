"""Tal fra dataindsamlingen: what the municipalities answered, counted, kept back where it must be, and compared."""
