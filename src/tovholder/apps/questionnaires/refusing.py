"""Answers that cannot be: refused in words, by question."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.questionnaires.wording import option_text
from tovholder.engines.questionnaires.model import Question, QuestionKind, Schema, Value
from tovholder.engines.questionnaires.values import is_empty, problem_of
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.refusals import holds_civil_number, holds_secret

_WORDS = {
    "kind": gettext_lazy("Svaret passer ikke til spørgsmålet. Prøv igen."),
    "option": gettext_lazy("Vælg blandt de svar, der står på listen."),
    "step": gettext_lazy("Vælg et af trinnene på skalaen."),
    "date": gettext_lazy("Den dato findes ikke. Skriv dag, måned og år med tal."),
    "together": gettext_lazy(
        "Det svar, der udelukker de andre, er valgt sammen med andre. Vælg enten det eller de andre."
    ),
    "consent": gettext_lazy("Sig, om citatet må vises: ja med navn, ja uden navn, eller nej."),
    "large": gettext_lazy("Tallet er for stort. Se efter, om der er et ciffer for meget."),
}


def refuse(schema: Schema, values: Mapping[str, Value | None]) -> None:
    """Raises ``ValidationError`` by question for what cannot be an answer to it."""
    questions = {question.key: question for question in schema.questions}
    errors = {}
    for key, value in values.items():
        text = problem_text(questions[key], value) if key in questions else _("Spørgsmålet findes ikke i skemaet.")
        if text:
            errors[key] = text
    if errors:
        raise ValidationError(errors)


def problem_text(question: Question, value: Value | None) -> str:
    """What is wrong with ``value`` as an answer to ``question``, and what to do; empty when nothing is."""
    if is_empty(value):
        return ""
    return (
        sensitive_text(_written(value))
        or _twice(question, value)
        or problem_words(question, problem_of(question, value))
    )


def _written(value: Value | None) -> str:
    """What somebody wrote in ``value`` with their own words."""
    if isinstance(value, Mapping):
        return str(value.get("text", ""))
    return value if isinstance(value, str) else ""


def _twice(question: Question, value: Value | None) -> str:
    """Which option of a ranking has two places."""
    if question.kind is not QuestionKind.RANKING or not isinstance(value, tuple | list):
        return ""
    known = {option.key for option in question.options}
    found = next((key for place, key in enumerate(value) if key in value[:place] and key in known), "")
    if not found:
        return ""
    return _("”%(option)s” er valgt to gange. Hvert svar kan kun have én plads.") % {
        "option": option_text(question, found)
    }


def sensitive_text(text: str) -> str:
    """Why ``text`` is never stored; empty for one that may be."""
    if holds_civil_number(text):
        return _("Det ligner et CPR-nummer. Skriv det om: her står aldrig CPR-numre eller andre ti cifre i træk.")
    if holds_secret(text):
        return _("Det ligner en adgangskode eller en pinkode. Den slags gemmes aldrig her.")
    return ""


def problem_words(question: Question, code: str) -> str:
    """The engine's code of a problem in words."""
    if code == "low" and question.minimum is not None:
        return _("Tallet er for lille. Det mindste er %(limit)s.") % {"limit": number_text(question.minimum)}
    if code == "high" and question.maximum is not None:
        return _("Tallet er for stort. Det største er %(limit)s.") % {"limit": number_text(question.maximum)}
    if code == "many" and question.most is not None:
        return _("Der er valgt for mange. Vælg højst %(limit)s.") % {"limit": number_text(question.most)}
    return str(_WORDS.get(code, ""))
