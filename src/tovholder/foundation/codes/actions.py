"""Writing codes: only from data files."""

import csv
from datetime import date
from importlib.resources import files

from django.db import transaction

from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.reference import bring_to


@transaction.atomic
def load_codes() -> int:
    """Bring the code lists to what the package's ``codes.csv`` says; codes that are not in it stay. Gives the count."""
    text = files("tovholder.foundation.codes").joinpath("data/codes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    codes = [
        Code(
            list=row["list"],
            code=row["code"],
            label_da=row["label_da"],
            label_en=row["label_en"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            position=int(row["position"] or 0),
            source=row["source"],
            note=row["note"],
        )
        for row in rows
    ]
    for code in codes:
        code.derive()
    bring_to(codes, unique=["list", "code"])
    return len(rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
