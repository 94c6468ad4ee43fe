"""What is compared, and what is said about it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why two items may be the same."""

    SAME_TITLE = "same_title"
    SIMILAR_TITLE = "similar_title"
    SAME_TECHNOLOGY = "same_technology"
    NEAR_DATES = "near_dates"


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a title that a municipality does with a technology.

    ``key`` is the caller's own and comes back in a match. ``technologies`` may be empty when it is not told, and
    ``day`` is the day on which it began, if known.
    """

    key: int
    municipality: int
    title: str
    technologies: frozenset[str] = field(default=frozenset())
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An item that another one seems to repeat.

    ``score`` is between 0 and 1; ``days_apart`` is None when one of the days is unknown.
    """

    key: int
    score: float
    reasons: tuple[Reason, ...]
    days_apart: int | None = None
