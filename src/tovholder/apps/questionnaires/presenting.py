"""Questionnaires as their public pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from tovholder.apps.questionnaires.conditions_text import condition_text
from tovholder.apps.questionnaires.models import Edition
from tovholder.apps.questionnaires.wording import words
from tovholder.engines.questionnaires import compare
from tovholder.engines.questionnaires.model import Comparability, Question, QuestionKind, Schema
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Status, Tone
from tovholder.kernel.danish import sort_key

KINDS: dict[QuestionKind, StrPromise] = {
    QuestionKind.TEXT: gettext_lazy("Kort tekst"),
    QuestionKind.LONG_TEXT: gettext_lazy("Tekst"),
    QuestionKind.NUMBER: gettext_lazy("Tal"),
    QuestionKind.SCALE: gettext_lazy("Skala"),
    QuestionKind.YES_NO: gettext_lazy("Ja eller nej"),
    QuestionKind.ONE: gettext_lazy("Ét valg"),
    QuestionKind.MANY: gettext_lazy("Flere valg"),
    QuestionKind.DATE: gettext_lazy("Dato"),
    QuestionKind.MATRIX: gettext_lazy("Ét valg i hver række"),
    QuestionKind.RANKING: gettext_lazy("Rangorden"),
    QuestionKind.QUOTE: gettext_lazy("Citat med samtykke"),
}
COMPARABILITY: dict[Comparability, tuple[StrPromise, Tone]] = {
    Comparability.COMPARABLE: (gettext_lazy("Kan sammenlignes"), "success"),
    Comparability.WORDING: (gettext_lazy("Ordene er ændret"), "info"),
    Comparability.BREAK: (gettext_lazy("Kan ikke sammenlignes"), "warning"),
    Comparability.NEW: (gettext_lazy("Nyt spørgsmål"), "progress"),
    Comparability.GONE: (gettext_lazy("Stilles ikke længere"), "muted"),
}


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with what a reader wants to know of it."""

    question: Question
    kind: str
    limits: str
    condition: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its condition in words."""

    key: str
    title: str
    intro: str
    condition: str
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True, slots=True)
class ShownQuestionnaire:
    """A questionnaire in the list: its newest edition, and all of them."""

    newest: Edition
    title: str
    intro: str
    size: str
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """What happened to a concept between two editions: the words before and now."""

    concept: str
    status: Status
    before: str
    now: str


def questionnaires(editions: Iterable[Edition]) -> list[ShownQuestionnaire]:
    """The questionnaires of ``editions`` (by key, the newest first), by their titles."""
    shown = []
    for _key, same in groupby(editions, key=lambda edition: edition.key):
        all_of = tuple(same)
        schema = all_of[0].content
        shown.append(ShownQuestionnaire(all_of[0], words(schema.title), words(schema.intro), size_text(schema), all_of))
    return sorted(shown, key=lambda one: sort_key(one.title))


def size_text(schema: Schema) -> str:
    """How many questions there are."""
    count = len(schema.questions)
    return ngettext("%(n)d spørgsmål", "%(n)d spørgsmål", count) % {"n": count}


def sections_of(schema: Schema) -> list[ShownSection]:
    """All sections with all questions, whatever their conditions."""
    return [
        ShownSection(
            section.key,
            words(section.title),
            words(section.intro),
            condition_text(section.relevant, schema),
            tuple(
                ShownQuestion(
                    question, str(KINDS[question.kind]), _limits(question), condition_text(question.relevant, schema)
                )
                for question in section.questions
            ),
        )
        for section in schema.sections
    ]


def _limits(question: Question) -> str:
    if question.kind is QuestionKind.SCALE:
        return _("fra %(low)s (%(low_words)s) til %(high)s (%(high_words)s)") % {
            "low": number_text(question.minimum or 0),
            "low_words": words(question.low),
            "high": number_text(question.maximum or 0),
            "high_words": words(question.high),
        }
    parts = [] if question.most is None else [_("højst %(limit)s") % {"limit": number_text(question.most)}]
    if question.minimum is not None:
        parts.append(_("mindst %(limit)s") % {"limit": number_text(question.minimum)})
    if question.maximum is not None:
        parts.append(_("højst %(limit)s") % {"limit": number_text(question.maximum)})
    if question.unit is not None:
        parts.append(_("i %(unit)s") % {"unit": words(question.unit)})
    return ", ".join(parts)


def comparison(old: Schema, new: Schema) -> list[ShownComparison]:
    """What happened to every concept from ``old`` to ``new``."""
    before = {question.concept: words(question.text) for question in old.questions}
    now = {question.concept: words(question.text) for question in new.questions}
    return [
        ShownComparison(concept, comparability_status(found), before.get(concept, ""), now.get(concept, ""))
        for concept, found in compare(old, new).items()
    ]


def comparability_status(comparability: Comparability) -> Status:
    """Whether answers may be compared, as a state."""
    text, tone = COMPARABILITY[comparability]
    return Status(text, tone)
