"""Citizens under an alias: personal data."""
