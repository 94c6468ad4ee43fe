"""Which hearings the law demands: dated rules from a file, so that a new one is added and an old one keeps its days.

Not checked by a lawyer, as every page that shows them says.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from tovholder.kernel.period import Period

EXPECTED: Final = ("vulnerable_council", "med_committee", "residents_council", "relatives")
"""Bodies that no law names, but that a vision should not be adopted without, unless somebody writes why."""


@dataclass(frozen=True, slots=True)
class LegalRule:
    """A body that must be heard about what concerns some target groups."""

    body: str
    law: str
    concerns: frozenset[str]
    period: Period


@cache
def legal_rules() -> tuple[LegalRule, ...]:
    """All rules, in the order of the file."""
    with (Path(__file__).parent / "data" / "hearing_law.toml").open("rb") as file:
        rows = tomllib.load(file)["rule"]
    return tuple(
        LegalRule(row["body"], row["law"], frozenset(row["concerns"]), Period(row.get("from"), row.get("to")))
        for row in rows
    )


def demanded(target_groups: Iterable[str], day: date) -> dict[str, str]:
    """The bodies that the law demands heard on ``day``, with the law; no target groups mean all citizens."""
    groups = frozenset(target_groups)
    return {
        rule.body: rule.law
        for rule in legal_rules()
        if day in rule.period and (not groups or not groups.isdisjoint(rule.concerns))
    }
