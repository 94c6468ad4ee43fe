"""Dated lists of codes: what changes with time is data."""
