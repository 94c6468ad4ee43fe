"""Pools of money, applications for them, and buying together."""
