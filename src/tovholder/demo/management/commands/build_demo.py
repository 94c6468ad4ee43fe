"""``tovholder build_demo``: invented data in an empty database."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tovholder.demo.build import DatabaseInUseError, build_demo
from tovholder.demo.stage import Level
from tovholder.kernel import clock


class Command(BaseCommand):
    """Build the demo. The same seed and day give the same database, byte for byte on SQLite."""

    help = "Fill an empty, migrated database with invented data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the stage, the seed and the demo's day."""
        parser.add_argument("--stage", choices=[level.name.lower() for level in Level], default="full")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="the demo's day (the clock's)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it whole, or say why not and leave everything as it was."""
        if settings.PRODUCTION:
            raise CommandError("En produktion får aldrig opfundne data.")
        level = Level[options["stage"].upper()]
        day = options["today"] or clock.today()
        self.stdout.write(f"Opfundne data: {options['stage']}, frø {options['seed']}, {day}")
        try:
            build_demo(options["seed"], day, level, self.stdout.write)
        except DatabaseInUseError as error:
            raise CommandError("Der er allerede data i databasen. En demo blandes aldrig med andet.") from error
        except ValueError as error:
            raise CommandError(f"Demoen kan ikke bygges: {error}") from error
