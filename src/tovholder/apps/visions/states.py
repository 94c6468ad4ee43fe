"""The states of a vision and of a hearing, and which may follow which."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a vision is."""

    DRAFT = "draft", _("Kladde")
    HEARING = "hearing", _("I høring")
    ADOPTED = "adopted", _("Vedtaget")
    REVISED = "revised", _("Afløst af en ny")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


NEXT: Final[dict[str, frozenset[str]]] = {
    State.DRAFT: frozenset({State.HEARING, State.ADOPTED, State.WITHDRAWN}),
    State.HEARING: frozenset({State.DRAFT, State.ADOPTED, State.WITHDRAWN}),
    State.ADOPTED: frozenset({State.REVISED, State.WITHDRAWN}),
    State.REVISED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""A vision that was adopted is never written over: a new one is made from it, and takes its place."""

OPEN: Final = frozenset({State.DRAFT, State.HEARING})
"""The text may still be changed."""

ENDED: Final = frozenset({State.REVISED, State.WITHDRAWN})

NEEDS_REASON: Final = frozenset({State.WITHDRAWN})


def may_follow(state: str, wanted: str) -> bool:
    """Whether ``wanted`` may come after ``state``."""
    return wanted in NEXT[state]


class Weight(models.TextChoices):
    """The authority strategy in one word: how welfare technology weighs against the other services of the tilbud."""

    FIRST = "first", _("Teknologi overvejes først, når det kan lade sig gøre")
    EQUAL = "equal", _("På lige fod med andre ydelser")
    SUPPLEMENT = "supplement", _("Et supplement til de andre ydelser")


class StrategyLevel(models.TextChoices):
    """Whose strategy it is that the vision leans on."""

    MUNICIPAL = "municipal", _("Kommunens egen")
    REGIONAL = "regional", _("Regionens")
    NATIONAL = "national", _("National")


class Condition(models.TextChoices):
    """What has to be there before technology gives value (KL and Socialstyrelsen 2016)."""

    POLITICAL = "political", _("En politisk vision")
    STRATEGIC = "strategic", _("Strategiske linjer")
    CHANGE = "change", _("Forandringsledelse")
    COMPETENCES = "competences", _("Kompetencer")


class Answer(models.TextChoices):
    """Whether a precondition is in place."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvist")
    NO = "no", _("Nej")


class HearingState(models.TextChoices):
    """How far the hearing of one body is."""

    INVITED = "invited", _("Inviteret")
    ANSWERED = "answered", _("Har svaret")
    NO_ANSWER = "no_answer", _("Har ikke svaret")
    MAIL_FAILED = "mail_failed", _("Mailen nåede ikke frem")


WAITING: Final = frozenset({HearingState.INVITED, HearingState.MAIL_FAILED})
"""Something may still come."""


class Way(models.TextChoices):
    """How a statement came in."""

    COUNCIL = "council", _("Skrevet af rådet her")
    LINK = "link", _("Skrevet gennem linket i mailen")
    RECORDED = "recorded", _("Indført af kommunen")
