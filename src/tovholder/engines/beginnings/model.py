"""What is asked before a round begins, and what is advised. Answers and reasons are codes that a room words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DigitalStage(StrEnum):
    """How far a place is with digital tools."""

    EARLY = "early"
    UNDERWAY = "underway"
    ADVANCED = "advanced"


class Start(StrEnum):
    """With what a round may begin."""

    SCREENING = "screening"
    VISION = "vision"
    ORGANISATION = "organisation"
    EITHER = "either"


class Asked(StrEnum):
    """What is asked; each is answered by yes or no, or left open."""

    STRATEGY = "strategy"
    FACTS = "facts"
    FREE_OF_FRAMES = "free_of_frames"
    COORDINATOR = "coordinator"
    TASK_FORCE = "task_force"
    LEADERS_WITH_US = "leaders_with_us"
    LEARNINGS = "learnings"


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers, by what was asked, and the digital stage where one is known."""

    answers: Mapping[Asked, bool]
    stage: DigitalStage | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for (positive) or against (negative) a start, with its weight."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A start with its points and all reasons, the heaviest first."""

    start: Start
    points: int
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised, never binding: the start (``EITHER`` when it makes no difference) and all three weighed.

    ``mature_first`` says that technologies which others have long in operation should come first.
    """

    start: Start
    weighed: tuple[Weighed, ...]
    mature_first: bool
    answered: int
