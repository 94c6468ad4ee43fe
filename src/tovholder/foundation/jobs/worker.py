"""The worker process: runs jobs one after the other, starts what is due, and ends what a killed worker left behind."""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tovholder.foundation.jobs.pulse import Pulse
from tovholder.foundation.jobs.reaper import reap
from tovholder.foundation.jobs.timetable import start_due_jobs

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_ROUNDS = 10  # schedules and abandoned jobs are looked at this often
LONGEST_PAUSE = 30.0  # seconds between two tries while the database is away


def worker_name() -> str:
    """A name for this process that no other has: host and process number."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


class _OneTask(Worker):
    """django-tasks' own worker, for a single task."""

    def __init__(self, name: str) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=1,
            worker_id=name[:64],
            excluded_queue_names=[],
        )


@dataclass(slots=True)
class JobWorker:
    """The loop of the worker. ``interval`` is the pause in seconds when nothing waits."""

    name: str = field(default_factory=worker_name)
    interval: float = 1.0
    _stopping: bool = False
    _next_round: float = 0.0

    def run(self, *, until_empty: bool = False) -> None:
        """Work until told to stop, or, for one call, until nothing waits any more."""
        with Pulse(self.name):
            pause = self.interval
            while not self._stopping:
                worked = self._attempt(self._step)
                if worked is None:
                    pause = min(pause * 2, LONGEST_PAUSE)
                else:
                    pause = self.interval
                    if until_empty and not worked:
                        return
                if not worked:
                    self._sleep(pause)

    def stop(self, signum: int, _frame: FrameType | None) -> None:
        """Take no further job. A second signal ends the running one too."""
        if self._stopping:
            sys.exit(1)
        logger.info("The worker stops after its current job (signal %s)", signal.Signals(signum).name)
        self._stopping = True

    def _step(self) -> bool:
        """One task, if one waits. Whether there was one."""
        close_old_connections()
        if time.monotonic() >= self._next_round:
            reap()
            start_due_jobs()
            self._next_round = time.monotonic() + SECONDS_BETWEEN_ROUNDS
        if not DBTaskResult.objects.ready().exists():
            return False
        _OneTask(self.name).run()
        return True

    def _attempt(self, step: Callable[[], bool]) -> bool | None:
        """The outcome of ``step``; None when the database was away, after which all connections are new."""
        try:
            return step()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The database does not answer; trying again: %s", error)
            connections.close_all()
            return None

    def _sleep(self, seconds: float) -> None:
        """Sleep in short naps, so that a signal is heeded at once."""
        wake = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < wake:
            time.sleep(min(0.2, seconds))
