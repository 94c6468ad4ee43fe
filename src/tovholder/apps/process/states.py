"""The states of a step. Any may follow any other, at any time: nothing in the process blocks anything."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.ui.values import Status, Tone


class StepState(models.TextChoices):
    """How far a step is."""

    NOT_BEGUN = "not_begun", _("Ikke begyndt")
    UNDER_WAY = "under_way", _("I gang")
    DONE = "done", _("Gjort")
    NOT_FOR_US = "not_for_us", _("Ikke for os")


class PointState(models.TextChoices):
    """How far a point of the start checklist is."""

    OPEN = "open", _("Venter")
    UNDER_WAY = "under_way", _("I gang")
    DONE = "done", _("Gjort")
    NOT_FOR_US = "not_for_us", _("Ikke for os")


TONES: dict[str, Tone] = {
    "not_begun": "neutral",
    "open": "neutral",
    "under_way": "progress",
    "done": "success",
    "not_for_us": "muted",
}
SETTLED = frozenset({StepState.DONE, StepState.NOT_FOR_US})
"""Nobody waits for such a step any more."""


def shown_step(state: str) -> Status:
    """A step's state as a page shows it."""
    return Status(StepState(state).label, TONES[state])


def shown_point(state: str) -> Status:
    """A checklist point's state as a page shows it."""
    return Status(PointState(state).label, TONES[state])
