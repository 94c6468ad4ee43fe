"""What comes out of a business case: every figure with its formula and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tovholder.engines.benefits.formulas import Kind
from tovholder.engines.benefits.graph import Left
from tovholder.engines.benefits.model import Bucket, Party, Realisation, ScenarioKind


class Reason(StrEnum):
    """Why a figure is as it is, as codes that rooms put into words."""

    REACHED = "reached"
    NONE_CAN = "none_can"
    ALWAYS = "always"
    ONLY_BELOW = "only_below"
    NO_VOLUME = "no_volume"
    WITHIN = "within"
    NOT_WITHIN = "not_within"
    COVERED = "covered"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown. ``rests_on`` are keys of assumptions, ``parts`` keys of lines that it is summed from."""

    key: str
    value: float | None
    unit: str
    formula: str
    rests_on: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line in figures. ``amount`` is once or for a full year; ``cash`` and ``hours`` by year, never negative by sign.

    A benefit that is not counted has its amount and no cash; ``carried_by`` are the benefits that carry its worth.
    """

    key: str
    formula: str
    kind: Kind
    once: bool
    party: Party
    realisation: Realisation | None
    bucket: Bucket | None
    amount: float
    cash: tuple[float, ...]
    hours: tuple[float, ...]
    rests_on: tuple[str, ...]
    counted: bool = True
    left_out: Left | None = None
    carried_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BreakEven:
    """From how many citizens the net present value is not negative. ``citizens`` is whole; None where no number is."""

    reason: Reason
    citizens: int | None = None


@dataclass(frozen=True, slots=True)
class Payback:
    """The first year from which what came in is never less than what went out, undiscounted."""

    reason: Reason
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What the freed hours of one year can carry: whole citizens more, and how many more there are."""

    year: int
    hours: float
    carried: int
    growth: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Net:
    """One way to sum up a scenario: ``cash`` by year, its present value, and the same against doing nothing."""

    cash: tuple[float, ...]
    npv: float
    against_nothing: float
    break_even: BreakEven
    payback: Payback


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario in figures.

    ``booked`` and ``full`` are the municipality's own money, ``booked_all`` and ``full_all`` that of all parties.
    ``payers`` sum to the costs of each year; ``harvesters`` to the counted benefits, as do ``buckets``.
    """

    key: str
    kind: ScenarioKind
    lines: tuple[LineResult, ...]
    costs: tuple[float, ...]
    payers: Mapping[Party, tuple[float, ...]]
    harvesters: Mapping[Party, tuple[float, ...]]
    harvests: Mapping[tuple[Party, Bucket], tuple[float, ...]]
    buckets: Mapping[Bucket, tuple[float, ...]]
    booked: Net
    full: Net
    booked_all: Net
    full_all: Net
    room: tuple[Room, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A business case in figures. ``years`` are calendar years, the first of them the start (year 0)."""

    years: tuple[int, ...]
    discounts: tuple[float, ...]
    scenarios: tuple[ScenarioResult, ...]
    index: Mapping[str, float]

    def scenario(self, key: str) -> ScenarioResult:
        """The scenario of that key. Raises ``KeyError``."""
        for one in self.scenarios:
            if one.key == key:
                return one
        raise KeyError(key)
