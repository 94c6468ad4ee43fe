"""The forms of visions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import Round
from tovholder.apps.visions.adopting import Decision
from tovholder.apps.visions.models import Participant, Responsible, Strategy, Vision
from tovholder.apps.visions.selectors import Lack, open_rounds
from tovholder.apps.visions.states import Answer, Condition
from tovholder.apps.visions.writing import VisionFacts
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes, offered_codes
from tovholder.foundation.municipalities.public import open_units
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, PlainModelForm, choices_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class VisionForm(PlainModelForm[Vision]):
    """What a vision says, in five groups of questions."""

    target_groups = SeveralField(
        Code.objects.none(),
        label=_("Målgrupper"),
        required=False,
        help_text=_("Ingen kryds: en fælles vision for alle jeres målgrupper."),
    )

    class Meta:
        model = Vision
        fields = [
            "title",
            "round",
            "target_groups",
            "text",
            "creates_quality",
            "creates_efficiency",
            "creates_wellbeing",
            "value_text",
            "authority_weight",
            "authority_strategy",
            "frame_political",
            "frame_economic",
            "frame_organisational",
            "frame_competence",
            "anchoring",
            "communication",
        ]
        widgets = {
            "text": _area(10),
            "value_text": _area(4),
            "authority_strategy": _area(4),
            "frame_political": _area(3),
            "frame_economic": _area(3),
            "frame_organisational": _area(3),
            "frame_competence": _area(3),
            "anchoring": _area(4),
            "communication": _area(4),
        }

    def __init__(self, *args: Any, actor: Actor, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vision = self.instance
        groups = vision.target_groups.values_list("pk", flat=True) if vision.pk else ()
        choices_of(self, "target_groups").queryset = offered_codes("target_group", groups)
        open_now = open_rounds(actor, municipality_id).values("pk")
        rounds = Round.objects.filter(pk__in=open_now) | Round.objects.filter(pk__in=[vision.round_id])
        field = choices_of(self, "round")
        field.queryset = rounds
        field.empty_label = _t("Ikke en del af en runde")
        field.help_text = _t("Den runde af processen, visionen er lavet i.")

    def facts(self) -> VisionFacts:
        """The values as the actions take them. Only for a valid form."""
        given = dict(self.cleaned_data)
        groups = tuple(given.pop("target_groups"))
        return VisionFacts(target_groups=groups, **given)


class StrategyForm(PlainModelForm[Strategy]):
    """A strategy that the vision leans on."""

    url = forms.URLField(label=_("Adresse på nettet"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Strategy
        fields = ["title", "level", "year", "url", "connection"]
        widgets = {"connection": _area(3)}


class ResponsibleForm(PlainModelForm[Responsible]):
    """Somebody who answers for the vision."""

    holding = forms.ModelChoiceField(
        RoleHolding.objects.none(),
        label=_("En, der har en rolle her"),
        required=False,
        empty_label=_("En anden (skriv navnet)"),
    )

    class Meta:
        model = Responsible
        fields = ["holding", "name", "title", "unit", "task"]
        help_texts = {
            "name": _("Kun hvis personen ikke har en rolle her."),
            "unit": _("Lad stå tom, når personen sidder i forvaltningen."),
            "task": _("Fx: holder visionen i live og samler op hvert halve år."),
        }

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = RoleHolding.objects.filter(municipality_id=municipality_id).current_on(clock.today())
        held = held.select_related("user", "role", "unit").order_by("user__sort_key", "pk")
        choices_of(self, "holding").queryset = held
        choices_of(self, "unit").queryset = open_units(municipality_id)
        self.fields["name"].required = False


class ParticipantForm(PlainModelForm[Participant]):
    """Somebody who took part."""

    class Meta:
        model = Participant
        fields = ["name", "role", "unit", "formulates", "carries_out"]

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = open_units(municipality_id)


class PreconditionsForm(PlainForm):
    """What must be in place: an answer and a note each."""

    def __init__(self, *args: Any, vision: Vision, **kwargs: Any) -> None:
        standing = {row.condition: row for row in vision.preconditions.all()}
        super().__init__(*args, **kwargs)
        for condition in Condition:
            row = standing.get(condition.value)
            self.fields[condition.value] = forms.ChoiceField(
                label=condition.label,
                choices=[("", _("Ikke besvaret")), *Answer.choices],
                required=False,
                initial=row.answer if row is not None else "",
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"note_{condition.value}"] = forms.CharField(
                label=_("Note til: %(condition)s") % {"condition": condition.label},
                required=False,
                max_length=2000,
                initial=row.note if row is not None else "",
                widget=forms.TextInput(attrs={"class": "form-input"}),
            )

    def answers(self) -> dict[str, tuple[str, str]]:
        """Answer and note of each precondition. Only for a valid form."""
        given = self.cleaned_data
        return {condition.value: (given[condition.value], given[f"note_{condition.value}"]) for condition in Condition}


class CommentForm(PlainForm):
    """Something said to a draft."""

    text = forms.CharField(
        label=_("Din kommentar"), max_length=4000, widget=_area(4), help_text=_("Alle ansatte i kommunen kan læse den.")
    )

    def clean_text(self) -> str:
        """The text, unless it holds what must not be stored."""
        text: str = self.cleaned_data["text"]
        refuse_sensitive(text)
        return text


class AnswerForm(PlainForm):
    """The answer to a comment."""

    answer = forms.CharField(label=_("Jeres svar"), max_length=4000, widget=_area(4))


class ReasonForm(PlainForm):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=2000, widget=_area(4), help_text=_("Alle, der kan se visionen, kan læse det.")
    )


class DraftForm(PlainForm):
    """Why a vision is taken out of its hearing."""

    reason = forms.CharField(label=_("Hvorfor? (kan stå tomt)"), max_length=2000, required=False, widget=_area(3))


class ReceiptForm(PlainForm):
    """How a unit talked about the vision."""

    how = forms.CharField(
        label=_("Sådan talte vi om visionen"),
        max_length=2000,
        widget=_area(4),
        help_text=_("Fx på et personalemøde eller et beboermøde, og hvad I især hæftede jer ved. Skriv ikke navne."),
    )

    def clean_how(self) -> str:
        """The text, unless it holds what must not be stored."""
        how: str = self.cleaned_data["how"]
        refuse_sensitive(how)
        return how


# The bodies as they are named inside a sentence: "Hvorfor er MED-udvalget ikke hørt?"
NAMED_IN_A_SENTENCE = {
    "disability_council": _("handicaprådet"),
    "senior_council": _("ældrerådet"),
    "vulnerable_council": _("udsatterådet"),
    "med_committee": _("MED-udvalget"),
    "residents_council": _("beboer- og brugerrådet"),
    "relatives": _("de pårørende"),
    "other": _("andre, som visionen angår,"),
}


class AdoptForm(PlainForm):
    """When and by whom a vision was adopted, and why somebody was not heard."""

    on = forms.DateField(label=_("Vedtaget den"))
    body = forms.ModelChoiceField(Code.objects.none(), label=_("Vedtaget af"), empty_label=_("Vælg hvem"))
    body_name = forms.CharField(
        label=_("Udvalgets eller gruppens navn"), max_length=160, required=False, help_text=_("Fx Socialudvalget.")
    )
    case_reference = forms.CharField(label=_("Sagsnummer"), max_length=80, required=False)

    def __init__(self, *args: Any, missing: Sequence[Lack], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        choices_of(self, "body").queryset = current_codes("adopting_body")
        self.missing = list(missing)
        if any(lack.law for lack in missing):
            self.fields["law_known"] = forms.BooleanField(
                label=_("Vi ved, at loven kræver høringen, og vedtager alligevel visionen uden"),
                widget=forms.CheckboxInput(attrs={"class": "form-checkbox"}),
                error_messages={"required": _("Bekræft, at I ved, at loven kræver høringen, eller hør dem først.")},
            )
        for lack in missing:
            named = NAMED_IN_A_SENTENCE.get(lack.body.code, lack.body.label)
            label = _t("Hvorfor er %(body)s ikke hørt?") % {"body": named}
            if lack.law:
                label += " " + _t("(lovkrav: %(law)s)") % {"law": lack.law}
            self.fields[f"reason_{lack.body.code}"] = forms.CharField(
                label=label,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3, "class": "form-input"}),
                error_messages={"required": _("Skriv, hvorfor de ikke er hørt.")},
            )

    @property
    def facts(self) -> list[forms.BoundField]:
        """The questions about the decision itself."""
        return [self[name] for name in ("on", "body", "body_name", "case_reference")]

    @property
    def excuses(self) -> list[forms.BoundField]:
        """The questions about those who were not heard."""
        return [field for field in self if field.name == "law_known" or field.name.startswith("reason_")]

    def decision(self) -> Decision:
        """The values as the action takes them. Only for a valid form."""
        given = self.cleaned_data
        return Decision(given["on"], given["body"], given["body_name"], given["case_reference"])

    def reasons(self) -> dict[str, str]:
        """Why each was not heard, by its code. Only for a valid form."""
        return {lack.body.code: self.cleaned_data[f"reason_{lack.body.code}"] for lack in self.missing}

    def clean(self) -> dict[str, Any]:
        """Raises ``ValidationError`` for a reason that must not be stored."""
        given: dict[str, Any] = super().clean() or {}
        for lack in self.missing:
            try:
                refuse_sensitive(given.get(f"reason_{lack.body.code}", ""))
            except ValidationError as error:
                self.add_error(f"reason_{lack.body.code}", error)
        return given
