"""Reuse packages: the paperwork of a product, shared between municipalities."""
