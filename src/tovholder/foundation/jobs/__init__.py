"""Long work that shows progress and can be cancelled."""
