"""The easy-read variant: one question a page, in short words, with a picture."""

from dataclasses import dataclass
from typing import Any, Final

from django.forms import BoundField
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.fields import NO, YES
from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.section_form import SectionForm
from tovholder.apps.questionnaires.selectors import evaluation_of, standing_answers
from tovholder.apps.questionnaires.wording import words
from tovholder.engines.questionnaires.model import ItemState, Question, QuestionKind

DONT_KNOW: Final = "dont_know"
"""The name of the button that says: I have no answer."""
CHOICES: Final = frozenset({QuestionKind.YES_NO, QuestionKind.ONE, QuestionKind.MANY, QuestionKind.SCALE})


@dataclass(frozen=True, slots=True)
class EasyChoice:
    """A big button: what it sends, its words, its picture, and whether it is chosen."""

    value: str
    text: str
    pictogram: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EasyStep:
    """One page of the easy-read variant. ``number`` counts from 1.

    ``choices`` are the big buttons, empty where words, a number or a day are asked for; ``hint`` says how to answer.
    """

    question: Question
    number: int
    total: int
    form: SectionForm
    sentence: str
    pictogram: str
    progress: str
    hint: str
    choices: tuple[EasyChoice, ...]

    @property
    def before(self) -> int | None:
        """The number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after, None on the last. An answer may change it: ask again after saving."""
        return self.number + 1 if self.number < self.total else None

    @property
    def several(self) -> bool:
        """Whether more than one may be chosen."""
        return self.question.kind is QuestionKind.MANY

    @property
    def field(self) -> BoundField:
        """The field of the question."""
        return self.form[self.question.key]


def easy_questions(response: Response) -> list[Question]:
    """The questions that apply now, in order: each is a page. An answer changes only what comes after it."""
    items = evaluation_of(response).items
    return [
        question
        for question in response.edition.content.questions
        if items[question.key].state is not ItemState.INAPPLICABLE
    ]


def easy_step(response: Response, number: int, data: QueryDict | dict[str, Any] | None = None) -> EasyStep:
    """The page with that number. Raises ``Http404`` beyond the last.

    Its form is saved with ``answer`` like that of a section. ``data`` with the button *Ved ikke* takes an answer back.
    """
    questions = easy_questions(response)
    if not 1 <= number <= len(questions):
        raise Http404
    question = questions[number - 1]
    answers = {given.question: given for given in standing_answers(response)}
    form = SectionForm([question], answers, _without_answer(question, data), easy=True)
    return EasyStep(
        question=question,
        number=number,
        total=len(questions),
        form=form,
        sentence=words(question.easy or question.text),
        pictogram=question.pictogram,
        progress=_("Spørgsmål %(number)d af %(total)d") % {"number": number, "total": len(questions)},
        hint=_hint(question),
        choices=_choices(question, form),
    )


def _without_answer(question: Question, data: QueryDict | dict[str, Any] | None) -> QueryDict | dict[str, Any] | None:
    """``data`` without an answer where *Ved ikke* was pressed: what was ticked before then no longer counts."""
    if data is None or not data.get(DONT_KNOW):
        return data
    kept = data.copy()
    for name in (question.key, *(f"{question.key}_{part}" for part in ("day", "month", "year"))):
        kept.pop(name, None)
    return kept


def _hint(question: Question) -> str:
    match question.kind:
        case QuestionKind.MANY:
            return _("Du kan vælge flere.")
        case QuestionKind.NUMBER:
            return _("Skriv et tal.")
        case QuestionKind.TEXT | QuestionKind.LONG_TEXT:
            return _("Skriv det med dine ord.")
        case QuestionKind.DATE:
            return _("Skriv dag, måned og år.")
        case _:
            return _("Vælg ét svar.")


def _choices(question: Question, form: SectionForm) -> tuple[EasyChoice, ...]:
    if question.kind not in CHOICES:
        return ()
    sent = form[question.key].value()
    chosen = {str(one) for one in sent} if isinstance(sent, list | tuple) else {str(sent)}
    return tuple(EasyChoice(value, text, pictogram, value in chosen) for value, text, pictogram in _offered(question))


def _offered(question: Question) -> list[tuple[str, str, str]]:
    """Value, words and picture of every choice."""
    if question.kind is QuestionKind.YES_NO:
        return [(YES, _("Ja"), "yes"), (NO, _("Nej"), "no")]
    if question.kind is QuestionKind.SCALE:
        return _steps(question)
    return [(option.key, words(option.easy or option.text), option.pictogram) for option in question.options]


def _steps(question: Question) -> list[tuple[str, str, str]]:
    """The steps of a scale, its ends in words."""
    first, last = int(question.minimum or 0), int(question.maximum or 0)
    ends = {first: words(question.low), last: words(question.high)}
    return [
        (str(step), f"{step} – {ends[step]}" if ends.get(step) else str(step), "") for step in range(first, last + 1)
    ]
