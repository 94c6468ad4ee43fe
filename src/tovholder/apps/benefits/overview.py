"""Counting benefits on three bottom lines: what was expected, what came, what is late. The lines are never summed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import OPEN_STATES, BottomLine, Outcome, Realisation
from tovholder.apps.benefits.models import Benefit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.kernel.share import Share

ZERO = Decimal(0)
_OPEN = Q(state__in=[state.value for state in OPEN_STATES])
_SIGNED = Q(realisation=Realisation.REDUCES, signed_at__isnull=False)


@dataclass(slots=True)
class Line:
    """The benefits, or the disadvantages, of one bottom line, by what came of them."""

    bottom_line: BottomLine
    is_negative: bool
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))

    @property
    def label(self) -> str:
        """What the line is called."""
        if self.is_negative:
            return _("Ulemper: %(line)s") % {"line": self.bottom_line.label}
        return str(self.bottom_line.label)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def reached(self) -> Share:
        """How many of them came as expected."""
        return Share(self.counts[Outcome.REACHED], self.total, _("ulemper") if self.is_negative else _("gevinster"))


@dataclass(slots=True)
class Money:
    """What economic benefits of one way into the budget were expected to give; only a signed one is booked."""

    realisation: Realisation
    count: int = 0
    reached: int = 0
    too_early: int = 0
    expected: Decimal = ZERO
    signed: int = 0
    booked: Decimal = ZERO

    @property
    def books(self) -> bool:
        """Whether this way leads to a saving in the budget."""
        return self.realisation == Realisation.REDUCES


@dataclass(slots=True)
class Overview:
    """The benefits of a place: each bottom line for itself, disadvantages in rows of their own, and what is late."""

    lines: dict[tuple[BottomLine, bool], Line] = field(default_factory=dict)
    money: dict[Realisation, Money] = field(default_factory=dict)
    overdue: int = 0
    followed: int = 0
    measurements: int = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Count a group of alike benefits in."""
        line = self.line(BottomLine(row["bottom_line"]), is_negative=row["is_negative"])
        outcome = Outcome(row["outcome"])
        line.counts[outcome] += row["count"]
        self.overdue += row["overdue"]
        self.followed += row["followed"]
        self.measurements += row["measurements"] or 0
        if row.get("realisation") and not row["is_negative"]:
            way = Realisation(row["realisation"])
            money = self.money.setdefault(way, Money(way))
            money.count += row["count"]
            money.reached += row["count"] if outcome == Outcome.REACHED else 0
            money.too_early += row["count"] if outcome == Outcome.TOO_EARLY else 0
            money.expected += row["expected"] or ZERO
            money.signed += row["signed"]
            money.booked += row["booked"] or ZERO

    def line(self, bottom_line: BottomLine, *, is_negative: bool = False) -> Line:
        """The row of a bottom line; an empty one when nothing stands on it."""
        return self.lines.setdefault((bottom_line, is_negative), Line(bottom_line, is_negative))

    @property
    def shown_lines(self) -> list[Line]:
        """The three bottom lines, each followed by its disadvantages where there are some."""
        found = []
        for bottom_line in BottomLine:
            found.append(self.line(bottom_line))
            bad = self.lines.get((bottom_line, True))
            if bad is not None and bad.total:
                found.append(bad)
        return found

    @property
    def shown_money(self) -> list[Money]:
        """The ways into the budget that are used, in their order."""
        return [self.money[way] for way in Realisation if way in self.money]

    @property
    def late(self) -> Share:
        """How many are overdue of those that have a day for their next measurement."""
        return Share(self.overdue, self.followed, _("gevinster med en dato for næste måling"))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(line.total for line in self.lines.values())

    @property
    def too_early(self) -> int:
        """How many benefits it is too early to judge: a count of answers and no measure of anything."""
        return sum(line.counts[Outcome.TOO_EARLY] for line in self.lines.values() if not line.is_negative)


GROUPS = ("bottom_line", "is_negative", "outcome")
_MONEY: Mapping[str, Any] = {
    "expected": Sum("yearly_value"),
    "signed": Count("pk", filter=_SIGNED),
    "booked": Sum("yearly_value", filter=_SIGNED),
}


def _rows(benefits: OwnedQuerySet[Benefit], today: date, *keys: str, **more: Any) -> Iterable[dict[str, Any]]:
    """Alike benefits counted, in one query. What is a means to another benefit is not counted: each counts once."""
    counted = benefits.filter(is_means=False).order_by().select_related(None)
    rows: Iterable[dict[str, Any]] = counted.values(*GROUPS, *keys).annotate(
        count=Count("pk"),
        overdue=Count("pk", filter=_OPEN & Q(next_measurement_on__lt=today)),
        followed=Count("pk", filter=_OPEN & Q(next_measurement_on__isnull=False)),
        measurements=Sum("measured"),
        **more,
    )
    return rows


def overview_of(benefits: OwnedQuerySet[Benefit], today: date) -> Overview:
    """The overview of some benefits, with their money. One query."""
    found = Overview()
    for row in _rows(benefits, today, "realisation", **_MONEY):
        found.add(row)
    return found


def overviews_by(benefits: OwnedQuerySet[Benefit], today: date, key: str) -> tuple[Overview, dict[Any, Overview]]:
    """The overview of all, and of each value of the field ``key`` without its money. Two queries."""
    parts: dict[Any, Overview] = defaultdict(Overview)
    for row in _rows(benefits, today, key):
        parts[row[key]].add(row)
    return overview_of(benefits, today), dict(parts)
