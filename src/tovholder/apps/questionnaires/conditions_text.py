"""Conditions of a questionnaire in words, for those who read it before they use it."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.questionnaires.wording import answer_text, option_text, row_text, words
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    AnyOf,
    Compare,
    Condition,
    Not,
    Question,
    Schema,
)

_RELATIONS: Final = {
    "eq": gettext_lazy("svaret på ”%(question)s” er %(value)s"),
    "ne": gettext_lazy("svaret på ”%(question)s” er et andet end %(value)s"),
    "lt": gettext_lazy("svaret på ”%(question)s” er under %(value)s"),
    "le": gettext_lazy("svaret på ”%(question)s” er højst %(value)s"),
    "gt": gettext_lazy("svaret på ”%(question)s” er over %(value)s"),
    "ge": gettext_lazy("svaret på ”%(question)s” er mindst %(value)s"),
}


def condition_text(condition: Condition | None, schema: Schema) -> str:
    """``condition`` as the end of a sentence that begins with "Stilles, når"; empty for None."""
    if condition is None:
        return ""
    return _said(condition, {question.key: question for question in schema.questions})


def _said(condition: Condition, questions: dict[str, Question]) -> str:
    match condition:
        case Compare():
            return _compared(condition, questions[condition.question])
        case Among():
            asked = questions[condition.question]
            values = _(" eller ").join(option_text(asked, value) for value in condition.values)
            row = row_text(asked, condition.row)
            named = f"{words(asked.text)} {row}" if row else words(asked.text)
            return str(_RELATIONS["eq"]) % {"question": named, "value": values}
        case Answered():
            return _("”%(question)s” er besvaret") % {"question": words(questions[condition.question].text)}
        case AllOf():
            return _(" og ").join(_framed(part, questions) for part in condition.conditions)
        case AnyOf():
            return _(" eller ").join(_framed(part, questions) for part in condition.conditions)
        case Not():
            return _("det ikke gælder, at %(condition)s") % {"condition": _said(condition.condition, questions)}


def _compared(condition: Compare, asked: Question) -> str:
    return str(_RELATIONS[condition.op]) % {
        "question": words(asked.text),
        "value": answer_text(asked, condition.value),
    }


def _framed(part: Condition, questions: dict[str, Question]) -> str:
    """A part within a whole: in brackets where it is made of parts itself."""
    text = _said(part, questions)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text
