"""``tovholder rebuild_search``: builds the search index now, without waiting for the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tovholder.foundation.search import build
from tovholder.foundation.search.store import IndexBusyError, index_path


class Command(BaseCommand):
    """Builds the index from nothing, or brings it up to date."""

    help = "Build the search index anew, or with --update only what has changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--update`` writes only what has changed."""
        parser.add_argument("--update", action="store_true", help="write only what has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and say how many documents were written."""
        try:
            written = build.update() if options["update"] else build.rebuild()
        except IndexBusyError as error:
            raise CommandError("Another process is writing the search index. Try again in a moment.") from error
        if options["verbosity"]:
            self.stdout.write(f"{written} documents written to {index_path()}")
