"""What one citizen needs and could use, under an alias."""
