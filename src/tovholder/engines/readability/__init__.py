"""How hard a Danish text is to read."""
