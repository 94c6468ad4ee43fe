"""People, the roles they hold, and what a role may do."""
