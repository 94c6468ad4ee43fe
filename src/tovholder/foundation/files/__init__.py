"""Documents and pictures that people bring: checked, made anew, stored once."""
