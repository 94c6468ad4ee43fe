"""Questions with conditions, frozen editions, and answers that several people give together."""
