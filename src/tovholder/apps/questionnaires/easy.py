"""The easy-read variant: one question a page, in short words, with a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.section_form import SectionForm
from tovholder.apps.questionnaires.selectors import evaluation_of, standing_answers
from tovholder.apps.questionnaires.wording import words
from tovholder.engines.questionnaires.model import ItemState, Question


@dataclass(frozen=True, slots=True)
class EasyStep:
    """One page of the easy-read variant. ``number`` counts from 1; ``before`` and ``after`` are None at the ends."""

    question: Question
    number: int
    total: int
    form: SectionForm
    sentence: str
    pictogram: str
    progress: str

    @property
    def before(self) -> int | None:
        """The number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after."""
        return self.number + 1 if self.number < self.total else None


def easy_questions(response: Response) -> list[Question]:
    """The questions that apply now, in order: each is a page. An answer changes only what comes after it."""
    items = evaluation_of(response).items
    return [
        question
        for question in response.edition.content.questions
        if items[question.key].state is not ItemState.INAPPLICABLE
    ]


def easy_step(response: Response, number: int, data: Mapping[str, Any] | None = None) -> EasyStep:
    """The page with that number. Raises ``Http404`` beyond the last.

    The form is saved with ``answer`` as that of a section.
    """
    questions = easy_questions(response)
    if not 1 <= number <= len(questions):
        raise Http404
    question = questions[number - 1]
    answers = {given.question: given for given in standing_answers(response)}
    return EasyStep(
        question=question,
        number=number,
        total=len(questions),
        form=SectionForm([question], answers, data, easy=True),
        sentence=words(question.easy or question.text),
        pictogram=question.pictogram,
        progress=_("Spørgsmål %(number)d af %(total)d") % {"number": number, "total": len(questions)},
    )
