"""Benefits side by side on the three bottom lines. What is felt by citizens, by staff and in the books is never added.

Within economy the three ways into the budget are not added either: a saving is what lowers a budget and is signed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tovholder.apps.benefits.choices import BottomLine, Realisation
from tovholder.apps.benefits.models import Benefit


@dataclass(frozen=True, slots=True)
class Line:
    """The benefits of one bottom line. There is no total over lines."""

    key: str
    label: str
    benefits: Sequence[Benefit]

    @property
    def open_count(self) -> int:
        """How many are still followed."""
        return sum(one.is_open for one in self.benefits)


@dataclass(frozen=True, slots=True)
class Way:
    """What comes into the budget in one way: kroner a year, drawbacks apart, and how many benefits say how much."""

    key: str
    label: str
    value: Decimal
    drawback: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Economy:
    """The economic benefits by their way into the budget, and those that are left out because they are means."""

    ways: Sequence[Way]
    signed: Decimal
    means: Sequence[Benefit]


def by_bottom_line(benefits: Iterable[Benefit]) -> list[Line]:
    """The three bottom lines in their order, each with its benefits."""
    every = list(benefits)
    return [Line(line.value, str(line.label), [one for one in every if one.bottom_line == line]) for line in BottomLine]


def economy_of(benefits: Iterable[Benefit]) -> Economy:
    """What the economic benefits of a project come to, each counted once."""
    economic = [one for one in benefits if one.bottom_line == BottomLine.ECONOMY]
    counted = [one for one in economic if not one.is_means]
    return Economy(
        ways=[way for way in (_way(key, counted) for key in Realisation) if way.count],
        signed=_kroner(one for one in counted if one.is_booked and not one.is_negative),
        means=[one for one in economic if one.is_means],
    )


def _kroner(economic: Iterable[Benefit]) -> Decimal:
    return sum((one.yearly_value or Decimal(0) for one in economic), Decimal(0))


def _way(key: Realisation, counted: Sequence[Benefit]) -> Way:
    mine = [one for one in counted if one.realisation == key and one.yearly_value is not None]
    return Way(
        key=key.value,
        label=str(key.label),
        value=_kroner(one for one in mine if not one.is_negative),
        drawback=_kroner(one for one in mine if one.is_negative),
        count=len(mine),
    )
