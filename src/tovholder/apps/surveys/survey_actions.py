"""What the national side does with a survey: written, opened with its frame, extended, closed, opened again."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import Edition, Response, close_response, reopen_response
from tovholder.apps.surveys.events import SurveyClosed
from tovholder.apps.surveys.framing import frame_of
from tovholder.apps.surveys.models import Audience, Participant, Survey, SurveyState
from tovholder.apps.surveys.telling import SURVEY_NOTICE, tell_coordinators
from tovholder.foundation.audit.action import action, change, created, created_many, removed
from tovholder.foundation.events.bus import publish
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

FIXED_BY_OPENING: Final = ("key", "year", "audience", "questionnaire_key", "frame_on", "opens_on")
"""What a survey keeps from the day it opened: people have answered to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFacts:
    """What a survey says, as forms give it."""

    key: str
    year: int
    title_da: str
    purpose_da: str
    questionnaire_key: str
    opens_on: date
    closes_on: date
    frame_on: date
    title_en: str = ""
    purpose_en: str = ""
    audience: str = Audience.MUNICIPALITY
    fewest_others: int = 5

    def fields(self) -> dict[str, Any]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


TAKEN: Final = frozenset({"kontakter", "link", "links", "ny", "tal"})
"""Other pages have these addresses."""


def _refuse_taken(key: str) -> None:
    if key in TAKEN:
        raise ValidationError({"key": _("Det navn er brugt til en anden side. Vælg et andet.")})


@action("surveys.create_survey")
def create_survey(*, by: Actor, facts: SurveyFacts) -> Survey:
    """Prepare a survey. Raises ``ValidationError`` by field."""
    _refuse_taken(facts.key)
    return created(Survey(**facts.fields()))


@action("surveys.change_survey")
def change_survey(*, by: Actor, survey: Survey, facts: SurveyFacts, expected_version: int | None = None) -> Survey:
    """Change what a survey says; once it is open its words and closing day alone.

    Raises ``ValidationError`` by field and ``ConflictError``.
    """
    _refuse_taken(facts.key)
    values = facts.fields()
    if survey.state != SurveyState.DRAFT:
        fixed = [name for name in FIXED_BY_OPENING if values[name] != getattr(survey, name)]
        if fixed:
            said = _("Det kan ikke ændres, når dataindsamlingen er åbnet: kommunerne svarer allerede på den.")
            raise ValidationError(dict.fromkeys(fixed, said))
    return change(survey, expected_version=expected_version, **values)


@action("surveys.remove_survey")
def remove_survey(*, by: Actor, survey: Survey) -> None:
    """Throw away a survey that never opened. Raises ``ValidationError`` for another."""
    if survey.state != SurveyState.DRAFT:
        raise ValidationError(_("Dataindsamlingen har været åben og slettes ikke."))
    removed(survey)


@action("surveys.open_survey")
def open_survey(
    *, by: Actor, survey: Survey, edition: Edition | None = None, expected_version: int | None = None
) -> Survey:
    """Open a survey: the newest edition of its questionnaire, or ``edition``, and the frame stand from now on.

    Raises ``ValidationError`` when it was opened before, when its closing day has passed, and without a questionnaire.
    """
    if survey.state != SurveyState.DRAFT:
        raise ValidationError(_("Dataindsamlingen er allerede åbnet."))
    if survey.closes_on < clock.today():
        raise ValidationError({"closes_on": _("Den dag, den lukker, er gået. Flyt den først.")})
    pinned = edition or Edition.objects.filter(key=survey.questionnaire_key).order_by("-number").first()
    if pinned is None or pinned.key != survey.questionnaire_key:
        raise ValidationError({"questionnaire_key": _("Der er ingen åbnet udgave af det spørgeskema.")})
    change(
        survey,
        expected_version=expected_version,
        state=SurveyState.OPEN,
        questionnaire=pinned,
        opened_at=clock.now(),
    )
    frame = frame_of(survey)
    for participant in frame:
        participant.derive()
    created_many(frame)
    tell_coordinators(
        SURVEY_NOTICE,
        [participant.municipality_id for participant in frame],
        lambda: (
            _("%(title)s er åben. Svar senest %(day)s.") % {"title": survey.title, "day": date_text(survey.closes_on)}
        ),
        survey.get_absolute_url(),
        survey.closes_on,
    )
    return survey


@action("surveys.extend_survey")
def extend_survey(*, by: Actor, survey: Survey, closes_on: date, expected_version: int | None = None) -> Survey:
    """Move the closing day of an open survey. Raises ``ValidationError`` for a day that has passed."""
    if survey.state != SurveyState.OPEN:
        raise ValidationError(_("Dataindsamlingen er ikke åben."))
    if closes_on < clock.today():
        raise ValidationError({"closes_on": _("Dagen er gået. Vælg i dag eller en dag, der kommer.")})
    return change(survey, expected_version=expected_version, closes_on=closes_on)


@action("surveys.close_survey")
def close_survey(*, by: Actor, survey: Survey, expected_version: int | None = None) -> Survey:
    """Nobody answers from now on: what was not handed in is kept and does not count. Raises ``ValidationError``."""
    if survey.state != SurveyState.OPEN:
        raise ValidationError(_("Dataindsamlingen er ikke åben."))
    change(survey, expected_version=expected_version, state=SurveyState.CLOSED, closed_at=clock.now())
    for response in _begun(survey):
        close_response(response, by=by)
    publish(SurveyClosed(survey.public_id, by))
    return survey


@action("surveys.reopen_survey")
def reopen_survey(*, by: Actor, survey: Survey, closes_on: date, expected_version: int | None = None) -> Survey:
    """Open a closed survey again until ``closes_on``; what was handed in stays so. Raises ``ValidationError``."""
    if survey.state != SurveyState.CLOSED:
        raise ValidationError(_("Kun en lukket dataindsamling, som ikke er offentliggjort, kan åbnes igen."))
    if closes_on < clock.today():
        raise ValidationError({"closes_on": _("Dagen er gået. Vælg i dag eller en dag, der kommer.")})
    change(
        survey,
        expected_version=expected_version,
        state=SurveyState.OPEN,
        closes_on=closes_on,
        closed_at=None,
    )
    for response in _begun(survey):
        reopen_response(response, by=by)
    return survey


def _begun(survey: Survey) -> list[Response]:
    """The answers that were begun and not handed in."""
    begun = Participant.objects.filter(survey=survey, response__isnull=False, submitted_at__isnull=True)
    return [one.response for one in begun.select_related("response") if one.response is not None]


@action("surveys.publish_survey")
def publish_survey(*, by: Actor, survey: Survey, expected_version: int | None = None) -> Survey:
    """The figures of a closed survey may be shown. Raises ``ValidationError`` for one that is not closed."""
    if survey.state != SurveyState.CLOSED:
        raise ValidationError(_("Luk dataindsamlingen, før tallene offentliggøres."))
    return change(survey, expected_version=expected_version, state=SurveyState.PUBLISHED, published_at=clock.now())
