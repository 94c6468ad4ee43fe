"""How far a technology has come among those it is meant for, and where it stalls."""
