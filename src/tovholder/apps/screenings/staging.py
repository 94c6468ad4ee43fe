"""How far a unit is digitally, judged openly by four facts: early, underway or advanced.

Each known fact gives 0, 1 or 2 points; the mean decides. With fewer than two facts nothing is said. A unit whose staff
need help every time is never called advanced, however good its network is. The limits are our own; the advice that
those who are early should begin with mature technologies is from KL's newsletter Råderum, 2022.
"""

from dataclasses import dataclass
from typing import Final

from tovholder.apps.process.public import DigitalStage
from tovholder.kernel.share import Share

FEWEST_FACTS: Final = 2
UNDERWAY_FROM: Final = 0.75
ADVANCED_FROM: Final = 1.5
LEVELS: Final = (2.5, 3.75)  # of 5: from unsure to managing, from managing to sure
CARRYING: Final = (0.5, 1.0)  # of the places that were checked
USED: Final = (0.4, 0.8)  # of the things that are there
EXPERIENCE: Final = {"none": 0, "tried": 0, "several": 1, "daily": 2}


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What is known: the mean level of competence (1 to 5), places that carry a video call, things in weekly use, and
    the answer on experience. None, or an empty base, is unknown."""

    level: float | None
    carrying: Share
    used: Share
    experience: str = ""


@dataclass(frozen=True, slots=True)
class StageReason:
    """A fact (its code) with its points."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Staged:
    """The stage with the facts that it rests on."""

    stage: DigitalStage
    reasons: tuple[StageReason, ...]

    @property
    def is_early(self) -> bool:
        """Whether mature technologies should come first."""
        return self.stage is DigitalStage.EARLY


def _points(value: float, limits: tuple[float, float]) -> int:
    return sum(value >= limit for limit in limits)


def stage_of(facts: StageFacts) -> Staged | None:
    """The digital stage that the facts speak for; None when too little is known."""
    reasons = []
    if facts.level is not None:
        reasons.append(StageReason("competence", _points(facts.level, LEVELS)))
    for code, share, limits in (("network", facts.carrying, CARRYING), ("use", facts.used, USED)):
        if share.base:
            reasons.append(StageReason(code, _points(share.count / share.base, limits)))
    if facts.experience in EXPERIENCE:
        reasons.append(StageReason("experience", EXPERIENCE[facts.experience]))
    if len(reasons) < FEWEST_FACTS:
        return None
    mean = sum(reason.points for reason in reasons) / len(reasons)
    beginners = StageReason("competence", 0) in reasons
    if mean < UNDERWAY_FROM:
        stage = DigitalStage.EARLY
    elif mean < ADVANCED_FROM or beginners:
        stage = DigitalStage.UNDERWAY
    else:
        stage = DigitalStage.ADVANCED
    return Staged(stage, tuple(reasons))
