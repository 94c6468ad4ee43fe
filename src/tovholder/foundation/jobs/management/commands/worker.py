"""``tovholder worker``: the process that does the long work."""

import logging
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tovholder.foundation.jobs.worker import JobWorker


class Command(BaseCommand):
    """Run jobs, schedules and the reaper until SIGTERM or Ctrl-C."""

    help = "Runs jobs, starts what is scheduled and ends jobs whose worker was killed. One process or several."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--until-empty`` for cron and tests, ``--interval`` for the pause between two looks."""
        parser.add_argument("--until-empty", action="store_true", help="stop when no job waits any more")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks (default 1)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work until told to stop."""
        for chatty in ("django_tasks", "django_tasks_db"):
            logging.getLogger(chatty).setLevel(logging.WARNING)  # jobs have their own line in the log
        worker = JobWorker(interval=options["interval"])
        signal.signal(signal.SIGTERM, worker.stop)
        signal.signal(signal.SIGINT, worker.stop)
        worker.run(until_empty=options["until_empty"])
