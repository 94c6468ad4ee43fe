"""Measurements of units over months as the engine sees them, and what is said about them."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite


class Design(StrEnum):
    """How an effect is told from what would have happened anyway."""

    BEFORE_AFTER = "before_after"
    INTERRUPTED_SERIES = "interrupted_series"
    DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
    STAGGERED_ROLLOUT = "staggered_rollout"


class Answer(StrEnum):
    """What the measurements say, in one word."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"
    CHANGE_ONLY = "change_only"
    TOO_EARLY = "too_early"
    CANNOT_BE_DOCUMENTED = "cannot_be_documented"


class Because(StrEnum):
    """Why an effect cannot be documented."""

    NO_BASELINE = "no_baseline"
    TOO_FEW_UNITS = "too_few_units"
    TOO_FEW_PERIODS = "too_few_periods"
    SPOILED = "spoiled"
    MIXED_MEASURES = "mixed_measures"
    START_UNKNOWN = "start_unknown"
    NO_COMPARISON = "no_comparison"
    NO_MEASUREMENTS = "no_measurements"


class Reason(StrEnum):
    """What must be said with the result."""

    ONE_UNIT_NO_P = "one_unit_no_p"
    NO_COMPARISON_NO_P = "no_comparison_no_p"
    TOO_EARLY = "too_early"
    NOT_STARTED = "not_started"
    BEFORE_PLANNED_END = "before_planned_end"
    TOO_FEW_PERIODS = "too_few_periods"
    CANNOT_BE_DOCUMENTED = "cannot_be_documented"
    PERMUTATIONS_EXACT = "permutations_exact"
    PERMUTATIONS_DRAWN = "permutations_drawn"
    FEW_ARRANGEMENTS = "few_arrangements"
    SPOILED_LEFT_OUT = "spoiled_left_out"
    CELLS_MISSING = "cells_missing"
    UNITS_LEFT_OUT = "units_left_out"
    SEASON_UNKNOWN = "season_unknown"
    BASELINE_ZERO = "baseline_zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The measurements of one unit, a value for each month of the panel, ``None`` where nothing was measured.

    ``start`` is the number of the unit's first month with the technology, counted from 0 in the panel: negative when
    it had it before, at or beyond the last when it is planned; ``None`` is never. ``n`` is what each value rests on;
    a month with 0 counts as not measured. ``spoiled`` months are left out. ``allowed`` are the starts that the unit
    could have had (``None``: any of the rollout's).
    """

    key: str
    start: int | None
    values: tuple[float | None, ...]
    measure: str = ""
    n: tuple[int | None, ...] = ()
    spoiled: frozenset[int] = frozenset()
    start_known: bool = True
    allowed: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if any(value is not None and not isfinite(value) for value in self.values):
            raise ValueError(f"{self.key}: a measurement is a finite number")
        if self.n and len(self.n) != len(self.values):
            raise ValueError(f"{self.key}: as many n as values")
        if any(count is not None and count < 0 for count in self.n):
            raise ValueError(f"{self.key}: n is not negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One indicator at several units over the same months.

    ``planned_months`` is how long the follow-up was planned to be: before its end nothing is tested. ``order`` holds
    pairs of keys where the first had to start no later than the second. ``weigh_by_n`` lets a value count by what it
    rests on. Raises ``ValueError`` when series differ in length or share a key.
    """

    series: tuple[Series, ...]
    higher_is_better: bool = True
    planned_months: int | None = None
    order: tuple[tuple[str, str], ...] = ()
    weigh_by_n: bool = False

    def __post_init__(self) -> None:
        if len({len(one.values) for one in self.series}) > 1:
            raise ValueError("all units have the same months")
        if len({one.key for one in self.series}) < len(self.series):
            raise ValueError("a unit comes once")

    @property
    def months(self) -> int:
        """How many months were looked at."""
        return len(self.series[0].values) if self.series else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What is said. Numbers are in the indicator's unit; ``None`` where none can be given, and ``reasons`` say why.

    ``percent`` is the estimate in per cent of ``baseline``, the mean of the units before their start. ``low`` and
    ``high`` bound the values that the test does not reject; ``spread`` is the lowest and highest month of one unit
    before its start. ``smallest_p`` is what the arrangements could have given at best; ``arrangements`` were looked at.
    """

    design: Design
    answer: Answer
    reasons: tuple[Reason, ...] = ()
    because: tuple[Because, ...] = ()
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    smallest_p: float | None = None
    arrangements: int | None = None
    baseline: float | None = None
    percent: float | None = None
    spread: tuple[float, float] | None = None
    units: int = 0
    units_started: int = 0
    months_before: int = 0
    months_after: int = 0
    left_out: tuple[str, ...] = ()


class PlanFault(StrEnum):
    """Why no rollout can be proposed."""

    NO_UNITS = "no_units"
    TOO_SHORT = "too_short"
    NO_MONTH = "no_month"
    NO_CAPACITY = "no_capacity"
    ORDER_CYCLE = "order_cycle"
    ORDER_UNKNOWN = "order_unknown"
    NOT_FOUND = "not_found"


class PlanError(ValueError):
    """No rollout fits the wishes. ``fault`` says why, ``keys`` which units it is about."""

    def __init__(self, fault: PlanFault, keys: tuple[str, ...] = ()) -> None:
        super().__init__(f"{fault.value}: {', '.join(keys)}" if keys else fault.value)
        self.fault = fault
        self.keys = keys


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUnit:
    """A unit that shall start: not before ``earliest``, not after ``latest``, and in no month of ``blocked``."""

    key: str
    earliest: int = 0
    latest: int | None = None
    blocked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """What is known and wished before a rollout. Months are counted from 0. Raises ``ValueError`` for what cannot be.

    ``capacity`` units can start in a month. ``level`` is the indicator before, ``between`` the standard deviation of
    units around it, ``within`` that of a unit's months around its own level, ``autocorrelation`` how much of a month's
    deviation is left in the next, ``common`` the standard deviation of what all units share in a month. ``effect`` is
    the expected change in the indicator's unit, ``effects`` others to show the power of.
    """

    units: tuple[PlanUnit, ...]
    months: int
    level: float
    within: float
    effect: float
    between: float = 0.0
    common: float = 0.0
    autocorrelation: float = 0.0
    capacity: int = 1
    order: tuple[tuple[str, str], ...] = ()
    effects: tuple[float, ...] = field(default=())

    def __post_init__(self) -> None:
        numbers = (self.level, self.within, self.effect, self.between, self.common, self.autocorrelation, *self.effects)
        if not all(isfinite(number) for number in numbers):
            raise ValueError("all numbers are finite")
        if self.within <= 0 or min(self.between, self.common) < 0 or not -1 < self.autocorrelation < 1:
            raise ValueError("within is positive, between and common not negative, autocorrelation between -1 and 1")
        if self.capacity < 1 or self.months < 1:
            raise ValueError("at least one month, and one start in it")
        if len({unit.key for unit in self.units}) < len(self.units):
            raise ValueError("a unit comes once")


@dataclass(frozen=True, slots=True)
class Power:
    """The share of simulated rollouts in which the test finds ``effect``, with its Monte Carlo interval (95 %)."""

    effect: float
    power: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A proposed rollout. ``starts`` is by the order of the units; ``power`` belongs to the expected effect.

    ``powers`` go through effects from none (whose power is the rate of false alarms) and up. ``smallest_p`` is the best
    that the test can say with this plan; above ``alpha`` it can never be clear, and ``can_be_clear`` is false.
    """

    starts: tuple[tuple[str, int], ...]
    power: Power
    powers: tuple[Power, ...]
    smallest_p: float
    arrangements: int
    exact: bool
    can_be_clear: bool
    runs: int
