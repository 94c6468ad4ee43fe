"""The form of one simple condition: it is asked in two steps, first about what, then how."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.drafting.kinds import CHOICES, MEASURED
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    AnyOf,
    Compare,
    Condition,
    Not,
    Question,
    QuestionKind,
)
from tovholder.foundation.ui.forms import PlainForm, dress

AMONG: Final = "among"
NOT_AMONG: Final = "not_among"
ANSWERED: Final = "answered"
UNANSWERED: Final = "unanswered"
YES: Final = "ja"
NO: Final = "nej"
ANY_ROW: Final = ""


def parts_of(condition: Condition | None) -> tuple[str, tuple[Condition, ...]]:
    """How the parts of a condition hang together ("all" or "any"), and the parts."""
    match condition:
        case None:
            return "all", ()
        case AllOf():
            return "all", condition.conditions
        case AnyOf():
            return "any", condition.conditions
        case _:
            return "all", (condition,)


def joined(how: str, parts: tuple[Condition, ...]) -> Condition | None:
    """The parts as one condition; None without any."""
    if len(parts) < 2:
        return parts[0] if parts else None
    return AnyOf(conditions=parts) if how == "any" else AllOf(conditions=parts)


def _relations(asked: Question) -> list[tuple[str, str]]:
    answered = [(ANSWERED, _("er besvaret")), (UNANSWERED, _("er ikke besvaret"))]
    if asked.kind in CHOICES:
        several = asked.kind in (QuestionKind.MANY, QuestionKind.RANKING)
        first = (AMONG, _("har mindst ét af svarene")) if several else (AMONG, _("er et af svarene"))
        none = (NOT_AMONG, _("har ingen af svarene")) if several else (NOT_AMONG, _("er ikke et af svarene"))
        return [first, none, *answered]
    if asked.kind is QuestionKind.YES_NO:
        return [("eq", _("er")), *answered]
    if asked.kind in MEASURED or asked.kind is QuestionKind.DATE:
        return [
            ("ge", _("er mindst")),
            ("gt", _("er over")),
            ("le", _("er højst")),
            ("lt", _("er under")),
            ("eq", _("er lig med")),
            ("ne", _("er et andet end")),
            *answered,
        ]
    return answered


def _value_field(asked: Question) -> forms.Field | None:
    named: dict[str, Any] = {"label": _("Svar"), "required": False}
    if asked.kind in CHOICES:
        choices = [(option.key, option.text.da) for option in asked.options]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple(), **named)
    if asked.kind is QuestionKind.YES_NO:
        return forms.ChoiceField(choices=[(YES, _("Ja")), (NO, _("Nej"))], widget=forms.RadioSelect(), **named)
    if asked.kind in MEASURED:
        return forms.FloatField(
            localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "tv-short"}), **named
        )
    return forms.DateField(**named) if asked.kind is QuestionKind.DATE else None


class PartForm(PlainForm):
    """One simple condition about ``asked``."""

    def __init__(self, data: Any = None, *, asked: Question) -> None:
        super().__init__(data)
        self.asked = asked
        if asked.kind is QuestionKind.MATRIX:
            rows = [(row.key, row.text.da) for row in asked.rows]
            self.fields["row"] = forms.ChoiceField(
                label=_("Række"), choices=[(ANY_ROW, _("En af rækkerne")), *rows], required=False
            )
        self.fields["relation"] = forms.ChoiceField(label=_("Svaret"), choices=_relations(asked))
        field = _value_field(asked)
        if field is not None:
            self.fields["value"] = field
        dress(self.fields.values())

    def clean(self) -> dict[str, Any]:
        """A relation with an answer needs the answer."""
        cleaned = super().clean() or self.cleaned_data
        asks = cleaned.get("relation") not in (ANSWERED, UNANSWERED, None) and "value" not in self.errors
        if asks and cleaned.get("value") in (None, "", []):
            raise ValidationError({"value": _("Vælg eller skriv det svar, der skal til.")})
        return cleaned

    def part(self) -> Condition:
        """The condition as the form has it."""
        key, relation, value = self.asked.key, self.cleaned_data["relation"], self.cleaned_data.get("value")
        answered = Answered(question=key)
        if relation in (ANSWERED, UNANSWERED):
            return answered if relation == ANSWERED else Not(condition=answered)
        if relation in (AMONG, NOT_AMONG):
            among = Among(question=key, values=tuple(value or ()), row=self.cleaned_data.get("row", ""))
            return among if relation == AMONG else Not(condition=among)
        return Compare(question=key, op=relation, value=_plain(value))


def _plain(value: Any) -> bool | int | float | str:
    if value in (YES, NO):
        return bool(value == YES)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value  # type: ignore[no-any-return]  # a float that the field has read
