"""``tovholder import_boundaries FILE.topojson``: the true map in the place of the tiles."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tovholder.foundation.municipalities.boundaries import (
    BoundaryError,
    clear_boundaries,
    import_boundaries,
    listed,
    read_boundaries,
)
from tovholder.kernel.actor import SYSTEM


class Command(BaseCommand):
    """Store the municipalities' borders from a TopoJSON file, or take them away."""

    help = (
        "Draw the map by the municipalities' borders: a TopoJSON file in WGS 84 with a municipality code on each area."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's path, the layer in it and where it comes from; or ``--clear``."""
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--layer", default="", help="the object of the file to use, when it has several")
        parser.add_argument("--source", default="", help="where the borders come from, as the map shall say it")
        parser.add_argument("--clear", action="store_true", help="take the borders away: the map is tiles again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file whole, or say what is wrong and change nothing."""
        file: Path | None = options["file"]
        if options["clear"] == (file is not None):
            raise CommandError("Skriv enten en fil med kommunegrænser eller --clear.")
        if file is None:
            self.stdout.write(f"{clear_boundaries(by=SYSTEM)} grænser er fjernet. Kortet tegnes med felter.")
            return
        try:
            drawn = read_boundaries(file, options["layer"])
            imported = import_boundaries(drawn=drawn, source=options["source"] or file.name, by=SYSTEM)
        except BoundaryError as error:
            raise CommandError(f"Kommunegrænserne er ikke ændret: {error}") from error
        self.stdout.write(
            f"{imported.stored} kommunegrænser er gemt. {imported.points_before} punkter i filen"
            f" blev til {imported.points} på kortet."
        )
        if imported.without:
            names = listed(imported.without)
            self.stdout.write(f"Uden grænse i filen, og derfor vist som felter under kortet: {names}.")
