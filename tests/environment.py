"""The environment of the test suite, set before Django reads its settings.

Loaded by pytest as a plugin (see `addopts` in pyproject.toml): a conftest.py would come too late.
Values that the caller has set stand: `dev.py test` chooses the database by `TOVHOLDER_DATABASE_URL`.
"""

import os

os.environ.setdefault("TOVHOLDER_MODE", "test")
