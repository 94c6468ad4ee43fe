"""The benefits as columns in this process's memory, kept current by the revisions of benefits and of projects.

They answer what the overview of the whole country counts (ADR 0012): the database needs a third of a second for
50,000 benefits, the columns a few milliseconds. A benefit's technology is its project's, so a changed project brings
its benefits anew.

Never call :func:`current_columns` inside a transaction that has written benefits: the process would remember what may
yet be rolled back.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock
from typing import Any

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from tovholder.apps.benefits.choices import OPEN_STATES, BottomLine, Outcome, Realisation
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.revisions import current_revision
from tovholder.apps.projects.public import projects_revision
from tovholder.foundation.visibility.tiers import Audience, Tier

Rows = NDArray[np.void]
Mask = NDArray[np.bool_]

LINES, OUTCOMES, WAYS, TIERS = tuple(BottomLine), tuple(Outcome), tuple(Realisation), tuple(Tier)
NONE = -1
"""No unit, no way into the budget."""
_READ = {
    "key": ("pk", np.int64),
    "place": ("municipality_id", np.int64),
    "unit": ("unit_id", np.int64),
    "technology": ("project__technology_id", np.int64),
    "tier": ("tier", np.int8),
    "line": ("bottom_line", np.int8),
    "is_negative": ("is_negative", np.bool_),
    "is_means": ("is_means", np.bool_),
    "outcome": ("outcome", np.int8),
    "is_open": ("state", np.bool_),
    "due": ("next_measurement_on", np.int32),
    "measured": ("measured", np.int64),
    "way": ("realisation", np.int8),
    "value": ("yearly_value", np.int64),
    "is_signed": ("signed_at", np.bool_),
}
"""Each column: the field it is read from, and what it holds. ``due`` is a day's ordinal, 0 for none; ``value`` øre."""
_ROW = np.dtype([(name, kind) for name, (_field, kind) in _READ.items()])
_CODES: dict[str, dict[Any, int]] = {
    "tier": {one.value: code for code, one in enumerate(TIERS)},
    "line": {one.value: code for code, one in enumerate(LINES)},
    "outcome": {one.value: code for code, one in enumerate(OUTCOMES)},
    "way": {one.value: code for code, one in enumerate(WAYS)} | {"": NONE},
}
_OPEN = frozenset(state.value for state in OPEN_STATES)
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the writes have been seen: the revisions of benefits and of projects."""

    benefits: int
    projects: int


@dataclass(frozen=True, slots=True)
class BenefitColumns:
    """The columns as of two revisions; one row a benefit, in no order."""

    seen: Seen
    rows: Rows

    def __len__(self) -> int:
        return len(self.rows)

    def seen_by(self, audience: Audience) -> Mask:
        """The rows that an audience may see: the same rule as ``Benefit.objects.visible_to``."""
        rows = self.rows
        seen = self._in_tiers(audience.everywhere)
        if audience.municipality_id is None:
            return seen
        home = rows["place"] == audience.municipality_id
        seen |= self._in_tiers(audience.at_home) & home
        if audience.unit_id is not None:
            seen |= self._in_tiers(audience.in_unit) & home & (rows["unit"] == audience.unit_id)
        return seen

    def _in_tiers(self, tiers: Collection[str]) -> Mask:
        inside: Mask = np.array([tier in tiers for tier in TIERS], dtype=np.bool_)[self.rows["tier"]]
        return inside


_lock = Lock()
_columns: BenefitColumns | None = None


def current_columns() -> BenefitColumns:
    """The columns as of the newest committed write: two small queries when nothing has changed."""
    global _columns  # noqa: PLW0603  # one set of columns for each process, that is what the module is for
    now = Seen(current_revision(), projects_revision())
    columns = _columns
    if columns is not None and columns.seen == now:
        return columns
    with _lock:
        if _columns is None or _columns.seen != now:
            _columns = _caught_up(_columns, now)
        return _columns


def forget_columns() -> None:
    """Forget them; the next reader loads anew."""
    global _columns  # noqa: PLW0603  # as above
    with _lock:
        _columns = None


def _caught_up(columns: BenefitColumns | None, now: Seen) -> BenefitColumns:
    """The columns with what was written since. Read anew when a revision went back, or a benefit is gone."""
    if columns is None or now.benefits < columns.seen.benefits or now.projects < columns.seen.projects:
        return BenefitColumns(now, _read(Benefit.objects.all()))
    rows = columns.rows
    if now.benefits != columns.seen.benefits:
        rows = _merged(rows, _read(Benefit.objects.filter(revision__gt=columns.seen.benefits)))
    if now.projects != columns.seen.projects:
        rows = _merged(rows, _read(Benefit.objects.filter(project__revision__gt=columns.seen.projects)))
    # Every new benefit has a revision and is among the rows, so there are too many of them when one is gone.
    if len(rows) != Benefit.objects.count():
        rows = _read(Benefit.objects.all())
    return BenefitColumns(now, rows)


def _merged(before: Rows, changed: Rows) -> Rows:
    if not len(changed):
        return before
    return np.concatenate([before[~np.isin(before["key"], changed["key"])], changed])


def _read(benefits: QuerySet[Benefit]) -> Rows:
    fields = [field for field, _kind in _READ.values()]
    found = benefits.order_by().values_list(*fields).iterator(chunk_size=_BATCH)
    return np.fromiter(_coded(found), dtype=_ROW)


def _coded(found: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The values of the fields as the columns hold them."""
    tiers, lines, outcomes, ways = (_CODES[name] for name in ("tier", "line", "outcome", "way"))
    for key, place, unit, technology, tier, line, bad, means, outcome, state, due, count, way, value, signed in found:
        yield (
            key,
            place,
            NONE if unit is None else unit,
            technology,
            tiers[tier],
            lines[line],
            bad,
            means,
            outcomes[outcome],
            state in _OPEN,
            0 if due is None else due.toordinal(),
            count,
            ways[way],
            0 if value is None else in_oere(value),
            signed is not None,
        )


def in_oere(kroner: Decimal) -> int:
    """An amount as whole øre: the database keeps two decimals."""
    return int(kroner * 100)
