"""``tovholder merge_municipality OLD NEW --on DATE``: a municipality becomes part of another."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM


class Command(BaseCommand):
    """Close a municipality and move what is its own to another."""

    help = "Merge the municipality with code OLD into the one with code NEW; what belongs to it moves, nothing is lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take both codes and the day."""
        parser.add_argument("old")
        parser.add_argument("new")
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="The day, YYYY-MM-DD; today without it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Merge the two, or say why not and change nothing."""
        old, into = self._found(options["old"]), self._found(options["new"])
        try:
            moved = merge_municipality(old, into=into, on=options["on"], by=SYSTEM)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{old.full_name} er nu en del af {into.full_name}.")
        for part in moved:
            self.stdout.write(f"  {part.count} {part.label}")

    def _found(self, code: str) -> Municipality:
        found = Municipality.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"Ingen kommune har koden {code}.")
        return found
