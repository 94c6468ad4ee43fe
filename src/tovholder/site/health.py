"""Whether this installation works: asked by load balancers, by the start command and by whoever watches."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tovholder.foundation.jobs.selectors import worker_is_alive

_migrated_once = False


def database_answers() -> bool:
    """Whether the database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations_applied() -> bool:
    """Whether the database has the shape that this code expects. Once it has, it keeps it while the process lives."""
    global _migrated_once  # noqa: PLW0603  # a process's code, and so what it expects, never changes
    if not _migrated_once:
        executor = MigrationExecutor(connection)
        _migrated_once = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated_once


def worker_alive() -> bool:
    """Whether a worker has given a sign of life lately."""
    return worker_is_alive(timedelta(seconds=settings.JOB_TIMEOUT_SECONDS))


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_applied,
    "worker": worker_alive,
}


def state() -> dict[str, bool]:
    """Each check with its answer; a database that fails is an answer too."""
    return {name: _answer(check) for name, check in CHECKS.items()}


def _answer(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except DatabaseError:
        return False
