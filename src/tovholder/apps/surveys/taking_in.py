"""Answers of many municipalities at once, from a collection that was held elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import TakenIn, take_in
from tovholder.apps.surveys.answering import refuse_late
from tovholder.apps.surveys.models import Participant, ParticipantStep, StepKind, Survey
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.audit.action import action, created_many, noted
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAnswers:
    """The answers of one municipality by question, who gave them and when, and whether they were handed in."""

    code: str
    values: Mapping[str, Value]
    by_name: str
    at: datetime
    is_submitted: bool = True


@action("surveys.import_answers")
def import_answers(*, by: Actor, survey: Survey, rows: Sequence[ImportedAnswers]) -> list[Participant]:
    """Write the answers of municipalities that have not begun; all or none.

    Raises ``ValidationError`` for a survey that takes no answers, for a municipality that is not in its frame, comes
    twice or has begun, and by question for an answer that cannot be.
    """
    refuse_late(survey)
    frame = {
        one.code: one
        for one in Participant.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .filter(survey=survey, response__isnull=True)
    }
    codes = [row.code for row in rows]
    wrong = sorted({code for code in codes if code not in frame or codes.count(code) > 1})
    if wrong:
        raise ValidationError(
            _("De kommuner kan ikke tages ind: %(codes)s. De er ikke med, har svaret, eller står der to gange.")
            % {"codes": ", ".join(wrong)}
        )
    assert survey.questionnaire is not None  # noqa: S101  # an open survey has one: the database says so
    places = [frame[row.code] for row in rows]
    responses = take_in(
        survey.questionnaire,
        [
            TakenIn(
                about=place.public_id,
                municipality=place.municipality,
                tier=Tier.MUNICIPALITY,
                respondent=place.name,
                values=row.values,
                by_name=row.by_name,
                at=row.at,
                is_closed=row.is_submitted,
            )
            for place, row in zip(places, rows, strict=True)
        ],
        by=by,
    )
    for place, row, response in zip(places, rows, responses, strict=True):
        place.response = response
        place.version += 1
        if row.is_submitted:
            place.submitted_at, place.submitted_by_name = row.at, row.by_name
    noted(survey, ["participants"])
    Participant.objects.bulk_update(places, ["response", "submitted_at", "submitted_by_name", "version"])
    created_many(
        ParticipantStep(participant=place, kind=kind, at=row.at, by_name=row.by_name)
        for place, row in zip(places, rows, strict=True)
        for kind in ((StepKind.STARTED, StepKind.SUBMITTED) if row.is_submitted else (StepKind.STARTED,))
    )
    return places
