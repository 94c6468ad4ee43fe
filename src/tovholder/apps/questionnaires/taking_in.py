"""Many responses at once: answers that were given elsewhere, checked as any others and written in a few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Edition, Response
from tovholder.apps.questionnaires.refusing import refuse
from tovholder.apps.questionnaires.values import stored_of
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.audit.action import action, created_many
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """One response as it was given elsewhere: about which record, by whom, when, and whether it is complete."""

    about: UUID
    municipality: Municipality
    tier: Tier
    respondent: str
    values: Mapping[str, Value]
    by_name: str
    at: datetime
    is_closed: bool = True


@action("questionnaires.take_in")
def take_in(edition: Edition, rows: Sequence[TakenIn], *, by: Actor) -> list[Response]:
    """Write whole responses to ``edition``, in the order of ``rows``; all or none.

    Raises ``ValidationError`` by question for an answer that cannot be.
    """
    schema = edition.content
    for row in rows:
        refuse(schema, row.values)
    responses = created_many(
        Response(
            edition=edition,
            about=row.about,
            municipality=row.municipality,
            tier=row.tier,
            respondent=row.respondent.strip(),
            opened_at=row.at,
            closed_at=row.at if row.is_closed else None,
        )
        for row in rows
    )
    answers = [
        Answer(
            response=response,
            question=key,
            value=stored_of(value),
            answered_by_name=row.by_name,
            answered_at=row.at,
        )
        for response, row in zip(responses, rows, strict=True)
        for key, value in row.values.items()
        if stored_of(value) is not None
    ]
    created_many(answers)
    created_many(
        AnswerVersion(answer=one, number=1, value=one.value, by_name=one.answered_by_name, at=one.answered_at)
        for one in answers
    )
    return responses
