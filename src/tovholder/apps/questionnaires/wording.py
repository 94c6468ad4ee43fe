"""Words of a questionnaire and of its answers, in the reader's language."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.models import Answer
from tovholder.engines.questionnaires.model import Question, QuestionKind, Said
from tovholder.foundation.ui.formats import date_text, number_text


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


def answer_text(question: Question, value: object) -> str:
    """An answer as it is read: the words of options, numbers with their unit, dates in full; empty without one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, tuple | list):
        return ", ".join(option_text(question, str(key)) for key in value)
    if isinstance(value, int | float):
        return _measured(question, value)
    return _written(question, str(value))


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
