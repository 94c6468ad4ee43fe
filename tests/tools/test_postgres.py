"""Finding a PostgreSQL for the tests."""

from pathlib import Path

import pytest

from tools import postgres


def test_a_given_server_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the operator names a server, none is started."""
    monkeypatch.setenv(postgres.VARIABLE, "postgresql://tester@db/tests")
    with postgres.running() as address:
        assert address == "postgresql://tester@db/tests"


def test_the_newest_version_is_taken() -> None:
    """Versions are compared as numbers: 16 is newer than 9.6."""
    paths = [Path(f"/usr/lib/postgresql/{version}/bin/initdb") for version in ("9.6", "16", "15")]
    assert max(paths, key=postgres._version) == Path("/usr/lib/postgresql/16/bin/initdb")
