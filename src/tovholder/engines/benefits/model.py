"""What a business case is made of: assumptions, lines that use them, scenarios of lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Unit(StrEnum):
    """What an assumption is counted in. Those that begin with "kr" are money and need a price year."""

    KR = "kr"
    KR_YEAR = "kr/year"
    KR_CITIZEN = "kr/citizen"
    KR_CITIZEN_YEAR = "kr/citizen/year"
    KR_HOUR = "kr/hour"
    KR_KM = "kr/km"
    KR_TIME = "kr/time"
    CITIZENS = "citizens"
    PERSONS = "persons"
    TIMES_WEEK = "times/week"
    TIMES_YEAR = "times/year"
    WEEKS_YEAR = "weeks/year"
    MINUTES = "minutes"
    HOURS = "hours"
    HOURS_YEAR = "hours/year"
    HOURS_CITIZEN_YEAR = "hours/citizen/year"
    KM = "km"
    MONTHS = "months"
    PERCENT = "percent"

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of a price year."""
        return self.value.startswith("kr")


class Party(StrEnum):
    """Who pays or harvests. ``EXTERNAL`` is a funder, and only pays."""

    OWN = "own"
    OTHER = "other"
    REGION = "region"
    SUPPLIER = "supplier"
    CITIZEN = "citizen"
    EXTERNAL = "external"


MUNICIPAL = frozenset({Party.OWN, Party.OTHER})
"""The parties whose money is the municipality's."""


class Realisation(StrEnum):
    """How a benefit turns into money."""

    PREVENTS = "prevents"
    FREES_ROOM = "frees_room"
    REDUCES_BUDGET = "reduces_budget"


class Bucket(StrEnum):
    """Where a counted benefit is shown. Only ``BOOKED`` is a saving; the four are never mixed."""

    BOOKED = "booked"
    UNSIGNED = "unsigned"
    ROOM = "room"
    PREVENTED = "prevented"


class ScenarioKind(StrEnum):
    """What a scenario compares."""

    NOTHING = "nothing"
    BETTER_USE = "better_use"
    CHEAPER = "cheaper"
    THIS = "this"


class Part(StrEnum):
    """The five fixed parts of a benefit tree."""

    PURPOSE = "purpose"
    PROCEDURES = "procedures"
    QUALITY = "quality"
    ECONOMY = "economy"
    BARRIERS = "barriers"


class BottomLine(StrEnum):
    """The three bottom lines, which are never summed into one."""

    CITIZEN = "citizen"
    STAFF = "staff"
    ECONOMY = "economy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something believed, with the range it may lie in. Without a range it is taken as certain.

    ``likely`` is in ``unit`` and, for money, in prices of ``price_year``.
    """

    key: str
    unit: Unit
    likely: float
    low: float | None = None
    high: float | None = None
    price_year: int | None = None
    label: str = ""
    source: str = ""
    owner: str = ""

    @property
    def ranges(self) -> bool:
        """Whether it has a low and a high that differ."""
        return self.low is not None and self.high is not None and self.low < self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A cost or a benefit: a formula with the assumptions in its slots, and who pays or harvests.

    Once: in ``year`` (0 is the start), and again ``every`` so many years. Yearly: from ``from_month`` months after the
    start. ``ramped`` says whether it grows with the ramp-up; None leaves it to the formula (benefits do, costs do not).
    ``funded`` costs are shared by the case's funding while it lasts. ``signed`` counts for "reduces budget" alone.
    """

    key: str
    formula: str
    slots: Mapping[str, str]
    party: Party
    realisation: Realisation | None = None
    bottom_line: BottomLine = BottomLine.ECONOMY
    label: str = ""
    signed: bool = False
    funded: bool = False
    ramped: bool | None = None
    year: int = 0
    every: int = 0
    from_month: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A way to go, as changes from today."""

    key: str
    kind: ScenarioKind
    lines: tuple[Line, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Outside money: the assumption ``share`` of the funded costs, from the start to the end of year ``years``."""

    share: str
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What freed hours can carry: hours a citizen takes in a year, and by how much the number grows each year."""

    hours: str
    growth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A whole business case.

    ``rate`` and ``price_change`` are per cent a year. ``index`` has a level for each price year; where it lacks one of
    two years, ``price_change`` is used. ``citizens``, ``exceptions`` and ``ramp`` are keys of assumptions. ``edges`` go
    from a means to an end, among keys of benefit lines and of ``unpriced``, benefits that carry no money.
    """

    assumptions: tuple[Assumption, ...]
    scenarios: tuple[Scenario, ...]
    horizon: int
    start_year: int
    price_year: int
    rate: float
    price_change: float | None = None
    index: Mapping[int, float] = field(default_factory=dict)
    citizens: str | None = None
    exceptions: str | None = None
    ramp: str | None = None
    funding: Funding | None = None
    capacity: Capacity | None = None
    edges: tuple[tuple[str, str], ...] = ()
    unpriced: tuple[str, ...] = ()
    title: str = ""


class Code(StrEnum):
    """What is wrong with a case, as codes that rooms put into words."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_A_NUMBER = "not_a_number"
    TWO_MEANINGS = "two_meanings"
    NOT_WHOLE = "not_whole"
    TWICE = "twice"
    ONE_END = "one_end"
    RANGE = "range"
    NEGATIVE = "negative"
    OVER_HUNDRED = "over_hundred"
    PRICE_YEAR = "price_year"
    INDEX = "index"
    ZERO_CITIZENS = "zero_citizens"
    NO_EXCEPTIONS = "no_exceptions"
    UNIT = "unit"
    HORIZON = "horizon"
    YEAR = "year"
    RATE = "rate"
    NO_REALISATION = "no_realisation"
    NOT_A_COST = "not_a_cost"
    PARTY = "party"
    SAME_TWICE = "same_twice"
    CYCLE = "cycle"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: ``at`` is a path as "assumptions.wage.price_year". ``about`` names what is meant."""

    code: Code
    at: str
    about: str = ""


class CaseError(ValueError):
    """A case that cannot be computed, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{one.at}: {one.code}{f' ({one.about})' if one.about else ''}" for one in problems))
        self.problems = problems
