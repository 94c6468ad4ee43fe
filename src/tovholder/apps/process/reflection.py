"""The reflection questions of a round: which there are, how far they are, and what earlier rounds answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.process.models import Round
from tovholder.apps.process.packaged import reflection_sizes
from tovholder.apps.process.phases import PHASES
from tovholder.apps.process.selectors import visible_previous
from tovholder.apps.questionnaires.public import (
    Answer,
    AnswerVersion,
    Response,
    answer_text,
    current_edition,
    evaluation_of,
    open_response,
    responses_about,
    schema_of,
    standing_answers,
    words,
)
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

PREFIX: Final = "reflection_"
TITLES: Final[dict[str, StrPromise]] = {phase.key: phase.title for phase in PHASES} | {"volunteers": _("It-frivillige")}
"""What there are questions about: the four phases, and volunteers, who belong to the practice."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions of a theme are answered in a round."""

    theme: str
    title: StrPromise
    href: str
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what stands there, and what the round before answered."""

    key: str
    concept: str
    text: str
    answer: Answer | None
    said: str
    before: str = ""


def themes_of(phase: str) -> tuple[str, ...]:
    """The themes of questions that belong to a phase."""
    return (phase, "volunteers") if phase == "practice" else (phase,)


def known_theme(theme: str) -> str:
    """The theme, if there is such a one. Raises ``Http404``."""
    if theme not in TITLES:
        raise Http404
    return theme


def response_of(found: Round, theme: str) -> Response | None:
    """The round's answers on a theme: one response, which all who belong to the round write in."""
    return responses_about([found.public_id], PREFIX + theme).first()


@action("process.begin_reflection")
def begin_reflection(*, by: Actor, found: Round, theme: str) -> Response:
    """Begin to answer the questions on a theme; one that was begun already goes on."""
    noted(found)
    known = response_of(found, known_theme(theme))
    return known or open_response(
        edition=current_edition(PREFIX + theme),
        about=found.public_id,
        municipality=found.municipality,
        unit=found.unit,
        tier=Tier(found.tier),
        by=by,
    )


def progress_of(found: Round) -> dict[str, Progress]:
    """How far a round is with each theme; a theme that was not begun has no answers. At most three queries."""
    known = {response.edition.key: response for response in responses_about([found.public_id])}
    totals = reflection_sizes()
    return {
        theme: Progress(
            theme,
            title,
            reverse("process:reflection", args=[found.public_id, theme]),
            evaluation_of(known[PREFIX + theme]).answered if PREFIX + theme in known else 0,
            totals[theme],
        )
        for theme, title in TITLES.items()
    }


def asked_of(response: Response, before: Response | None = None) -> list[Asked]:
    """The questions of a response with their answers, and beside them what the round before answered."""
    earlier = _by_concept(before) if before is not None else {}
    given = {answer.question: answer for answer in standing_answers(response)}
    found = []
    for question in schema_of(response.edition).questions:
        answer = given.get(question.key)
        said = answer_text(question, answer.value) if answer is not None else ""
        found.append(
            Asked(question.key, question.concept, words(question.text), answer, said, earlier.get(question.concept, ""))
        )
    return found


def _by_concept(response: Response) -> dict[str, str]:
    """What a response says, by what was asked for; questions are known by their concept from edition to edition."""
    return {asked.concept: asked.said for asked in asked_of(response) if asked.said}


def questions_of(theme: str) -> list[str]:
    """The questions of a theme in words, for a round that has not begun to answer."""
    schema = schema_of(current_edition(PREFIX + theme))
    return [words(question.text) for question in schema.questions]


def earlier_response(found: Round, theme: str, actor: Actor) -> Response | None:
    """What the round before answered on a theme, where ``actor`` may see that round."""
    before = visible_previous(actor, found)
    return response_of(before, theme) if before is not None else None


def versions_of(given: Sequence[Answer]) -> dict[int, list[AnswerVersion]]:
    """All that stood at each answer, the newest first. One query."""
    found: dict[int, list[AnswerVersion]] = {}
    for version in AnswerVersion.objects.filter(answer__in=[one.pk for one in given]).order_by("-number"):
        found.setdefault(version.answer_id, []).append(version)
    return found


def page_of(response: Response) -> str:
    """The page on which a round's answers stand."""
    return reverse("process:reflection", args=[response.about, response.edition.key.removeprefix(PREFIX)])


def answers_of(rounds: Sequence[Round]) -> dict[UUID, dict[str, tuple[str, str]]]:
    """Of each round (by public id) the answers by concept: the question's words and the answer's. Two queries."""
    found: dict[UUID, dict[str, tuple[str, str]]] = {item.public_id: {} for item in rounds}
    for response in responses_about(found):
        if response.edition.key.startswith(PREFIX):
            for asked in asked_of(response):
                if asked.said:
                    found[response.about][asked.concept] = (asked.text, asked.said)
    return found
