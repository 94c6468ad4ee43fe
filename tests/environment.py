"""The environment of the test suite, set before Django reads its settings.

Loaded by pytest as a plugin (see `addopts` in pyproject.toml): a conftest.py would come too late.
`dev.py test` chooses the database by `TOVHOLDER_DATABASE_URL`; without it the tests run on SQLite in memory.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# A test is not wrong for being slow on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

os.environ["TOVHOLDER_MODE"] = "test"
os.environ.pop("TOVHOLDER_TODAY", None)
_worker = os.environ.get("PYTEST_XDIST_WORKER")
if _worker:
    # The process that started this worker has made the folder; each worker writes below it on its own.
    os.environ["TOVHOLDER_DATA"] = str(Path(os.environ["TOVHOLDER_DATA"]) / _worker)
    Path(os.environ["TOVHOLDER_DATA"]).mkdir(exist_ok=True)
else:
    # Never the developer's own data. Kept in a name: the folder goes when the object does, at the end of the run.
    _folder = tempfile.TemporaryDirectory(prefix="tovholder-test-")
    os.environ["TOVHOLDER_DATA"] = str(Path(_folder.name).resolve())

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "admin_client"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that reaches the database, so that `-m database` runs them, and nothing else, on SQLite too."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")
