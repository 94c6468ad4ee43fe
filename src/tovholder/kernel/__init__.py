"""Tiny value types that every floor may use. Standard library only: no Django, no I/O."""
