"""The records of the room: surveys with their participants, and the people who answer for them."""

from tovholder.apps.surveys.contact_models import Contact, Delegation, Link, LinkState, Prefilled
from tovholder.apps.surveys.kinds import (
    Audience,
    ParticipantState,
    PrefillDecision,
    ReminderKind,
    StepKind,
    SurveyState,
)
from tovholder.apps.surveys.survey_models import Participant, ParticipantStep, Reminder, Survey

__all__ = [
    "Audience",
    "Contact",
    "Delegation",
    "Link",
    "LinkState",
    "Participant",
    "ParticipantState",
    "ParticipantStep",
    "PrefillDecision",
    "Prefilled",
    "Reminder",
    "ReminderKind",
    "StepKind",
    "Survey",
    "SurveyState",
]
