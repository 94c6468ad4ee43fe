"""Reading surveys and who takes part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import evaluation_of, responses_about
from tovholder.apps.surveys.models import (
    Contact,
    Delegation,
    Link,
    Participant,
    Prefilled,
    Survey,
    SurveyState,
)
from tovholder.apps.surveys.rules import holds_surveys, reads_answers
from tovholder.engines.questionnaires.model import Evaluation
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many municipalities of the frame have answered, and how many of its inhabitants live in them (SUR-05).

    ``without_population`` counts the municipalities whose inhabitants are not known: they are in the first share only.
    """

    municipalities: Share
    population: Share
    without_population: int


def participants_of(survey: Survey) -> OwnedQuerySet[Participant]:
    """The municipalities in the frame of a survey, in Danish order. Not narrowed to an actor: see ``rules``."""
    found: OwnedQuerySet[Participant] = Participant.objects.filter(survey=survey).select_related("survey", "region")
    return found


def response_rate(survey: Survey) -> ResponseRate:
    """The shares of municipalities and of inhabitants that have answered. One query."""
    return rate_of(Participant.objects.filter(survey=survey))


def rate_of(participants: Iterable[Participant]) -> ResponseRate:
    """The same of participants that are read already."""
    rows = list(participants)
    known = [row for row in rows if row.population is not None]
    return ResponseRate(
        municipalities=Share(sum(row.submitted_at is not None for row in rows), len(rows), _("kommuner")),
        population=Share(
            sum(row.population or 0 for row in known if row.submitted_at is not None),
            sum(row.population or 0 for row in known),
            _("indbyggere"),
        ),
        without_population=len(rows) - len(known),
    )


def response_values(survey: Survey) -> Mapping[int, Evaluation]:
    """What stands at each question of every participant that has handed in its answers, by the participant's key.

    Three queries, whatever the number of participants.
    """
    rows = list(Participant.objects.filter(survey=survey, submitted_at__isnull=False).order_by("sort_key", "pk"))
    found = {one.pk: one for one in responses_about(row.public_id for row in rows)}
    return {row.pk: evaluation_of(found[row.response_id]) for row in rows if row.response_id in found}


def survey_of(key: str) -> Survey:
    """The survey of that name in addresses. Raises ``Http404``."""
    found = Survey.objects.select_related("questionnaire").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def surveys(actor: Actor) -> QuerySet[Survey]:
    """The surveys that ``actor`` sees: those that have opened, and for the national side those being prepared too."""
    every = Survey.objects.select_related("questionnaire")
    return every if holds_surveys.allows(actor) else every.exclude(state=SurveyState.DRAFT)


def survey_for(actor: Actor, key: str) -> Survey:
    """The survey of that name that ``actor`` sees. Raises ``Http404``."""
    found = surveys(actor).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def participant_of(key: str, code: str) -> Participant:
    """A municipality in the frame of a survey that has opened. Raises ``Http404``."""
    wanted = Participant.objects.select_related("survey__questionnaire", "municipality", "region")
    found = wanted.filter(survey__key=key, code=code).exclude(survey__state=SurveyState.DRAFT).first()
    if found is None:
        raise Http404
    return found


def participant_for(actor: Actor, key: str, code: str) -> Participant:
    """A participant whose answers ``actor`` reads, or that the national side follows. Raises ``Http404``."""
    found = participant_of(key, code)
    if not (holds_surveys.allows(actor) or reads_answers.allows(actor, found)):
        raise Http404
    return found


def own_participants(actor: Actor, survey: Survey | None = None) -> list[Participant]:
    """The participants that the actor's municipality answers for, the newest survey first. One query."""
    if actor.municipality_id is None:
        return []
    rows = Participant.objects.filter(municipality_id=actor.municipality_id).exclude(survey__state=SurveyState.DRAFT)
    if survey is not None:
        rows = rows.filter(survey=survey)
    found = rows.select_related("survey", "municipality")
    return list(found.order_by("-survey__year", "-survey__opens_on", "sort_key", "pk"))


def earlier_participant(participant: Participant) -> Participant | None:
    """The same municipality in the last survey before with the same questionnaire, where it handed its answers in."""
    survey = participant.survey
    before = Participant.objects.filter(
        code=participant.code,
        submitted_at__isnull=False,
        survey__questionnaire_key=survey.questionnaire_key,
        survey__year__lt=survey.year,
    )
    return before.select_related("survey", "response__edition").order_by("-survey__year", "-pk").first()


def contacts(actor: Actor) -> QuerySet[Contact]:
    """The contacts that ``actor`` keeps: all for the national side, else the own municipality's."""
    every = Contact.objects.select_related("municipality", "user")
    if holds_surveys.allows(actor):
        return every
    return every.visible_to(actor).at_home(actor)


def contact_for(actor: Actor, public_id: UUID) -> Contact:
    """A contact that ``actor`` keeps. Raises ``Http404``."""
    found = contacts(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def contacts_on(participant: Participant, day: date) -> list[Contact]:
    """The people who are a participant's contacts on a day, for the survey's audience."""
    current = Q(to_on__isnull=True) | Q(to_on__gte=day)
    rows = Contact.objects.filter(
        current, from_on__lte=day, municipality_id=participant.municipality_id, audience=participant.survey.audience
    )
    return list(rows.select_related("user"))


def link_by_secret(secret: str) -> Link | None:
    """The link with that secret, whatever its state."""
    links = Link.objects.select_related("participant__survey", "participant__municipality", "contact")
    return links.filter(secret_hash=secret_hash(secret)).first()


def link_in(public_ids: Iterable[str], participant: Participant) -> Link | None:
    """The newest of some links that belongs to a participant, whatever its state."""
    links = Link.objects.filter(public_id__in=list(public_ids), participant=participant)
    return links.select_related("contact").order_by(F("revoked_at").desc(nulls_last=True), "made_at").last()


def delegations_of(participant: Participant) -> dict[str, Delegation]:
    """Who has which section, by its key. One query."""
    rows = Delegation.objects.filter(participant=participant).select_related("user", "contact")
    return {row.section: row for row in rows}


def prefilled_of(participant: Participant) -> list[Prefilled]:
    """All that was suggested to a participant, whatever was decided."""
    return list(Prefilled.objects.filter(participant=participant).order_by("pk"))


def waiting_sections(actor: Actor) -> list[Delegation]:
    """The sections of open surveys that wait for the actor. One query."""
    if actor.user_id is None or actor.municipality_id is None:
        return []
    rows = Delegation.objects.filter(
        Q(user__public_id=actor.user_id) | Q(contact__user__public_id=actor.user_id),
        done_at__isnull=True,
        participant__survey__state=SurveyState.OPEN,
        participant__submitted_at__isnull=True,
        participant__municipality_id=actor.municipality_id,
    )
    return list(rows.select_related("participant__survey__questionnaire").order_by("due_on", "pk"))


def unanswered(day: date, days: int) -> list[Participant]:
    """The participants of open surveys that have not handed in and whose survey closes within ``days`` of ``day``."""
    near = [one for one in Survey.objects.filter(state=SurveyState.OPEN) if 0 <= (one.closes_on - day).days <= days]
    rows = Participant.objects.filter(survey__in=near, submitted_at__isnull=True)
    return list(rows.select_related("survey", "municipality"))


def overdue_surveys() -> list[Survey]:
    """The open surveys whose last day has passed."""
    return list(Survey.objects.filter(state=SurveyState.OPEN, closes_on__lt=clock.today()))
