"""Steps of building and checking the repository. `dev.py` calls them; each can also be run alone: `python -m tools.assets`."""
