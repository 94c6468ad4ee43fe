"""One room per thing that a user would name."""
