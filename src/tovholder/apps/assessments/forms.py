"""The questions around an assessment: why and with whom, what was agreed, why it ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.assessments.models import Agreement, Assessment, Conclusion
from tovholder.apps.citizens.public import people_who_meet, refuse_sensitive
from tovholder.foundation.municipalities.public import Unit
from tovholder.foundation.ui.forms import PlainForm, PlainModelForm, choices_of


class AssessmentForm(PlainModelForm[Assessment]):
    """Why the talk is held, with whom and how, and when it should be held again."""

    class Meta:
        model = Assessment
        fields = ["purpose", "participation", "participation_note", "own_words", "held_by", "repeat_on"]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "participation": forms.RadioSelect(),
            "participation_note": forms.Textarea(attrs={"rows": 3}),
            "own_words": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = choices_of(self, "held_by")
        people.queryset = people_who_meet(unit)
        people.empty_label = _("Ikke aftalt endnu")


class AgreementForm(PlainModelForm[Agreement]):
    """One thing that was agreed."""

    class Meta:
        model = Agreement
        fields = ["text", "who", "due_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class ConclusionForm(PlainForm):
    """What the citizen and the unit agreed to do."""

    conclusion = forms.ChoiceField(
        label=_("Hvad blev I enige om?"),
        choices=[(choice.value, choice.label) for choice in Conclusion],
        required=False,
        widget=forms.RadioSelect(),
        help_text=_("Ingen teknologi er et lige så godt svar som de andre."),
    )
    conclusion_note = forms.CharField(
        label=_("Hvordan blev I enige, og hvad sagde borgeren?"),
        required=False,
        max_length=1000,
        validators=[refuse_sensitive],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CloseForm(PlainForm):
    """Why an assessment ends before it has been talked through."""

    reason = forms.CharField(
        label=_("Hvorfor slutter I, før den er gennemgået med borgeren?"),
        required=False,
        max_length=500,
        validators=[refuse_sensitive],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Fx: Borgeren ville hellere vente, eller er flyttet. Er den gennemgået, så lad feltet stå tomt."),
    )
