"""Invented data, made through the doors of the apps."""
