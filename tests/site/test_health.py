"""/healthz tells load balancers the truth and nobody anything else."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tovholder.foundation.jobs.models import WorkerSign
from tovholder.site import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_process() -> None:
    """Each test begins as a process that has not seen its migrations yet."""
    health._migrated_once = False


def _worker() -> None:
    """A worker gave a sign of life just now, by the clock of the database."""
    WorkerSign.objects.create(worker="tests", seen_at=Now())


def test_a_whole_installation_answers_200() -> None:
    """Database, migrations and worker."""
    _worker()
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": True, "migrations": True, "worker": True},
    )


def test_without_a_worker_it_answers_503() -> None:
    """Long work would wait for ever: that is a failure."""
    WorkerSign.objects.all().delete()
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["worker"]) == (503, False)


def test_a_missing_migration_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that is newer than its database must get no traffic."""
    monkeypatch.setattr(health, "_migrated_once", False)  # as in a process that has not looked yet
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("citizens")
    MigrationRecorder(connection).record_unapplied(*newest)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


def test_it_needs_no_session_and_leaves_no_cookie() -> None:
    """Whoever asks is nobody, and stays nobody."""
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get("/healthz")
    assert not [query for query in asked if "session" in query["sql"]]
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_it_tells_no_details() -> None:
    """Four words with yes or no; no version, no address, no error."""
    answer = Client().get("/healthz").json()
    assert set(answer) == {"status", "database", "migrations", "worker"}
    assert answer["status"] in {"ok", "failing"}
    assert all(isinstance(answer[name], bool) for name in ("database", "migrations", "worker"))
