"""The states of a joint focus area and of a question that somebody proposes, and which may follow which."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaState(models.TextChoices):
    """How far a focus area is."""

    PROPOSED = "proposed", _("Foreslået")
    QUALIFIED = "qualified", _("Kvalificeret")
    APPROVED = "approved", _("Godkendt")
    DECLINED = "declined", _("Afvist")


class QuestionState(models.TextChoices):
    """What came of a question that somebody proposed."""

    PROPOSED = "proposed", _("Foreslået")
    DISCUSSED = "discussed", _("Drøftet")
    TAKEN = "taken", _("Kommer med")
    DECLINED = "declined", _("Kommer ikke med")


_AREA_NEXT: Final[dict[AreaState, tuple[AreaState, ...]]] = {
    AreaState.PROPOSED: (AreaState.QUALIFIED, AreaState.DECLINED),
    AreaState.QUALIFIED: (AreaState.APPROVED, AreaState.PROPOSED, AreaState.DECLINED),
    AreaState.APPROVED: (),
    AreaState.DECLINED: (AreaState.PROPOSED,),
}
_QUESTION_NEXT: Final[dict[QuestionState, tuple[QuestionState, ...]]] = {
    QuestionState.PROPOSED: (QuestionState.DISCUSSED, QuestionState.DECLINED),
    QuestionState.DISCUSSED: (QuestionState.TAKEN, QuestionState.DECLINED),
    QuestionState.TAKEN: (QuestionState.DISCUSSED,),
    QuestionState.DECLINED: (QuestionState.DISCUSSED,),
}


def next_area_states(state: str) -> tuple[AreaState, ...]:
    """Where a focus area may go from ``state``: an approved one stays, a declined one may be proposed again."""
    return _AREA_NEXT[AreaState(state)]


def next_question_states(state: str) -> tuple[QuestionState, ...]:
    """Where a proposed question may go from ``state``: nobody takes it before it is discussed."""
    return _QUESTION_NEXT[QuestionState(state)]
