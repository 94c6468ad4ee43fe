"""Real worker processes over the test database, with kinds of jobs that only tests know.

``python -m tests.foundation.jobs.worker_process`` is such a worker. SQLite's test database lives in memory, where no
other process sees it: its processes work on a copy in a file.
"""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
from django.core.management import execute_from_command_line

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 240.0  # seconds for processes to start on a machine that is busy with other tests


def register_kinds() -> list[str]:
    """Make the kinds of these tests known in this process, and give their keys."""
    from tovholder.foundation.jobs.public import JOB_KINDS, JobKind, JobProgress  # noqa: PLC0415  # needs Django set up

    def slow(progress: JobProgress) -> dict[str, Any]:
        steps = progress.arguments["steps"]
        for step in range(1, steps + 1):
            progress.report(step, steps, f"Trin {step}")
            time.sleep(0.1)
        return {"steps": steps}

    def slow_at_first(progress: JobProgress) -> dict[str, Any]:
        progress.job.refresh_from_db()
        return slow(progress) if progress.job.attempts == 1 else {"attempts": progress.job.attempts}

    JOB_KINDS.register(JobKind(key="tests.slow", label="Langsom", run=slow))
    JOB_KINDS.register(JobKind(key="tests.again", label="Kan gentages", run=slow_at_first, idempotent=True))
    return ["tests.slow", "tests.again"]


class Installation:
    """The database that the processes share with the test, and the processes."""

    def __init__(self, folder: Path) -> None:
        from django.db import connection  # noqa: PLC0415  # needs Django set up

        self._connection: Any = connection
        self._file = folder / "tovholder.sqlite3"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._environment = {**os.environ, "TOVHOLDER_MODE": "demo", "TOVHOLDER_DATA": str(folder)}
        if connection.vendor == "sqlite":
            copy = sqlite3.connect(self._file)
            connection.ensure_connection()
            connection.connection.backup(copy)
            copy.close()
        else:
            at = connection.settings_dict
            place = f"{at['HOST']}:{at['PORT']}" if at["PORT"] else quote(at["HOST"], safe="")
            login = f"{at['USER']}:{quote(at['PASSWORD'])}" if at["PASSWORD"] else at["USER"]
            self._environment["TOVHOLDER_DATABASE_URL"] = f"postgresql://{login}@{place}/{at['NAME']}"

    def start_worker(self, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a worker process."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.foundation.jobs.worker_process", "--interval", "0.1", *arguments],
            cwd=ROOT,
            env={**self._environment, **environment},
            stderr=subprocess.PIPE,
        )
        self._processes.append(process)
        return process

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement and give its rows."""
        if self._connection.vendor == "sqlite":
            with sqlite3.connect(self._file, timeout=20) as there:
                return there.execute(sql).fetchall()
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []

    def wait_for(self, sql: str, met: Callable[[tuple[Any, ...]], bool]) -> None:
        """Wait until the first row of ``sql`` is as wished. Raises ``AssertionError`` when it never is."""
        last: list[tuple[Any, ...]] = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            last = self.execute(sql)
            if last and met(last[0]):
                return
            time.sleep(0.05)
        raise AssertionError(f"{sql}: {last}")

    def end(self) -> None:
        """Kill what still runs."""
        for process in self._processes:
            process.kill()
            process.communicate()


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """An installation whose processes end with the block."""
    made = Installation(folder)
    try:
        yield made
    finally:
        made.end()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
    django.setup()
    register_kinds()
    execute_from_command_line(["tovholder", "worker", *sys.argv[1:]])
