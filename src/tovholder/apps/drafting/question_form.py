"""The form of one question: it asks for what belongs to its kind and for nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.drafting.forms import SEEN, TEXT, WORDS, SeenForm, check_key, said
from tovholder.apps.drafting.kinds import CHOICES, MEASURED, SEVERAL
from tovholder.apps.drafting.naming import key_from, unique_key
from tovholder.apps.drafting.option_lines import read_lines, read_names, shown_lines
from tovholder.engines.questionnaires.check import CONCEPT
from tovholder.engines.questionnaires.model import Option, Question, QuestionKind, Said, Schema, Section
from tovholder.foundation.ui.forms import dress

LARGEST: Final = 10**15
_LINES: Final = {"rows": 7}


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _choice_fields() -> dict[str, forms.Field]:
    return {
        "options": forms.CharField(
            label=_("Svarmuligheder"),
            help_text=_(
                "Én på hver linje. Skriv ”navn = tekst”, eller kun teksten: så finder vi et navn. Navnet skal være det"
                " samme fra år til år, for at svarene kan sammenlignes."
            ),
            widget=_area(7),
            required=False,
            max_length=40_000,
        ),
        "options_en": forms.CharField(
            label=_("Svarmuligheder på engelsk"),
            help_text=_("Skriv ”navn = engelsk tekst” på hver linje, med de samme navne."),
            widget=_area(4),
            required=False,
            max_length=40_000,
        ),
    }


def _row_fields() -> dict[str, forms.Field]:
    return {
        "rows": forms.CharField(
            label=_("Rækker"),
            help_text=_("Én på hver linje, på samme måde. Hver række måles for sig fra år til år."),
            widget=_area(7),
            required=False,
            max_length=40_000,
        ),
        "rows_en": forms.CharField(label=_("Rækker på engelsk"), widget=_area(4), required=False, max_length=40_000),
    }


def _most_fields(kind: QuestionKind) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {
        "most": forms.IntegerField(
            label=_("Hvor mange kan vælges"),
            help_text=_("Fx 5 for en top 5. Tomt: så mange, man vil.")
            if kind is QuestionKind.MANY
            else _("Fx 5 for en top 5."),
            required=False,
            min_value=1,
            max_value=200,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "tv-short"}),
        )
    }
    if kind is QuestionKind.MANY:
        made["alone"] = forms.CharField(
            label=_("Svar, der står alene"),
            help_text=_("Navnene på svar, der ikke kan vælges sammen med andre, fx ”ingen”. Skil dem ad med komma."),
            required=False,
            max_length=1000,
        )
    return made


def _number(label: str) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        localize=True,
        required=False,
        min_value=-LARGEST,
        max_value=LARGEST,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "tv-short", "autocomplete": "off"}),
        error_messages={"invalid": _("Skriv et tal med cifre, fx 12 eller 2,5.")},
    )


def _measured_fields(kind: QuestionKind) -> dict[str, forms.Field]:
    scale = kind is QuestionKind.SCALE
    made: dict[str, forms.Field] = {
        "minimum": _number(_("Første trin") if scale else _("Mindste tal")),
        "maximum": _number(_("Sidste trin") if scale else _("Største tal")),
    }
    words = [("low", _("Det første trin betyder")), ("high", _("Det sidste trin betyder"))] if scale else []
    words.append(("unit", _("Enhed")))
    for name, label in words:
        made[f"{name}_da"] = forms.CharField(label=label, max_length=120, required=False)
        made[f"{name}_en"] = forms.CharField(
            label=_("%(label)s, på engelsk") % {"label": label}, max_length=120, required=False
        )
    return made


class QuestionForm(SeenForm):
    """One question of ``kind``. What the form does not ask for stays as it was."""

    text_da = forms.CharField(label=gettext_lazy("Spørgsmål"), max_length=WORDS, widget=_area(2))
    text_en = forms.CharField(
        label=gettext_lazy("Spørgsmål på engelsk"), max_length=WORDS, required=False, widget=_area(2)
    )
    help_da = forms.CharField(
        label=gettext_lazy("Hjælp til den, der svarer"), max_length=TEXT, required=False, widget=_area(2)
    )
    help_en = forms.CharField(label=gettext_lazy("Hjælp på engelsk"), max_length=TEXT, required=False, widget=_area(2))

    def __init__(
        self,
        data: Any = None,
        *,
        kind: QuestionKind,
        schema: Schema,
        section: Section,
        question: Question | None = None,
        seen: str = "",
    ) -> None:
        super().__init__(data)
        self.kind = kind
        self._section = section
        self._question = question
        others = [one for one in schema.questions if question is None or one.key != question.key]
        self._keys = {one.key for one in others}
        self._concepts = {one.concept for one in others}
        self._add_fields()
        dress(self.fields.values())
        if question is not None:
            self.initial = _initial(question) | {SEEN: seen}

    def _add_fields(self) -> None:
        if self.kind in CHOICES:
            self.fields |= _choice_fields()
        if self.kind is QuestionKind.MATRIX:
            self.fields |= _row_fields()
        if self.kind in SEVERAL:
            self.fields |= _most_fields(self.kind)
        if self.kind in MEASURED:
            self.fields |= _measured_fields(self.kind)
        self.fields["required"] = forms.BooleanField(label=_("Skal besvares"), required=False)
        self.fields["sensitive"] = forms.BooleanField(
            label=_("Følsomt: vis kun tal for større grupper"), required=False
        )
        self.fields["concept"] = forms.CharField(
            label=_("Begreb"),
            help_text=_(
                "Navnet på det, spørgsmålet måler, fra år til år. Vælg et, der findes, hvis det er det samme, I spørger"
                " om. Tomt: så laver vi et."
            ),
            max_length=120,
            required=False,
            widget=forms.TextInput(attrs={"list": "begreber", "autocomplete": "off"}),
        )
        self.fields["key"] = forms.CharField(
            label=_("Teknisk navn"),
            help_text=_("Lad feltet være tomt, så laver vi et af spørgsmålet."),
            max_length=60,
            required=False,
        )
        self.fields["source"] = forms.CharField(
            label=_("Kilde"), help_text=_("Hvor spørgsmålet kommer fra."), max_length=300, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Reads lines and names, and refuses those that cannot be."""
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("key") or key_from(cleaned.get("text_da", ""), self._keys, "spoergsmaal")
        self._try("key", lambda: check_key(key, self._keys))
        cleaned["key"] = key
        concept = cleaned.get("concept") or unique_key(f"{self._section.key}.{key}", self._concepts)
        self._try("concept", lambda: self._check_concept(concept))
        cleaned["concept"] = concept
        alone: list[str] = self._try("alone", lambda: read_names(cleaned.get("alone", ""))) or []
        before = self._question
        cleaned["read_options"] = self._lines("options", before.options if before else (), alone)
        cleaned["read_rows"] = self._lines("rows", before.rows if before else (), ())
        return cleaned

    def _lines(self, name: str, before: tuple[Option, ...], alone: Any) -> tuple[Option, ...]:
        if name not in self.fields:
            return ()
        kept = self.cleaned_data
        read = self._try(name, lambda: read_lines(kept.get(name, ""), kept.get(f"{name}_en", ""), before, alone))
        return read or ()

    def _try(self, field: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except ValidationError as error:
            self.add_error(field if field in self.fields else None, error)
            return None

    def _check_concept(self, concept: str) -> None:
        if not CONCEPT.fullmatch(concept):
            raise ValidationError(_("Brug små bogstaver a-z, tal, understreg og punktum, og begynd med et bogstav."))
        if concept in self._concepts:
            raise ValidationError(_("Et andet spørgsmål i kladden måler det begreb."))

    def question(self) -> Question:
        """The question as the form has it."""
        kept = self.cleaned_data
        before = self._question or Question(key=kept["key"], concept=kept["concept"], kind=self.kind, text=Said(da=""))
        return replace(
            before,
            key=kept["key"],
            concept=kept["concept"],
            kind=self.kind,
            text=Said(da=kept["text_da"].strip(), en=kept["text_en"].strip()),
            help=said(kept["help_da"], kept["help_en"]),
            required=kept["required"],
            sensitive=kept["sensitive"],
            source=kept["source"].strip(),
            options=kept["read_options"],
            rows=kept["read_rows"],
            most=kept.get("most"),
            minimum=kept.get("minimum"),
            maximum=kept.get("maximum"),
            unit=self._said("unit"),
            low=self._said("low"),
            high=self._said("high"),
        )

    def _said(self, name: str) -> Said | None:
        return said(self.cleaned_data.get(f"{name}_da", ""), self.cleaned_data.get(f"{name}_en", ""))


def _initial(question: Question) -> dict[str, Any]:
    """The question as the fields show it at first."""
    shown: dict[str, Any] = {
        name: getattr(question, name)
        for name in ("key", "concept", "required", "sensitive", "source", "most", "minimum", "maximum")
    }
    for name in ("text", "help", "unit", "low", "high"):
        words: Said | None = getattr(question, name)
        shown[f"{name}_da"] = words.da if words else ""
        shown[f"{name}_en"] = words.en if words else ""
    return shown | {
        "options": shown_lines(question.options),
        "options_en": shown_lines(question.options, "en"),
        "rows": shown_lines(question.rows),
        "rows_en": shown_lines(question.rows, "en"),
        "alone": ", ".join(option.key for option in question.options if option.exclusive),
    }
