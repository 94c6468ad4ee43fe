"""Surveys in the API: what is asked, how far the municipalities are, and the own municipality's answers."""

import re
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from tovholder.apps.questionnaires.public import Response, standing_answers
from tovholder.apps.surveys import rules, selectors
from tovholder.apps.surveys.answering import keep_answers, response_of
from tovholder.apps.surveys.models import Participant, Survey
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.kernel.actor import Actor

router = Router()

MOST = 100
TAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')


class SurveyQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


class SurveyOut(Schema):
    """A survey of all municipalities."""

    key: str
    year: int
    title: str
    purpose: str
    audience: str = Field(description="municipality or economy.")
    state: str = Field(description="draft, open, closed or published.")
    opens_on: date
    closes_on: date
    frame_on: date
    questionnaire: str = Field(description="Key of the questionnaire.")
    edition: int | None = Field(description="The edition that all answer; none before it opens.")
    note: str = Field(description="In a demo: ”Opfundne data”.")


class SurveysOut(Schema):
    """A page of surveys and the count of all."""

    items: list[SurveyOut]
    count: int


class ParticipantOut(Schema):
    """A municipality in the frame of a survey, as it was on that day."""

    code: str
    name: str
    region: str
    population: int | None
    population_on: date | None
    state: str = Field(description="not_started, started or submitted.")
    submitted_at: datetime | None


class ProgressOut(Schema):
    """How far the municipalities are; each share as a count and its base."""

    items: list[ParticipantOut]
    count: int
    municipalities_answered: int
    municipalities: int
    inhabitants_answered: int
    inhabitants: int


class AnswersOut(Schema):
    """The answers of one's own municipality, by question."""

    survey: str
    participant: ParticipantOut
    version: int = Field(description="Stands in the ETag too; counts every change of an answer.")
    answers: dict[str, Any]
    note: str = Field(description="In a demo: ”Opfundne data”.")


class AnswersIn(Schema):
    """Answers by question: null takes one back; questions that are not named stay as they are."""

    answers: dict[str, bool | int | float | str | list[str] | dict[str, str] | None] = Field(default_factory=dict)


def _remark() -> str:
    return _("Opfundne data") if settings.DEMO_MODE else ""


def _survey_out(survey: Survey) -> dict[str, Any]:
    plain = ("key", "year", "title", "purpose", "audience", "state", "opens_on", "closes_on", "frame_on")
    return {
        **{name: getattr(survey, name) for name in plain},
        "questionnaire": survey.questionnaire_key,
        "edition": survey.questionnaire.number if survey.questionnaire is not None else None,
        "note": _remark(),
    }


def _participant_out(one: Participant) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "region": one.region_name,
        "population": one.population,
        "population_on": one.population_on,
        "state": one.state.value,
        "submitted_at": one.submitted_at,
    }


@router.get("/surveys", response=SurveysOut, summary="Surveys of all municipalities")
def list_surveys(request: HttpRequest, query: Query[SurveyQuery]) -> dict[str, Any]:
    """Those that have opened; with an editor's key those being prepared too. The newest first."""
    found = selectors.surveys(actor_of_request(request))
    page = found[query.offset : query.offset + query.limit]
    return {"items": [_survey_out(one) for one in page], "count": found.count()}


@router.get("/surveys/{survey_key}", response=SurveyOut, summary="One survey")
def one_survey(request: HttpRequest, survey_key: str) -> dict[str, Any]:
    """The survey of that key. Its questions are those of the edition: see questionnaires."""
    return _survey_out(selectors.survey_for(actor_of_request(request), survey_key))


