"""Loading municipalities, regions and population from the package's data files."""

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from tovholder.foundation.municipalities.models import (
    Municipality,
    Population,
    Region,
    RegionMembership,
    TenantKind,
)
from tovholder.kernel.danish import fold

MUNICIPAL_REFORM = date(2007, 1, 1)


def _rows(name: str) -> list[dict[str, str]]:
    path = files("tovholder.foundation.municipalities").joinpath(f"data/{name}")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def load_municipalities() -> int:
    """Bring regions, municipalities and population to what the data files say. Gives the tenants' count."""
    for row in _rows("regions.csv"):
        Region.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
            },
        )
        Municipality.objects.update_or_create(
            code=row["code"],
            defaults={
                "kind": TenantKind.REGION,
                "name": row["name"],
                "full_name": row["name"],
                "short_name": row["name"].removeprefix("Region ")[:10],
                "slug": fold(row["name"]).replace(" ", "-"),
            },
        )
    for row in _rows("municipalities.csv"):
        Municipality.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "full_name": row["full_name"],
                "short_name": row["short_name"],
                "slug": row["slug"],
                "area_km2": row["area_km2"],
                "latitude": float(row["centroid_lat"]),
                "longitude": float(row["centroid_lon"]),
                "tile_column": int(row["tile_col"]),
                "tile_row": int(row["tile_row"]),
            },
        )
    _load_memberships()
    load_population(_rows("population.csv"))
    return Municipality.objects.count()


def _load_memberships() -> None:
    municipalities = {item.code: item for item in Municipality.objects.all()}
    regions = {item.code: item for item in Region.objects.all()}
    for row in _rows("region_membership.csv"):
        RegionMembership.objects.update_or_create(
            municipality=municipalities[row["municipality_code"]],
            valid_from=_day(row["valid_from"]) or MUNICIPAL_REFORM,
            defaults={"region": regions[row["region_code"]], "valid_to": _day(row["valid_to"])},
        )


@transaction.atomic
def load_population(rows: list[dict[str, str]]) -> int:
    """Store population counts: ``municipality_code, year, persons, source, source_date``. Gives how many.

    Raises ``ValueError`` that names the line when a code is unknown or a number cannot be read; nothing is stored then.
    """
    municipalities = {item.code: item for item in Municipality.objects.municipalities()}
    for line, row in enumerate(rows, start=2):
        municipality = municipalities.get(row["municipality_code"])
        if municipality is None:
            raise ValueError(f"linje {line}: kommunekoden {row['municipality_code']!r} findes ikke")
        try:
            Population.objects.update_or_create(
                municipality=municipality,
                year=int(row["year"]),
                defaults={
                    "persons": int(row["persons"]),
                    "source": row["source"],
                    "source_date": date.fromisoformat(row["source_date"]),
                },
            )
        except ValueError as error:
            raise ValueError(f"linje {line}: {error}") from error
    return len(rows)


def population_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a population file with a header line. Raises ``ValueError`` when a column is missing."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"municipality_code", "year", "persons", "source", "source_date"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"filen mangler kolonnerne {', '.join(sorted(missing))}")
        return list(reader)
