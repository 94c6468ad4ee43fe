"""Reading assessments: always through the eyes of the citizen's own unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from tovholder.apps.assessments.mapping import Needs, needs_in
from tovholder.apps.assessments.models import QUESTIONNAIRE, Agreement, Assessment, AssessmentQuerySet
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.questionnaires.public import Response, evaluation_of, responses_about
from tovholder.engines.questionnaires import compare
from tovholder.engines.questionnaires.model import Comparability, Question, Value
from tovholder.kernel.actor import Actor


def assessments(actor: Actor) -> AssessmentQuerySet:
    """The assessments that ``actor`` may read, the newest first."""
    return Assessment.objects.visible_to(actor).select_related(
        "citizen", "unit", "municipality", "held_by", "former__citizen"
    )


def assessments_of(actor: Actor, citizen: CitizenAlias) -> AssessmentQuerySet:
    """Those of one alias."""
    return assessments(actor).filter(citizen=citizen)


def assessment_for(actor: Actor, alias: UUID, public_id: UUID) -> Assessment:
    """An assessment of that alias, or 404."""
    return get_object_or_404(assessments(actor), citizen__public_id=alias, public_id=public_id)


def agreement_for(actor: Actor, alias: UUID, public_id: UUID, agreement: UUID) -> Agreement:
    """An agreement of an assessment that ``actor`` may read, or 404."""
    found = assessment_for(actor, alias, public_id)
    agreed = get_object_or_404(found.agreements, public_id=agreement)
    agreed.assessment = found
    return agreed


def newest_closed(citizen: CitizenAlias) -> Assessment | None:
    """The latest closed assessment of an alias that none repeats yet: what a new one is compared with."""
    return Assessment.objects.filter(citizen=citizen, closed_on__isnull=False, following=None).first()


def response_of(assessment: Assessment) -> Response:
    """The answers of an assessment. Raises ``Http404`` when there are none."""
    found = responses_about([assessment.public_id], QUESTIONNAIRE).first()
    if found is None:
        raise Http404
    return found


def values_by_concept(response: Response) -> Mapping[str, Value]:
    """The valid answers of a response by what they are about, whatever its edition calls the question."""
    items = evaluation_of(response).items
    values = {question.concept: items[question.key].value for question in response.edition.content.questions}
    return {concept: value for concept, value in values.items() if value is not None}


def needs_of(assessment: Assessment) -> Needs:
    """What an assessment found, in the catalogue's words. For whoever may read the assessment."""
    return needs_in(values_by_concept(response_of(assessment)))


@dataclass(frozen=True, slots=True)
class Compared:
    """A question that both assessments asked: what was answered then and now. None where there is no answer."""

    question: Question
    then: Value | None
    now: Value | None
    comparability: Comparability


def compared(former: Response, response: Response) -> Sequence[Compared]:
    """What was answered before and now, for what may be compared and was answered at least once."""
    old, new = values_by_concept(former), values_by_concept(response)
    old_schema, new_schema = former.edition.content, response.edition.content
    states = compare(old_schema, new_schema)
    return [
        Compared(question, old.get(question.concept), new.get(question.concept), states[question.concept])
        for question in new_schema.questions
        if states[question.concept] in {Comparability.COMPARABLE, Comparability.WORDING}
        and (question.concept in old or question.concept in new)
    ]


def to_repeat(actor: Actor, until: date) -> AssessmentQuerySet:
    """The assessments that should be repeated by ``until`` and have not been, the earliest first."""
    repeated = Assessment.objects.filter(former=OuterRef("pk"))
    return assessments(actor).filter(~Exists(repeated), repeat_on__lte=until).order_by("repeat_on", "id")


def open_agreements(actor: Actor, until: date) -> Sequence[Agreement]:
    """What was agreed with citizens of the own unit and should be done by ``until``, the earliest first."""
    waiting = Agreement.objects.filter(
        assessment__in=Assessment.objects.visible_to(actor), done_on__isnull=True, due_on__lte=until
    )
    return list(waiting.select_related("assessment__citizen").order_by("due_on", "id"))
