"""``tovholder update_population FILE.csv``: a new year's counts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tovholder.foundation.municipalities.reference import load_population, population_rows


class Command(BaseCommand):
    """Store the population of a new year beside the years before."""

    help = "Load population counts from a CSV file: municipality_code,year,persons,source,source_date."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's path."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file whole, or say what is wrong and load nothing."""
        try:
            loaded = load_population(population_rows(options["file"]))
        except (OSError, ValueError) as error:
            raise CommandError(f"Indbyggertallene er ikke ændret: {error}") from error
        self.stdout.write(f"{loaded.stored} indbyggertal er gemt")
        if loaded.replaced:
            self.stdout.write(f"{loaded.replaced} af dem erstattede et andet tal")
