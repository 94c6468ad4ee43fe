"""What goes into the funnel and what comes out."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What is lost between two steps of the funnel, in their order."""

    ASSESSED = "assessed"
    """In the target group and not assessed."""
    OFFERED = "offered"
    """Assessed and not offered."""
    STARTED = "started"
    """Offered and never begun: said no, or not begun yet."""
    KEPT = "kept"
    """Begun and stopped."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many persons stand where on a day. Each number counts since the beginning but ``in_use``, which is now.

    ``stopped`` have begun and do not use it any more, so ``in_use`` and ``stopped`` together have begun.
    """

    target: int
    assessed: int
    offered: int
    in_use: int
    stopped: int

    @property
    def started(self) -> int:
        """Those who have begun."""
        return self.in_use + self.stopped

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.target + other.target,
            self.assessed + other.assessed,
            self.offered + other.offered,
            self.in_use + other.in_use,
            self.stopped + other.stopped,
        )


class Why(StrEnum):
    """Why a count cannot be."""

    NEGATIVE = "negative"
    MORE_THAN_BEFORE = "more_than_before"


@dataclass(frozen=True, slots=True)
class Fault:
    """A number that cannot be: its field, why, and the field that it may not exceed."""

    field: str
    why: Why
    above: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """How many of ``base`` came through a step, and how many were lost there."""

    step: Step
    count: int
    base: int

    @property
    def lost(self) -> int:
        """Those who did not come through."""
        return self.base - self.count


@dataclass(frozen=True, slots=True)
class Funnel:
    """The four steps in their order, and the one at which most are lost; none where nobody is."""

    counts: Counts
    steps: tuple[Passed, ...]
    stall: Passed | None
