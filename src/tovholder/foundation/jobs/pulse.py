"""How the progress of a job reaches those who wait for it.

A job may hold a transaction open, and what it writes there nobody else sees. So a running job only remembers its
progress, and a second thread of the worker, with a database connection of its own, writes it once a second: with it a
sign of life of the job and of the worker, and back comes whether somebody asked the job to stop.

On PostgreSQL that works at any time. SQLite has one writer: while the job holds a transaction open the thread waits,
and gets its turn between two transactions. Nobody else could write in that time either, so a cancel cannot arrive
earlier. Hence the rule for kinds: many short transactions with ``report`` between them work alike on both.

Where no worker runs (jobs run at once in tests) the progress is written directly.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, InterfaceError, connection
from django.db.models.functions import Now

from tovholder.foundation.jobs import states
from tovholder.foundation.jobs.kinds import Cancelled, ProgressSink
from tovholder.foundation.jobs.models import Job, WorkerSign

logger = logging.getLogger(__name__)

BEATS_PER_SIGN = 5  # the worker's own sign of life is written every fifth second


@dataclass(slots=True)
class DirectSink:
    """Writes on the job's own connection."""

    job: Job

    def report(self, done: int, total: int, message: str) -> None:
        """Write the progress. Raises :class:`Cancelled` when the job is to stop."""
        if not states.beat(self.job.pk, done, total, message) or states.cancel_requested(self.job.pk):
            raise Cancelled


@dataclass(slots=True)
class WatchedSink:
    """Keeps the progress for the pulse to write."""

    job_pk: int
    progress: tuple[int, int, str] = (0, 0, "")
    stop: threading.Event = field(default_factory=threading.Event)

    def report(self, done: int, total: int, message: str) -> None:
        """Remember the progress. Raises :class:`Cancelled` when the job is to stop."""
        self.progress = (done, total, message)
        if self.stop.is_set():
            raise Cancelled


class Pulse:
    """The second thread of a worker. Used as a context manager around the worker's loop."""

    def __init__(self, worker: str, every: float = 1.0) -> None:
        self.worker = worker
        self.every = every
        self._watched: WatchedSink | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def __enter__(self) -> "Pulse":
        """Begin to beat, and let the jobs of this process report here."""
        global _current  # noqa: PLW0603  # a process has at most one pulse
        _current = self
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop beating."""
        global _current  # noqa: PLW0603  # as above
        _current = None
        self._ended.set()
        self._thread.join(timeout=5)

    @contextmanager
    def watch(self, job: Job) -> Iterator[ProgressSink]:
        """Write the progress of ``job`` inside the block."""
        self._watched = WatchedSink(job.pk)
        try:
            yield self._watched
        finally:
            self._watched = None

    def _run(self) -> None:
        beats = 0
        while not self._ended.is_set():
            try:
                if beats % BEATS_PER_SIGN == 0:
                    sign_of_life(self.worker)
                self._beat()
            except (DatabaseError, InterfaceError) as error:
                # A locked or vanished database: the next beat tries again, on a new connection.
                logger.debug("The pulse missed a beat: %s", error)
                connection.close()
            beats += 1
            self._ended.wait(self.every)
        connection.close()

    def _beat(self) -> None:
        watched = self._watched
        if watched is None:
            return
        if not states.beat(watched.job_pk, *watched.progress) or states.cancel_requested(watched.job_pk):
            watched.stop.set()


_current: Pulse | None = None


@contextmanager
def progress_sink(job: Job) -> Iterator[ProgressSink]:
    """The sink for a job that is about to run in this process."""
    if _current is None:
        yield DirectSink(job)
        return
    with _current.watch(job) as sink:
        yield sink


def sign_of_life(worker: str) -> None:
    """Write that ``worker`` lives, in the time of the database."""
    WorkerSign.objects.update_or_create(worker=worker, defaults={"seen_at": Now()})
