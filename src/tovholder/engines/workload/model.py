"""Work tasks as the engine sees them, and what is said about each."""

from dataclasses import dataclass
from enum import StrEnum


class Factor(StrEnum):
    """What a score is made of."""

    HOURS = "hours"
    STANDARD = "standard"
    CONTACT = "contact"
    HARM = "harm"
    MANUAL = "manual"


class Lane(StrEnum):
    """What kind of change a task lends itself to."""

    AUTOMATE = "automate"
    SUPPORT = "support"
    STANDARDISE = "standardise"
    TRY_CAREFULLY = "try_carefully"
    KEEP = "keep"


class Reason(StrEnum):
    """Why a task got its lane, as codes that rooms put into words."""

    MUCH_CONTACT = "much_contact"
    SOME_CONTACT = "some_contact"
    LITTLE_CONTACT = "little_contact"
    GRAVE_HARM = "grave_harm"
    SOME_HARM = "some_harm"
    NO_HUMAN_HARM = "no_human_harm"
    MANY_UNLIKE = "many_unlike"
    UNLIKE = "unlike"
    ALIKE = "alike"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task. ``key`` is the caller's own and comes back; ``name`` breaks ties and is compared letter by letter.

    ``volume`` is how often a year, ``minutes`` how long each time, with ``low`` and ``high`` where they are known.
    ``contact`` (1-5) is how much a person is needed, ``standard`` (1-5) how alike the cases are, ``harm`` (0-5) what an
    error does. Raises ``ValueError`` for a value outside its scale.
    """

    key: str
    name: str
    volume: float
    minutes: float
    contact: int
    standard: int
    harm: int
    manual: bool = True
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if not (1 <= self.contact <= 5 and 1 <= self.standard <= 5 and 0 <= self.harm <= 5):
            raise ValueError(f"{self.key}: contact and standard are 1-5, harm 0-5")
        if min(self.volume, self.minutes, self.low or 0, self.high or 0) < 0:
            raise ValueError(f"{self.key}: volume and minutes are not negative")

    @property
    def hours(self) -> float:
        """Hours a year."""
        return self.volume * self.minutes / 60


@dataclass(frozen=True, slots=True)
class Part:
    """What one factor adds to a score: ``value`` from 0 to 1, ``weight`` its share of all weights."""

    factor: Factor
    value: float
    weight: float

    @property
    def points(self) -> float:
        """The part of the score that this is, between 0 and 100."""
        return 100 * self.weight * self.value


@dataclass(frozen=True, slots=True)
class Placed:
    """A task in the list.

    ``place`` counts from 1. ``score`` (0-100) is the sum of the parts' points. ``in_top`` of the ranking's ``variants``
    had the task among the first ``top``.
    """

    task: Task
    place: int
    score: float
    parts: tuple[Part, ...]
    lane: Lane
    reasons: tuple[Reason, ...]
    in_top: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """All tasks, the one to take first on top, and what the sensitivity was counted over."""

    placed: tuple[Placed, ...]
    top: int
    variants: int
