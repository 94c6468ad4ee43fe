"""A question as a field of a form: one for each kind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.widgets import MatrixRows, QuoteBoxes, RankedSelects
from tovholder.apps.questionnaires.wording import CONSENTS, words
from tovholder.engines.questionnaires.model import Option, Question, QuestionKind, Value

LINE: Final = 500
LONG: Final = 10_000
QUOTED: Final = 2_000
"""A quote is short: what is longer is a text."""
IN_A_LIST: Final = 12
"""More options than these are a list to open, not radio buttons."""
YES: Final = "ja"
NO: Final = "nej"

OptionText = Callable[[Option], str]


def field_for(question: Question, *, label: str, help_text: str, value: Value | None, texts: OptionText) -> forms.Field:
    """The field that takes the answer to ``question``. No field is required: what is half done can be saved.

    ``value`` is what stands now: a text that two have made longer than the limit can still be saved.
    """
    named: dict[str, Any] = {"label": label, "help_text": help_text, "required": False}
    return _BUILDERS[question.kind](question, named, value, texts)


def _line(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    return forms.CharField(max_length=max(LINE, _length(value)), **named)


def _text(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    return forms.CharField(
        max_length=max(LONG, _length(value)), widget=forms.Textarea(attrs={"rows": 5}), strip=True, **named
    )


def _length(value: Value | None) -> int:
    return len(value) if isinstance(value, str) else 0


def _number(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    return forms.FloatField(
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "tv-short", "autocomplete": "off"}),
        error_messages={"invalid": _("Skriv et tal med cifre, fx 12 eller 2,5.")},
        **named,
    )


def _scale(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    first, last = int(question.minimum or 0), int(question.maximum or 0)
    ends = {first: words(question.low), last: words(question.high)}
    steps = [(str(step), f"{step} – {ends[step]}" if ends.get(step) else str(step)) for step in range(first, last + 1)]
    return _radios(question, steps, named)


def _yes_no(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    return _radios(question, [(YES, _("Ja")), (NO, _("Nej"))], named)


def _one(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    choices = [(option.key, texts(option)) for option in question.options]
    if len(choices) > IN_A_LIST:
        return forms.ChoiceField(choices=[("", _("Ikke besvaret")), *choices], **named)
    return _radios(question, choices, named)


def _radios(question: Question, choices: list[tuple[str, str]], named: dict[str, Any]) -> forms.Field:
    """Radio buttons; an answer that is not required can be taken back by the last of them."""
    taken_back = [] if question.required else [("", _("Ikke besvaret"))]
    return forms.ChoiceField(choices=[*choices, *taken_back], widget=forms.RadioSelect(), **named)


def _many(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    choices = [(option.key, texts(option)) for option in question.options]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple(), **named)


def _day(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    return forms.DateField(**named)


class _WholeField(forms.Field):
    """A field whose widget gives the whole answer; the engine says whether it can be one."""

    empty_values = (None, "", (), [], {})


class _QuoteField(_WholeField):
    """A quote and what may be done with it. Raises ``ValidationError`` for one that is too long."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = forms.CharField(max_length=most, required=False)

    def clean(self, value: Any) -> Any:
        """The quote with its text stripped."""
        cleaned = super().clean(value)
        if isinstance(cleaned, Mapping):
            return {"text": self._text.clean(cleaned.get("text", "")), "consent": cleaned.get("consent", "")}
        return cleaned


def _matrix(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    rows = [(row.key, texts(row)) for row in question.rows]
    return _WholeField(widget=MatrixRows(rows, [(one.key, texts(one)) for one in question.options]), **named)


def _ranking(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    choices = [(option.key, texts(option)) for option in question.options]
    return _WholeField(widget=RankedSelects(choices, question.most or len(choices)), **named)


def _quote(question: Question, named: dict[str, Any], value: Value | None, texts: OptionText) -> forms.Field:
    stands = value.get("text", "") if isinstance(value, Mapping) else ""
    consents = [(key.value, str(said)) for key, said in CONSENTS.items()]
    return _QuoteField(most=max(QUOTED, len(stands)), widget=QuoteBoxes(consents), **named)


_BUILDERS: Final[dict[QuestionKind, Callable[[Question, dict[str, Any], Value | None, OptionText], forms.Field]]] = {
    QuestionKind.TEXT: _line,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.SCALE: _scale,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.ONE: _one,
    QuestionKind.MANY: _many,
    QuestionKind.DATE: _day,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.RANKING: _ranking,
    QuestionKind.QUOTE: _quote,
}


def shown_of(question: Question, value: Value | None) -> Any:
    """A value as its field shows it at first."""
    if isinstance(value, bool):
        return YES if value else NO
    if question.kind is QuestionKind.SCALE and isinstance(value, int | float):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def answer_from(question: Question, cleaned: Any) -> Value | None:
    """What a field gave, as the engine takes it; None for no answer."""
    if cleaned in (None, "", [], (), {}):
        return None
    if isinstance(cleaned, Mapping):
        return cleaned if question.kind is not QuestionKind.QUOTE or cleaned["text"] else None
    if question.kind is QuestionKind.YES_NO:
        return bool(cleaned == YES)
    if question.kind is QuestionKind.SCALE:
        return int(cleaned)
    if question.kind is QuestionKind.RANKING and isinstance(cleaned, list):
        return tuple(key for key in cleaned if key) or None
    if isinstance(cleaned, float) and cleaned.is_integer():
        return int(cleaned)
    if isinstance(cleaned, date):
        return cleaned.isoformat()
    return tuple(cleaned) if isinstance(cleaned, list) else cleaned
