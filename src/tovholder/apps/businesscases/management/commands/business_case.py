"""``tovholder business_case FILE.toml``: compute a business case from a file, with the engine of the pages."""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from tovholder.apps.businesscases.presenting import Grid, shown_ways
from tovholder.apps.businesscases.wording import problem_text
from tovholder.engines.benefits import (
    FULL,
    Case,
    CaseError,
    Distribution,
    as_plain,
    evaluate,
    plain_result,
    read,
    simulate,
    tornado,
)
from tovholder.foundation.ui.formats import number_text

WRONG = 2
LEAST = 12


class Command(BaseCommand):
    """Print what a business case comes to: a table to read, or everything as JSON."""

    help = "Compute the business case in FILE.toml. The format is described in docs/engines/benefits/README.md."
    requires_system_checks: list[str] = []  # Django reads it from the class; no database is needed

    def add_arguments(self, parser: CommandParser) -> None:
        """The file; ``--json`` for machines; ``--draws`` for a simulation."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="everything, with what each figure rests on")
        parser.add_argument("--draws", type=int, default=0, help="simulate with so many draws")
        parser.add_argument("--seed", type=int, default=1, help="the seed of the simulation (default 1)")
        parser.add_argument("--distribution", choices=[shape.value for shape in Distribution], default="pert")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compute, or say in Danish what is wrong at which key, with exit code 2."""
        with override("da"):
            case = self._read(options["file"])
            try:
                told = plain_result(evaluate(case))
                told |= self._uncertain(case, options)
            except CaseError as error:
                raise self._refused(error) from error
            except ValueError as error:
                raise CommandError(f"draws: {error}", returncode=WRONG) from error
            if options["json"]:
                self.stdout.write(json.dumps({"title": case.title, **told}, ensure_ascii=False, indent=2))
                return
            self._print(case, told)

    def _read(self, path: Path) -> Case:
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{path}: filen kan ikke læses.", returncode=WRONG) from error
        except (
            ValueError,
            RecursionError,
        ) as error:  # wrong TOML or UTF-8, a number of 5,000 digits, a list in a list in …
            raise CommandError(f"{path}: filen er ikke TOML i UTF-8 ({error}).", returncode=WRONG) from error
        try:
            return read(document)
        except CaseError as error:
            raise self._refused(error) from error

    def _refused(self, error: CaseError) -> CommandError:
        return CommandError("\n".join(problem_text(one) for one in error.problems), returncode=WRONG)

    def _uncertain(self, case: Case, options: dict[str, Any]) -> dict[str, Any]:
        """The tornado of each scenario, and the simulation that was asked for."""
        told: dict[str, Any] = {"tornado": {one.key: as_plain(tornado(case, one.key, FULL)) for one in case.scenarios}}
        if options["draws"]:
            shape = Distribution(options["distribution"])
            told["simulation"] = {
                one.key: as_plain(
                    simulate(case, one.key, draws=options["draws"], seed=options["seed"], distribution=shape)
                )
                for one in case.scenarios
                if one.lines
            }
        return told

    def _print(self, case: Case, told: dict[str, Any]) -> None:
        names = {one.key: one.label or one.key for one in case.scenarios}
        lines = {line.key: line.label or line.key for one in case.scenarios for line in one.lines}
        self.stdout.write(case.title)
        for grid in shown_ways(told, names, lines):
            self._table(grid)
        for key, one in told.get("simulation", {}).items():
            self.stdout.write(
                f"\n{names[key]}: {one['draws']} trækninger, frø {one['seed']}. P10 {number_text(round(one['p10']))}, "
                f"P50 {number_text(round(one['p50']))}, P90 {number_text(round(one['p90']))} kr. "
                f"Tab i {number_text(one['losses'])} trækninger. Værdien af at vide alt: "
                f"{number_text(round(one['evpi']))} kr."
            )

    def _table(self, grid: Grid) -> None:
        cells = [[str(title) for title in grid.header]]
        cells += [[number_text(one) if isinstance(one, int) else str(one) for one in row] for row in grid.rows]
        widths = [max(LEAST, *(len(row[at]) for row in cells)) for at in range(len(grid.header))]
        self.stdout.write(f"\n{grid.caption}")
        for first, *rest in cells:
            right = (one.rjust(width) for one, width in zip(rest, widths[1:], strict=True))
            self.stdout.write("  ".join([first.ljust(widths[0]), *right]).rstrip())
