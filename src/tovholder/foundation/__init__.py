"""What every app stands on; ranks are contracts in pyproject.toml."""
