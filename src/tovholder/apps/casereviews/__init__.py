"""Walking through citizens by alias with one question, and measuring again."""
