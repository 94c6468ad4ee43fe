"""The states of a project, and which may follow which.

Every state has its dated step in the history; a project may be registered in any state, since most have begun before
they come to the map.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far a project is."""

    IDEA = "idea", _("Idé")
    PILOT = "pilot", _("Pilot")
    DECISION = "decision", _("Til beslutning")
    IMPLEMENTING = "implementing", _("Under implementering")
    IN_OPERATION = "in_operation", _("I drift")
    PAUSED = "paused", _("På pause")
    STOPPED = "stopped", _("Stoppet")
    ENDED = "ended", _("Afsluttet")


ORDER: Final = tuple(Status)

ACTIVE: Final = frozenset({Status.IDEA, Status.PILOT, Status.DECISION, Status.IMPLEMENTING, Status.IN_OPERATION})

FINISHED: Final = frozenset({Status.STOPPED, Status.ENDED})
"""Nobody works with these any more; what was learnt stands."""

LADDER: Final = (Status.IDEA, Status.PILOT, Status.DECISION, Status.IMPLEMENTING, Status.IN_OPERATION)
"""The way from idea to operation, in order."""

NEEDS_REASON: Final = frozenset({Status.PAUSED, Status.STOPPED, Status.ENDED})
"""A step to one of these tells why: that is what others learn from."""

_NEXT: Final[dict[Status, tuple[Status, ...]]] = {
    Status.IDEA: (Status.PILOT, Status.PAUSED, Status.STOPPED),
    Status.PILOT: (Status.DECISION, Status.PAUSED, Status.STOPPED),
    Status.DECISION: (Status.IMPLEMENTING, Status.PILOT, Status.PAUSED, Status.STOPPED),
    Status.IMPLEMENTING: (Status.IN_OPERATION, Status.PILOT, Status.PAUSED, Status.STOPPED),
    Status.IN_OPERATION: (Status.ENDED, Status.IMPLEMENTING, Status.PAUSED, Status.STOPPED),
    Status.STOPPED: (Status.IDEA, Status.PILOT),
    Status.ENDED: (),
}


def next_states(status: str, before_pause: str | None = None) -> tuple[Status, ...]:
    """The states that may follow ``status``. From a pause: back to where it was, or stop."""
    if status == Status.PAUSED:
        back = Status(before_pause) if before_pause else Status.IDEA
        return (back, Status.STOPPED)
    return _NEXT[Status(status)]


def is_active(status: str) -> bool:
    """Whether somebody works with the project now."""
    return status in ACTIVE


def is_forward(before: str, after: str) -> bool:
    """Whether a step leads on from idea towards operation. A stopped project that is taken up begins anew.

    Back, pause, stop and end do not, and neither does going on after a pause: the project was there already.
    """
    ahead = [status.value for status in LADDER]
    if after not in ahead or before == Status.PAUSED:
        return False
    return before not in ahead or ahead.index(after) > ahead.index(before)
