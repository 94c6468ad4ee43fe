"""A response as it is read: every question that applied, its answer, who follows it up, and what stood before."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Response
from tovholder.apps.questionnaires.refusing import problem_words
from tovholder.apps.questionnaires.selectors import evaluation_of
from tovholder.apps.questionnaires.values import value_of
from tovholder.apps.questionnaires.wording import answer_text, words
from tovholder.engines.questionnaires.model import ItemState, Question
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an answer was, who gave it, and when. ``text`` is empty where it was taken back."""

    text: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """A question with what stands at it. ``text`` is empty without an answer, ``problem`` without a fault."""

    question: Question
    label: str
    text: str
    answer: Answer | None
    earlier: tuple[Earlier, ...]
    problem: str = ""
    follow_up_href: str = ""

    @property
    def overdue_on(self) -> date | None:
        """The day on which it should have been followed up, when that has passed."""
        day = self.answer.follow_up_on if self.answer is not None else None
        waits = self.answer is not None and self.answer.followed_up_at is None
        return day if day is not None and waits and day < clock.today() else None


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section in which something applied."""

    key: str
    title: str
    answers: tuple[ReadAnswer, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole response. ``left`` are answers that an earlier edition asked for and the present one does not."""

    sections: tuple[ReadSection, ...]
    left: tuple[ReadAnswer, ...]
    answered: int
    applicable: int


def reading_of(response: Response, follow_up: Callable[[str], str] | None = None) -> Reading:
    """``response`` as it is read, in two queries more than its answers."""
    evaluation = evaluation_of(response)
    earlier = _earlier(response)
    standing = {given.question: given for given in response.answers.all() if given.left_in_id is None}

    def read(question: Question) -> ReadAnswer:
        given, item = standing.get(question.key), evaluation.items[question.key]
        return ReadAnswer(
            question=question,
            label=words(question.text),
            text=answer_text(question, item.value if item.value is not None else _raw(given)),
            answer=given,
            earlier=_before(question, given, earlier),
            problem=problem_words(question, item.problem),
            follow_up_href=follow_up(question.key) if follow_up is not None and given is not None else "",
        )

    sections = (
        ReadSection(
            section.key,
            words(section.title),
            tuple(
                read(question)
                for question in section.questions
                if evaluation.items[question.key].state is not ItemState.INAPPLICABLE
            ),
        )
        for section in response.edition.content.sections
    )
    return Reading(
        tuple(section for section in sections if section.answers),
        _left(response, earlier),
        evaluation.answered,
        evaluation.applicable,
    )


def _raw(given: Answer | None) -> object:
    return value_of(given.value) if given is not None else None


def _earlier(response: Response) -> dict[int, list[AnswerVersion]]:
    found: dict[int, list[AnswerVersion]] = defaultdict(list)
    for version in AnswerVersion.objects.filter(answer__response=response).order_by("answer_id", "-number"):
        found[version.answer_id].append(version)
    return found


def _before(question: Question, given: Answer | None, all_of: dict[int, list[AnswerVersion]]) -> tuple[Earlier, ...]:
    """What stood before the present answer, the newest first."""
    versions = all_of.get(given.pk, [])[1:] if given is not None else []
    return tuple(
        Earlier(answer_text(question, value_of(version.value)), version.by_name, version.at) for version in versions
    )


def _left(response: Response, all_of: dict[int, list[AnswerVersion]]) -> tuple[ReadAnswer, ...]:
    found = []
    for given in response.answers.all():
        if given.left_in is None or given.value is None:
            continue
        question = next(one for one in given.left_in.content.questions if one.key == given.question)
        found.append(
            ReadAnswer(
                question=question,
                label=words(question.text),
                text=answer_text(question, value_of(given.value)),
                answer=given,
                earlier=_before(question, given, all_of),
            )
        )
    return tuple(found)
