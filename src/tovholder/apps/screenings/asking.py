"""The answers of a screening: the unit's common ones, and those that citizens give in the easy-read variant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import (
    EasyStep,
    Response,
    current_edition,
    easy_step,
    evaluation_of,
    open_response,
    responses_about,
    schema_of,
)
from tovholder.apps.screenings.models import Screening
from tovholder.engines.questionnaires.model import ItemState, Question, Value
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

QUESTIONNAIRE: Final = "screening"
MOST_EASY: Final = 200
"""Easy-read responses that one screening takes: a link that has gone astray fills no database."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The responses of a screening. Easy-read ones in which nothing was answered do not count."""

    common: Response | None
    easy: tuple[Response, ...]

    @property
    def answers(self) -> Mapping[str, Value]:
        """What the unit answered together, by question."""
        return values_of(self.common) if self.common is not None else {}


def values_of(response: Response) -> dict[str, Value]:
    """The valid answers of a response by question."""
    return {
        key: item.value
        for key, item in evaluation_of(response).items.items()
        if item.state is ItemState.VALID and item.value is not None
    }


def asked_of(screenings: Iterable[Screening]) -> dict[UUID, Asked]:
    """The responses of screenings by the screenings' public ids; two queries."""
    ids = [screening.public_id for screening in screenings]
    common: dict[UUID, Response] = {}
    easy: dict[UUID, list[Response]] = {}
    for response in responses_about(ids, QUESTIONNAIRE):
        if not response.easy:
            common.setdefault(response.about, response)
        elif evaluation_of(response).answered:
            easy.setdefault(response.about, []).append(response)
    return {key: Asked(common.get(key), tuple(easy.get(key, ()))) for key in ids}


def asked(screening: Screening) -> Asked:
    """The responses of one screening."""
    return asked_of([screening])[screening.public_id]


def easy_response(screening: Screening, public_id: UUID) -> Response | None:
    """The open easy-read response with that id, if it belongs to the screening."""
    found = responses_about([screening.public_id], QUESTIONNAIRE).filter(easy=True, public_id=public_id).first()
    return found if found is not None and found.is_open else None


def begun_easy(screening: Screening) -> QuerySet[Response]:
    """The easy-read responses that were begun, answered or not."""
    return responses_about([screening.public_id], QUESTIONNAIRE).filter(easy=True)


def begin(screening: Screening, *, by: Actor, easy: bool = False) -> Response:
    """Open a response about a screening, in the newest edition. Easy-read ones say nothing of who answers."""
    return open_response(
        edition=current_edition(QUESTIONNAIRE),
        about=screening.public_id,
        municipality=screening.municipality,
        unit=screening.unit,
        tier=Tier(screening.tier),
        by=by,
        easy=easy,
    )


def easy_questions(response: Response) -> list[Question]:
    """The questions that have words for the easy-read variant."""
    return [question for question in schema_of(response.edition).questions if question.easy is not None]


def easy_pages(response: Response) -> list[int]:
    """The numbers, among all questions that apply now, of those with easy words: a citizen is asked nothing else."""
    items = evaluation_of(response).items
    asked_now = [
        question
        for question in schema_of(response.edition).questions
        if items[question.key].state is not ItemState.INAPPLICABLE
    ]
    return [number for number, question in enumerate(asked_now, 1) if question.easy is not None]


def easy_page(response: Response, number: int, data: QueryDict | None = None) -> EasyStep | None:
    """The page with that number, counted among the easy questions alone; None beyond the last."""
    pages = easy_pages(response)
    if not 1 <= number <= len(pages):
        return None
    step = easy_step(response, pages[number - 1], data)
    total = len(pages)
    progress = _("Spørgsmål %(number)d af %(total)d") % {"number": number, "total": total}
    return replace(step, number=number, total=total, progress=progress)
