"""The overview of the whole country, counted over columns: the same numbers as ``overview`` reads from the database."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tovholder.apps.benefits.choices import Outcome, Realisation
from tovholder.apps.benefits.columns import LINES, NONE, OUTCOMES, WAYS, Rows, current_columns
from tovholder.apps.benefits.overview import Line, Money, Overview
from tovholder.foundation.visibility.tiers import audience_of
from tovholder.kernel.actor import Actor

Ints = NDArray[np.int64]

COLUMN_OF: Final = {"municipality_id": "place", "project__technology_id": "technology"}
"""The column of each field that the country's benefits are divided by."""
_CELLS = len(LINES) * 2 * len(OUTCOMES)
_HUNDRED = Decimal(100)


def country_by(actor: Actor, today: date, field: str) -> tuple[Overview, dict[int, Overview]]:
    """The overview of all benefits that ``actor`` may see, and of each value of ``field`` without its money.

    Two small queries. What is a means to another benefit is not counted: each counts once.
    """
    columns = current_columns()
    rows = columns.rows[columns.seen_by(audience_of(actor)) & ~columns.rows["is_means"]]
    keys, part = np.unique(rows[COLUMN_OF[field]], return_inverse=True)
    parts = _overviews(rows, part, len(keys), today)
    every = _overviews(rows, np.zeros(len(rows), dtype=np.int64), 1, today)[0]
    every.money.update(_money(rows))
    return every, dict(zip(keys.tolist(), parts, strict=True))


def _overviews(rows: Rows, part: Ints, size: int, today: date) -> list[Overview]:
    """An overview for each of ``size`` parts; ``part`` is the part of each row."""
    line = rows["line"].astype(np.int64) * 2 + rows["is_negative"]
    cells = (part * len(LINES) * 2 + line) * len(OUTCOMES) + rows["outcome"]
    counts = np.bincount(cells, minlength=size * _CELLS).reshape(size, len(LINES) * 2, len(OUTCOMES))
    followed = rows["is_open"] & (rows["due"] > 0)
    late = followed & (rows["due"] < today.toordinal())
    # A sum of counts as a float is exact up to 2 to the power of 53.
    measured = np.bincount(part, weights=rows["measured"], minlength=size).astype(np.int64).tolist()
    overdue, waiting = (np.bincount(part[mask], minlength=size).tolist() for mask in (late, followed))
    return [
        Overview(lines=_lines(mine), overdue=overdue[place], followed=waiting[place], measurements=measured[place])
        for place, mine in enumerate(counts.tolist())
    ]


def _lines(counts: list[list[int]]) -> dict[Any, Line]:
    """The lines on which something stands, from their counts in the order of outcomes."""
    found = {}
    for place, mine in enumerate(counts):
        if any(mine):
            key = (LINES[place // 2], place % 2 == 1)
            found[key] = Line(*key, counts=dict(zip(OUTCOMES, mine, strict=True)))
    return found


def _money(rows: Rows) -> dict[Realisation, Money]:
    """What the economic benefits of each way into the budget come to; disadvantages are left out."""
    counted = rows[(rows["way"] != NONE) & ~rows["is_negative"]]
    found = {}
    for code, way in enumerate(WAYS):
        mine = counted[counted["way"] == code]
        if not len(mine):
            continue
        signed = mine[mine["is_signed"]] if way == Realisation.REDUCES else mine[:0]
        found[way] = Money(
            way,
            count=len(mine),
            reached=_how_many(mine, Outcome.REACHED),
            too_early=_how_many(mine, Outcome.TOO_EARLY),
            expected=_kroner(mine),
            signed=len(signed),
            booked=_kroner(signed),
        )
    return found


def _how_many(rows: Rows, outcome: Outcome) -> int:
    return int(np.count_nonzero(rows["outcome"] == OUTCOMES.index(outcome)))


def _kroner(rows: Rows) -> Decimal:
    return Decimal(int(rows["value"].sum())) / _HUNDRED
