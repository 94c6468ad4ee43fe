"""Steps of building and checking the repository.

`dev.py` calls them; each also runs alone, as in `python -m tools.assets`.
"""
