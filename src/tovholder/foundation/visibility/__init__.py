"""Who may see what: four tiers, the roles that open them, and typed rules."""
