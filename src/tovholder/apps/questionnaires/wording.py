"""Words of a questionnaire and of its answers, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.models import Answer
from tovholder.engines.questionnaires.model import Consent, Question, QuestionKind, Said
from tovholder.foundation.ui.formats import date_text, number_text

CONSENTS: Final = {
    Consent.NAMED: gettext_lazy("Ja, med navn"),
    Consent.ANONYMOUS: gettext_lazy("Ja, uden navn"),
    Consent.NONE: gettext_lazy("Nej"),
}
"""Whether a quote may be told to others, in words."""


def words(said: Said | None) -> str:
    """The words in the reader's language, Danish where there are no others; nothing for None."""
    if said is None:
        return ""
    english = (get_language() or "da").startswith("en")
    return said.en if english and said.en else said.da


def question_text(given: Answer) -> str:
    """The words of the question to which ``given`` is an answer."""
    edition = given.left_in or given.response.edition
    return next((words(one.text) for one in edition.content.questions if one.key == given.question), given.question)


def option_text(question: Question, key: str) -> str:
    """The words of an option; the key itself for one that the question does not have."""
    return next((words(option.text) for option in question.options if option.key == key), key)


def row_text(question: Question, key: str) -> str:
    """The words of a row of a matrix; the key itself for one that the question does not have."""
    return next((words(row.text) for row in question.rows if row.key == key), key)


def answer_text(question: Question, value: object) -> str:
    """An answer as it is read: the words of options, numbers with their unit, dates in full; empty without one.

    A matrix and a ranking have a line for each of their parts, a quote a second line on what may be done with it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, Mapping):
        return _in_parts(question, value)
    if isinstance(value, tuple | list):
        if question.kind is QuestionKind.RANKING:
            return "\n".join(f"{place}. {option_text(question, str(key))}" for place, key in enumerate(value, start=1))
        return ", ".join(option_text(question, str(key)) for key in value)
    if isinstance(value, int | float):
        return _measured(question, value)
    return _written(question, str(value))


def _in_parts(question: Question, value: Mapping[str, str]) -> str:
    """A matrix row by row in the order of its rows, or a quote with its consent."""
    if question.kind is QuestionKind.QUOTE:
        consent = CONSENTS.get(Consent(value["consent"])) if value.get("consent") in set(Consent) else None
        said = _("Må vises: %(answer)s") % {"answer": consent} if consent else ""
        return "\n".join(part for part in (f"”{value.get('text', '')}”", said) if part)
    order = [row.key for row in question.rows]
    rows = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
    return "\n".join(f"{row_text(question, key)}: {option_text(question, value[key])}" for key in rows)


def _measured(question: Question, value: float) -> str:
    if question.kind is QuestionKind.SCALE and question.maximum is not None:
        return _("%(step)s på en skala til %(last)s") % {
            "step": number_text(value),
            "last": number_text(question.maximum),
        }
    return " ".join(part for part in (number_text(value), words(question.unit)) if part)


def _written(question: Question, value: str) -> str:
    if question.kind is QuestionKind.ONE:
        return option_text(question, value)
    if question.kind is QuestionKind.DATE:
        try:
            return date_text(date.fromisoformat(value))
        except ValueError:
            return value
    return value
