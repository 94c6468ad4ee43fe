"""Says in Danish who one is with a demo login."""

import csv
from functools import cache
from importlib.resources import files

from tovholder.demo.logins import Login
from tovholder.demo.places import rows


@cache
def _labels() -> dict[tuple[str, str], str]:
    text = files("tovholder.foundation.codes").joinpath("data/codes.csv").read_text(encoding="utf-8")
    return {(row["list"], row["code"]): row["label_da"] for row in csv.DictReader(text.splitlines())}


@cache
def _tenants() -> dict[str, str]:
    return {row["code"]: row["name"] for name in ("municipalities.csv", "regions.csv") for row in rows(name)}


def who(login: Login) -> str:
    """Role and place, as "Leder af enhed, Plejecenter Fyrreglimt, Syddjurs"; Danish, since invented people are."""
    role = _labels().get(("role", login.role), "Driftsansvarlig")
    council = f"({_labels()['council_kind', login.kind]})" if login.kind else ""
    place = _tenants().get(login.municipality, login.partner)
    titled = f"{role} {council}".strip()
    return ", ".join(part for part in (titled, login.unit, place) if part)
