"""A package, so that its demo is built once for all its tests."""
