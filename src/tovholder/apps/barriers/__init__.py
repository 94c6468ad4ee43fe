"""What stands in the way, what was tried against it, and whether it helped."""
