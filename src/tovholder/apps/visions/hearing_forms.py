"""The forms of hearings."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.visions.hearing_actions import Body, Said
from tovholder.apps.visions.law import demanded
from tovholder.apps.visions.models import Hearing, HearingRound, Statement, Vision
from tovholder.foundation.codes.selectors import current_codes
from tovholder.foundation.municipalities.public import open_units
from tovholder.foundation.ui.forms import PlainForm, PlainModelForm, choices_of
from tovholder.kernel import clock

HEARING_WEEKS = timedelta(weeks=4)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class HearingForm(PlainForm):
    """Who is asked, by when and how. One group of questions for each kind of body; more can be added later."""

    deadline = forms.DateField(label=_("Svarfrist"), help_text=_("Giv råd og udvalg tid til at holde et møde."))
    letter = forms.CharField(
        label=_("Hvad vil I især gerne høre om?"),
        required=False,
        max_length=4000,
        widget=_area(4),
        help_text=_("Står i brevet og på siden, hvor de svarer."),
    )

    def __init__(self, *args: Any, vision: Vision, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"deadline": clock.today() + HEARING_WEEKS})
        super().__init__(*args, **kwargs)
        self.bodies = list(current_codes("hearing_body"))
        law = demanded((code.code for code in vision.target_groups.all()), clock.today())
        for body in self.bodies:
            demand = law.get(body.code, "")
            self.fields[f"ask_{body.code}"] = forms.BooleanField(
                label=body.label,
                required=False,
                initial=bool(demand),
                help_text=_t("Loven kræver det: %(law)s (ikke efterprøvet af jurist).") % {"law": demand}
                if demand
                else "",
                widget=forms.CheckboxInput(attrs={"class": "form-checkbox"}),
            )
            self.fields[f"name_{body.code}"] = forms.CharField(
                label=_("Navn: %(body)s") % {"body": body.label},
                required=False,
                max_length=160,
                initial=body.label if body.code not in {"residents_council", "relatives", "other"} else "",
                widget=forms.TextInput(attrs={"class": "form-input"}),
            )
            self.fields[f"email_{body.code}"] = forms.EmailField(
                label=_("Mailadresse: %(body)s") % {"body": body.label},
                required=False,
                widget=forms.EmailInput(attrs={"class": "form-input"}),
            )

    @property
    def groups(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The three questions of each body."""
        return [
            (self[f"ask_{body.code}"], self[f"name_{body.code}"], self[f"email_{body.code}"]) for body in self.bodies
        ]

    def chosen(self) -> list[Body]:
        """Those who are to be asked. Only for a valid form."""
        given = self.cleaned_data
        return [
            Body(body, given[f"name_{body.code}"].strip() or body.label_da, email=given[f"email_{body.code}"])
            for body in self.bodies
            if given[f"ask_{body.code}"]
        ]


class BodyForm(PlainModelForm[Hearing]):
    """One more to hear, such as the residents' council of a unit."""

    class Meta:
        model = Hearing
        fields = ["body", "name", "unit", "email"]

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "body").queryset = current_codes("hearing_body")
        choices_of(self, "unit").queryset = open_units(municipality_id)

    def body(self) -> Body:
        """Who is to be asked. Only for a valid form."""
        given = self.cleaned_data
        return Body(given["body"], given["name"], given["unit"], given["email"])


class LetterForm(PlainForm):
    """The address to which a letter is sent again."""

    email = forms.EmailField(label=_("Mailadresse"))


class DeadlineForm(PlainModelForm[HearingRound]):
    """A later deadline."""

    class Meta:
        model = HearingRound
        fields = ["deadline"]


class StatementForm(PlainModelForm[Statement]):
    """What those who are heard say."""

    class Meta:
        model = Statement
        fields = ["text", "by_name", "may_be_published"]
        widgets = {"text": _area(10)}

    def said(self) -> Said:
        """The values as the action takes them. Only for a valid form."""
        given = self.cleaned_data
        return Said(given["text"], given["by_name"], given["may_be_published"])


class RecordedStatementForm(StatementForm):
    """A statement that came by letter, by mail or at a meeting, written in by the municipality."""

    on = forms.DateField(label=_("Hvornår kom svaret?"))

    class Meta(StatementForm.Meta):
        help_texts = {"may_be_published": _("Sæt kun kryds, når de har sagt ja til det.")}


class ReplyForm(PlainForm):
    """What the municipality answers."""

    reply = forms.CharField(label=_("Kommunens svar"), max_length=10_000, widget=_area(6))
    led_to_change = forms.ChoiceField(
        label=_("Førte høringssvaret til en ændring?"),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        widget=forms.RadioSelect,
    )
    change_note = forms.CharField(label=_("Hvad blev ændret?"), max_length=4000, required=False, widget=_area(3))

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        changed = ""
        if statement.replied_on:
            changed = "yes" if statement.led_to_change else "no"
        start = {"reply": statement.reply, "led_to_change": changed, "change_note": statement.change_note}
        kwargs.setdefault("initial", start)
        super().__init__(*args, **kwargs)
