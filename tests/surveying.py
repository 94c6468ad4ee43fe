"""Surveys with their participants, made for tests."""

from datetime import date
from typing import Any

from tests.people import municipality
from tests.questionnaire import EVERYTHING, edition_of
from tovholder.apps.surveys.models import Contact, Participant, Survey
from tovholder.apps.surveys.public import SurveyFacts, create_survey, open_survey
from tovholder.engines.questionnaires.model import Schema
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM, Actor


def facts(**values: Any) -> SurveyFacts:
    """What the survey of 2026 says."""
    given: dict[str, Any] = {
        "key": "vt-2026",
        "year": 2026,
        "title_da": "Velfærdsteknologi 2026",
        "title_en": "Welfare technology 2026",
        "purpose_da": "Vi vil vide, hvad teknologien giver borgere og medarbejdere.",
        "questionnaire_key": "dagen",
        "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 11, 30),
        "frame_on": date(2026, 11, 1),
    }
    return SurveyFacts(**(given | values))


def drafted(*, by: Actor = SYSTEM, **values: Any) -> Survey:
    """A survey that is being prepared."""
    return create_survey(by=by, facts=facts(**values))


def opened(*, by: Actor = SYSTEM, schema: Schema = EVERYTHING, **values: Any) -> Survey:
    """An open survey of all municipalities, with the small questionnaire."""
    edition_of(schema)
    return open_survey(by=by, survey=drafted(by=by, **{"questionnaire_key": schema.key} | values))


def participant(survey: Survey | None = None, name: str = "Syddjurs") -> Participant:
    """A municipality in the frame of an open survey."""
    return Participant.objects.select_related("survey", "municipality").get(survey=survey or opened(), name=name)


def contact(name: str = "Sofie Lund", *, at: Municipality | None = None, **values: Any) -> Contact:
    """A contact of Syddjurs without a login."""
    given: dict[str, Any] = {
        "email": f"{name.split(maxsplit=1)[0].lower()}@syddjurs.example",
        "from_on": date(2026, 1, 1),
        "named_by_name": "Mette Holm",
    }
    return Contact.objects.create(name=name, municipality=at or municipality(), **(given | values))
