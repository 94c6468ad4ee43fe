"""What a review adds up to: hours a week before and after, with how many they rest on. Never per employee."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SMALLEST_BASE = 5
"""Sums of fewer citizens stay in the unit and go with the citizens: they may point at one of them."""
STILL_TWO = "still_two"
_HOUR = Decimal(60)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Effort:
    """The help that one citizen gets with one thing: minutes a visit, visits a week, members of staff at once."""

    minutes: Decimal
    visits: Decimal
    staff: int

    @property
    def hours(self) -> Decimal:
        """Hours of staff a week."""
        return self.minutes * self.visits * self.staff / _HOUR


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one citizen: the help before and after, and the code of what the assessment came to."""

    before: Effort | None
    after: Effort | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum. ``before`` and ``after`` are hours a week of the ``measured`` alone: like is compared with like."""

    citizens: int
    assessed: int
    measured: int
    still_two: int
    before: Decimal
    after: Decimal

    @property
    def freed(self) -> Decimal:
        """Hours a week freed; below zero when more was needed."""
        return self.before - self.after

    @property
    def is_small(self) -> bool:
        """Whether the sum rests on so few citizens that it may point at one."""
        return self.measured < SMALLEST_BASE


def total_of(cases: Iterable[Case]) -> Total:
    """The sum over citizens. A citizen counts in the hours when both were measured, before and after."""
    every = list(cases)
    pairs = [(one.before.hours, one.after.hours) for one in every if one.before is not None and one.after is not None]
    return Total(
        citizens=len(every),
        assessed=sum(bool(one.outcome) for one in every),
        measured=len(pairs),
        still_two=sum(one.outcome == STILL_TWO for one in every),
        before=sum((before for before, _after in pairs), Decimal(0)).quantize(_CENT),
        after=sum((after for _before, after in pairs), Decimal(0)).quantize(_CENT),
    )
