"""Loading municipalities, regions and population from the package's data files."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from tovholder.foundation.codes.reference import bring_to
from tovholder.foundation.municipalities.models import (
    Municipality,
    Population,
    Region,
    RegionMembership,
    TenantKind,
)
from tovholder.kernel.danish import fold

LONGEST_NUMBER = 9  # digits: more than anyone counts, and what a database integer holds
MUNICIPAL_REFORM = date(2007, 1, 1)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("tovholder.foundation.municipalities").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def load_municipalities() -> int:
    """Bring regions, municipalities and population to what the data files say. Gives the tenants' count."""
    regions = _rows("regions.csv")
    _store(
        [
            Region(
                code=row["code"], name=row["name"], valid_from=_day(row["valid_from"]), valid_to=_day(row["valid_to"])
            )
            for row in regions
        ]
    )
    _store([_regional_tenant(row) for row in regions] + [_municipality(row) for row in _rows("municipalities.csv")])
    _load_memberships()
    load_population(_rows("population.csv"))
    return Municipality.objects.count()


def _store(records: Sequence[Region] | Sequence[Municipality]) -> None:
    for record in records:
        record.derive()
    bring_to(records, unique=["code"], keep=["closed_on", "merged_into"])


def _regional_tenant(row: dict[str, str]) -> Municipality:
    return Municipality(
        code=row["code"],
        kind=TenantKind.REGION,
        name=row["name"],
        full_name=row["name"],
        short_name=row["name"].removeprefix("Region ")[:10],
        slug=fold(row["name"]).replace(" ", "-"),
    )


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        full_name=row["full_name"],
        short_name=row["short_name"],
        slug=row["slug"],
        area_km2=Decimal(row["area_km2"]),
        latitude=float(row["centroid_lat"]),
        longitude=float(row["centroid_lon"]),
        tile_column=int(row["tile_col"]),
        tile_row=int(row["tile_row"]),
    )


def _load_memberships() -> None:
    municipalities = {item.code: item for item in Municipality.objects.all()}
    regions = {item.code: item for item in Region.objects.all()}
    memberships = [
        RegionMembership(
            municipality=municipalities[row["municipality_code"]],
            region=regions[row["region_code"]],
            valid_from=_day(row["valid_from"]) or MUNICIPAL_REFORM,
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows("region_membership.csv")
    ]
    bring_to(memberships, unique=["municipality", "valid_from"])


@dataclass(frozen=True, slots=True)
class PopulationLoad:
    """How many counts were in the file, and how many of them replaced another number."""

    stored: int
    replaced: int


@transaction.atomic
def load_population(rows: list[dict[str, str]]) -> PopulationLoad:
    """Store population counts: ``municipality_code, year, persons, source, source_date``.

    Raises ``ValueError`` that names the line when a code is unknown or a value cannot be read; nothing is stored then.
    """
    known = {item.code: item for item in Municipality.objects.filter(kind=TenantKind.MUNICIPALITY)}
    before = {(row.municipality_id, row.year): row.persons for row in Population.objects.all()}
    counts: dict[tuple[int, int], Population] = {}
    for line, row in enumerate(rows, start=2):
        try:
            count = _count(row, known)
        except ValueError as error:
            raise ValueError(f"linje {line}: {error}") from error
        counts[count.municipality_id, count.year] = count
    bring_to(list(counts.values()), unique=["municipality", "year"])
    replaced = sum(before.get(key, count.persons) != count.persons for key, count in counts.items())
    return PopulationLoad(len(rows), replaced)


def _count(row: dict[str, str], known: dict[str, Municipality]) -> Population:
    code = row["municipality_code"]
    if code not in known:
        raise ValueError(f"kommunekoden {code!r} findes ikke")
    return Population(
        municipality=known[code],
        year=_whole(row["year"]),
        persons=_whole(row["persons"]),
        source=row["source"] or "",
        source_date=_date(row["source_date"]),
    )


def _whole(text: str | None) -> int:
    written = (text or "").strip()
    if not written.isascii() or not written.isdigit() or len(written) > LONGEST_NUMBER:
        raise ValueError(f"{written!r} er ikke et helt tal")
    return int(written)


def _date(text: str | None) -> date:
    written = (text or "").strip()
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{written!r} er ikke en dato (ÅÅÅÅ-MM-DD)") from error


def population_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a population file with a header line. Raises ``ValueError`` when it is no text or lacks a column."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("filen er ikke tekst i UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    missing = {"municipality_code", "year", "persons", "source", "source_date"} - set(reader.fieldnames or ())
    if missing:
        raise ValueError(f"filen mangler kolonnerne {', '.join(sorted(missing))}")
    return list(reader)
