"""``tovholder load_reference``: codes, regions, municipalities, technologies."""

from typing import Any

from django.core.management.base import BaseCommand

from tovholder.foundation.codes.reference import REFERENCE


class Command(BaseCommand):
    """Load the reference data that the package carries. Safe to run again, and part of every upgrade."""

    help = "Load codes, regions, municipalities and technologies from the package's data files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load every registered body of reference data in its order."""
        for source in REFERENCE:
            count = source.load()
            if options["verbosity"]:
                self.stdout.write(f"{source.key}: {count}")
