"""Loading the catalogue from the package's data file."""

import csv
from importlib.resources import files

from django.db import transaction

from tovholder.apps.technologies.models import Technology
from tovholder.foundation.codes.models import Code

_MANY = {
    "functional_categories": "functional_category",
    "purposes": "purpose",
    "fields": "field",
    "delivery_forms": "delivery_form",
}


def technology_rows() -> list[dict[str, str]]:
    """The rows of ``technologies.csv``."""
    text = files("tovholder.apps.technologies").joinpath("data/technologies.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@transaction.atomic
def load_technologies() -> int:
    """Add the technologies of the data file that are not there yet; gives how many the catalogue holds.

    A technology that is there is left as it is: the national editors' text counts for more than the package's.
    """
    known = set(Technology.objects.values_list("slug", flat=True))
    codes = {(code.list, code.code): code for code in Code.objects.all()}
    rows = [row for row in technology_rows() if row["slug"] not in known]
    made = [_technology(row, codes) for row in rows]
    Technology.objects.bulk_create(made)
    for field, code_list in _MANY.items():
        through = getattr(Technology, field).through
        through.objects.bulk_create(
            through(technology_id=technology.pk, code_id=codes[code_list, part].pk)
            for technology, row in zip(made, rows, strict=True)
            for part in _parts(row[field])
        )
    return Technology.objects.count()


def _technology(row: dict[str, str], codes: dict[tuple[str, str], Code]) -> Technology:
    technology = Technology(
        slug=row["slug"],
        name=row["name_da"],
        name_en=row["name_en"],
        description_da=row["description_da"],
        description_en=row["description_en"],
        category=codes["landkort_category", row["landkort_category"]],
        aliases="\n".join(_parts(row["aliases"])),
        origin=row["origin"],
        iso9999_hint=row["iso9999_hint"],
    )
    technology.derive()
    return technology


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
