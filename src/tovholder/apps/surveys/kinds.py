"""The words of the room's states and kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who is asked in each municipality."""

    MUNICIPALITY = "municipality", _("Kommunerne")
    ECONOMY = "economy", _("Økonomicheferne")


class SurveyState(models.TextChoices):
    """How far a survey is."""

    DRAFT = "draft", _("Forberedes")
    OPEN = "open", _("Åben")
    CLOSED = "closed", _("Lukket")
    PUBLISHED = "published", _("Offentliggjort")


class ParticipantState(models.TextChoices):
    """How far a municipality is with its answers. It follows from the participant's fields and is not stored."""

    NOT_STARTED = "not_started", _("Ikke begyndt")
    STARTED = "started", _("I gang")
    SUBMITTED = "submitted", _("Sendt ind")


class StepKind(models.TextChoices):
    """What was done with a municipality's answers as a whole."""

    STARTED = "started", _("Begyndte at svare")
    SUBMITTED = "submitted", _("Sendte svarene ind")
    REOPENED = "reopened", _("Åbnede svarene igen")


class PrefillDecision(models.TextChoices):
    """What a person said to a suggested answer."""

    WAITING = "waiting", _("Venter på jer")
    CONFIRMED = "confirmed", _("Bekræftet")
    CHANGED = "changed", _("Rettet")
    REJECTED = "rejected", _("Afvist")


class ReminderKind(models.TextChoices):
    """Why somebody was reminded."""

    WEEKS = "weeks", _("To uger før")
    DAYS = "days", _("Tre dage før")
    BY_HAND = "by_hand", _("Sendt af den, der holder dataindsamlingen")
