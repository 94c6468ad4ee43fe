"""Landkortet: the projects of the municipalities."""
