"""Tags that show questionnaires."""
