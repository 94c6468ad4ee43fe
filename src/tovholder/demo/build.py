"""Builds the demo into an empty database, so that the same seed and day give the same bytes."""

from collections.abc import Callable
from datetime import date
from time import perf_counter

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django_tasks_db.models import DBTaskResult

from tovholder.apps.projects.public import Project
from tovholder.demo.stage import STAGES, Build, Level, in_order
from tovholder.foundation.accounts.models import User
from tovholder.foundation.jobs.public import Job
from tovholder.kernel import clock
from tovholder.kernel.ids import repeatable_ids


class DatabaseInUseError(Exception):
    """There is something in the database already; a demo is never mixed with anybody's data."""


def build_demo(seed: int, today: date, level: Level, say: Callable[[str], None]) -> None:
    """Build all stages up to ``level``, in one transaction, with the clock standing still on ``today``.

    Raises :class:`DatabaseInUseError` when there are people or projects already.
    """
    if User.objects.exists() or Project.objects.exists():
        raise DatabaseInUseError
    build = Build(seed, today, level, say)
    begun = perf_counter()
    with clock.clock_at(today), repeatable_ids(seed), transaction.atomic():
        for stage in in_order(STAGES, level):
            stage.build(build)
            say(f"  {stage.key} ({perf_counter() - begun:.1f} s)")
    settle(today)


def settle(today: date) -> None:
    """Take the last traces of the machine's own time and of the order of writing out of the database file.

    Among them the work that the building ordered: its figures are counted, and nobody invented is to be mailed.
    """
    Job.objects.all().delete()
    DBTaskResult.objects.all().delete()
    MigrationRecorder.Migration.objects.update(applied=clock.moment_of(today))
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