@router.get("/surveys/{survey_key}/progress", response=ProgressOut, summary="How far the municipalities are")
def progress(request: HttpRequest, survey_key: str) -> dict[str, Any]:
    """For the national side: every municipality of the frame with its state. No answers."""
    actor = actor_of_request(request)
    survey = selectors.survey_for(actor, survey_key)
    _only(rules.holds_surveys.allows(actor), actor)
    rows = list(selectors.participants_of(survey))
    rate = selectors.rate_of(rows)
    return {
        "items": [_participant_out(one) for one in rows],
        "count": len(rows),
        "municipalities_answered": rate.municipalities.count,
        "municipalities": rate.municipalities.base,
        "inhabitants_answered": rate.population.count,
        "inhabitants": rate.population.base,
    }


def _only(allowed: bool, actor: Actor) -> None:
    """401 without a key, 403 with one whose seat may not."""
    if allowed:
        return
    if actor.is_anonymous:
        raise HttpError(401, _("Send en nøgle. Uden en nøgle kan du kun læse det offentlige."))
    raise PermissionDenied


def _own(actor: Actor, survey_key: str, code: str) -> Participant:
    """A participant that the key's municipality answers for. Raises ``Http404``."""
    found = selectors.participant_of(survey_key, code)
    if not rules.reads_answers.allows(actor, found):
        raise Http404
    return found


@router.get("/surveys/{survey_key}/answers/{code}", response=AnswersOut, summary="Your municipality's answers")
def own_answers(request: HttpRequest, response: HttpResponse, survey_key: str, code: str) -> dict[str, Any]:
    """What stands at each question, confirmed by a person: suggestions are not in it."""
    return _answers_out(_own(actor_of_request(request), survey_key, code), response)


def _answers_out(participant: Participant, response: HttpResponse) -> dict[str, Any]:
    given = response_of(participant)
    version = _version(given)
    response["ETag"] = f'"{version}"'
    answers = {one.question: one.value for one in standing_answers(given) if one.value is not None} if given else {}
    return {
        "survey": participant.survey.key,
        "participant": _participant_out(participant),
        "version": version,
        "answers": answers,
        "note": _remark(),
    }


def _version(given: Response | None) -> int:
    """A number that grows with every change of an answer."""
    return sum(one.version for one in standing_answers(given)) if given is not None else 0


@router.patch("/surveys/{survey_key}/answers/{code}", response=AnswersOut, summary="Answer from another system")
def write_answers(
    request: HttpRequest, response: HttpResponse, survey_key: str, code: str, body: AnswersIn
) -> dict[str, Any]:
    """Needs ``If-Match`` with the ETag that was read; 412 when somebody has answered meanwhile.

    For keys that may write, of those who answer every section. 422 by question for what cannot be an answer, and for a
    survey that takes no answers.
    """
    actor = actor_of_request(request)
    participant = _own(actor, survey_key, code)
    if actor.only_reads:
        raise HttpError(403, _("Nøglen må kun læse. Lav en nøgle, der også må skrive."))
    _only(rules.answers_all_sections.allows(actor, participant), actor)
    given = response_of(participant)
    if _expected(request) != _version(given):
        raise HttpError(412, _("Nogen har svaret imens. Læs svarene igen, og send så dine."))
    seen = {one.question: one.version for one in standing_answers(given)} if given is not None else {}
    values = {key: _value(value) for key, value in body.answers.items()}
    keep_answers(participant, values, seen=seen, by=actor)
    return _answers_out(participant, response)


def _value(sent: Any) -> Value | None:
    """An answer as the engine takes it."""
    taken: Value | None = tuple(sent) if isinstance(sent, list) else sent
    return taken


def _expected(request: HttpRequest) -> int:
    """The version in ``If-Match``. 428 without one: two may edit, and nobody's words are lost unseen."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise HttpError(428, _("Send If-Match med den ETag, I læste. Så mister I ikke det, andre har skrevet."))
    found = TAG.match(sent)
    if found is None:
        raise HttpError(412, _("If-Match er ikke en ETag fra disse svar. Læs svarene igen."))
    return int(found.group(1))


declare(rules.may_read, list_surveys, one_survey)
declare(rules.holds_surveys, progress)
declare(rules.reads_answers, own_answers, write_answers)
