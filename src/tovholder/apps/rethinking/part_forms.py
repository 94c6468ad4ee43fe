"""The forms of what is done around a task, and of what holds for the whole list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.rethinking.forms import codes, minutes_field, words_field
from tovholder.apps.rethinking.models import CompanyMeeting, Trial
from tovholder.apps.rethinking.part_actions import MeetingFacts, TrialFacts
from tovholder.apps.rethinking.ranking import FACTORS
from tovholder.apps.rethinking.scales import Meeting, TrialOutcome
from tovholder.engines.workload import Weights
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.municipalities.selectors import partners
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


class DecideForm(PlainForm):
    """The way forward for a task."""

    way = forms.ModelChoiceField(
        label=_("Vej frem"), queryset=Code.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    reason = words_field(
        _("Begrundelse"), help_text=_("Hvorfor netop den vej? Den, der læser det om et år, var her ikke.")
    )
    decided_on = forms.DateField(label=_("Besluttet"))
    minutes_saved = minutes_field(
        _("Forventet sparede minutter hver gang"),
        required=False,
        help_text=_("Minutter er ikke penge. Skriv kun det, I tror på, og mål bagefter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"decided_on": clock.today()})
        super().__init__(*args, **kwargs)
        choices_of(self, "way").queryset = codes("task_way")


class TrialForm(PlainForm):
    """What was tried, and how it went."""

    what = words_field(_("Hvad prøvede I?"))
    partner = forms.ModelChoiceField(
        label=_("Sammen med"), queryset=Partner.objects.none(), required=False, empty_label=_("Ingen virksomhed")
    )
    started_on = forms.DateField(label=_("Begyndt"))
    outcome = forms.ChoiceField(label=_("Hvordan gik det?"), choices=TrialOutcome.choices, widget=forms.RadioSelect)
    ended_on = forms.DateField(label=_("Slut (når forsøget er forbi)"), required=False)
    learning = words_field(
        _("Hvad lærte I?"),
        4,
        required=False,
        help_text=_("Et forsøg, der ikke lykkedes, er lige så meget værd, når andre kan læse hvorfor."),
    )

    def __init__(self, *args: Any, actor: Actor, trial: Trial | None = None, **kwargs: Any) -> None:
        names = TrialFacts.__dataclass_fields__
        start: dict[str, Any] = {"outcome": TrialOutcome.RUNNING}
        kept = {name: getattr(trial, name) for name in names} if trial is not None else start
        kwargs.setdefault("initial", kept)
        super().__init__(*args, **kwargs)
        choices_of(self, "partner").queryset = partners(actor)

    def facts(self) -> TrialFacts:
        """The values as the actions take them. Only for a valid form."""
        return TrialFacts(**self.cleaned_data)


class MeetingForm(PlainForm):
    """A company that was drawn in, and what it offered."""

    partner = forms.ModelChoiceField(
        label=_("Virksomhed"),
        queryset=Partner.objects.none(),
        empty_label=_("Vælg en virksomhed"),
        help_text=_("Mangler den? Tovholderen opretter samarbejdspartnere under Organisation."),
    )
    how = forms.ChoiceField(label=_("Hvordan?"), choices=Meeting.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Hvornår?"))
    offered = words_field(_("Hvad tilbød de?"), 4, required=False)

    def __init__(self, *args: Any, actor: Actor, meeting: CompanyMeeting | None = None, **kwargs: Any) -> None:
        names = MeetingFacts.__dataclass_fields__
        start: dict[str, Any] = {"how": Meeting.ASKED, "on": clock.today()}
        kept = {name: getattr(meeting, name) for name in names} if meeting is not None else start
        kwargs.setdefault("initial", kept)
        super().__init__(*args, **kwargs)
        choices_of(self, "partner").queryset = partners(actor)

    def facts(self) -> MeetingFacts:
        """The values as the actions take them. Only for a valid form."""
        return MeetingFacts(**self.cleaned_data)


class FieldForm(PlainForm):
    """The agreement on a field of work."""

    note = words_field(_("Aftale"), required=False, help_text=_("Hvem er med, hvad er aftalt, og hvornår ses I igen?"))


class WeightsForm(PlainForm):
    """How much each thing counts, and why."""

    def __init__(self, *args: Any, weights: Weights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for factor, value in weights.by_factor().items():
            self.fields[factor.value] = forms.IntegerField(
                label=FACTORS[factor],
                min_value=0,
                max_value=100,
                initial=value,
                widget=forms.NumberInput(attrs={"class": "form-input"}),
            )
        self.fields["reason"] = words_field(_("Begrundelse"), help_text=_("Andre i kommunen kan læse den."))
        self.fields["reason"].widget.attrs["class"] = "form-input"

    def clean(self) -> dict[str, Any]:
        """The weights as a whole. Raises ``ValidationError`` when nothing counts."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        numbers = [given.get(factor.value) for factor in FACTORS]
        if all(number == 0 for number in numbers):
            raise forms.ValidationError(_("Mindst ét må tælle. Skriv et tal over 0."))
        return given

    def weights(self) -> Weights:
        """The weights as the action takes them. Only for a valid form."""
        return Weights(**{factor.value: self.cleaned_data[factor.value] for factor in FACTORS})
