"""``tovholder rollout_plan FILE.toml [--json]``: start dates for units, and the power beforehand."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tovholder.apps.followups.rollout_file import FileError, RolloutFile, read_rollout
from tovholder.apps.followups.words import fault_text, p_text, plan_texts
from tovholder.engines.followup import PlanError, Planned, Power, plan_rollout
from tovholder.foundation.ui.formats import number_text

FAULTY = 2  # the exit code for a file that cannot be used


class Command(BaseCommand):
    """Propose a staggered rollout for the units of a file."""

    help = (
        "Propose start dates for the units in FILE.toml and show the power. docs/engines/benefits/rollout.md: format."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the form of the answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="Machine-readable; Danish text without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, propose and print; or say which key is wrong and end with code 2."""
        try:
            asked = read_rollout(options["file"].read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']}: filen kan ikke læses.", returncode=FAULTY) from error
        except FileError as error:
            raise CommandError(str(error), returncode=FAULTY) from error
        try:
            planned = plan_rollout(asked.rollout, asked.params)
        except PlanError as error:
            key = "order" if error.fault.value.startswith("order") else "unit"
            raise CommandError(f"{key}: {fault_text(error, asked.names)}", returncode=FAULTY) from error
        self.stdout.write(_as_json(asked, planned) if options["json"] else _as_text(asked, planned))


def _as_json(asked: RolloutFile, planned: Planned) -> str:
    def power(one: Power) -> dict[str, float]:
        return {"effect": one.effect, "power": one.power, "low": one.low, "high": one.high}

    return json.dumps(
        {
            "title": asked.title,
            "measure": asked.measure,
            "starts": [
                {"unit": key, "name": asked.names[key], "month": asked.month(start)} for key, start in planned.starts
            ],
            "power": power(planned.power),
            "powers": [power(one) for one in planned.powers],
            "smallest_p": planned.smallest_p,
            "can_be_clear": planned.can_be_clear,
            "arrangements": planned.arrangements,
            "exact": planned.exact,
            "runs": planned.runs,
            "seed": asked.params.seed,
            "sentences": plan_texts(planned),
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_text(asked: RolloutFile, planned: Planned) -> str:
    width = max(len(name) for name in asked.names.values())
    lines = [asked.title or "Forslag til udrulning", "", "Start"]
    lines += [
        f"  {asked.names[key]:<{width}}  {asked.month(start)}"
        for key, start in sorted(planned.starts, key=lambda one: one[1])
    ]
    lines += ["", f"Effekt ({asked.measure or 'i indikatorens enhed'}) og chance for at se den"]
    lines += [
        f"  {number_text(one.effect, 2):>10}  {number_text(round(100 * one.power)):>3} pct."
        f"  ({number_text(round(100 * one.low))}-{number_text(round(100 * one.high))})"
        for one in planned.powers
    ]
    lines += ["", f"Mindste mulige p: {p_text(planned.smallest_p)}", "", *plan_texts(planned)]
    return "\n".join(lines)
