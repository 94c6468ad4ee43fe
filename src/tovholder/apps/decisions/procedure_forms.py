"""The form of a step in the work procedure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.decisions.actions import ProcedureFacts
from tovholder.apps.decisions.models import ProcedureStep
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.numbers import NumberField

MOST_POSITIONS, MOST_TIMES = 99, 100_000


class ProcedureForm(PlainForm):
    """A step of the work, before and after."""

    position = forms.IntegerField(label=_("Trin nr."), min_value=1, max_value=MOST_POSITIONS)
    role = forms.ModelChoiceField(
        label=_("Hvem gør det?"), queryset=Code.objects.none(), required=False, empty_label=_("Ikke valgt")
    )
    before = forms.CharField(
        label=_("Sådan gjorde I før"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Fx: Kører ud til borgeren og minder om medicinen. Lad feltet stå tomt, hvis trinnet er nyt."),
    )
    minutes_before = NumberField(
        label=_("Minutter hver gang, før"), max_digits=7, decimal_places=1, min_value=0, required=False
    )
    times_before = forms.IntegerField(
        label=_("Gange om måneden, før"), min_value=0, max_value=MOST_TIMES, required=False
    )
    after = forms.CharField(
        label=_("Sådan gør I nu"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Lad feltet stå tomt, hvis trinnet er faldet bort."),
    )
    minutes_after = NumberField(
        label=_("Minutter hver gang, nu"), max_digits=7, decimal_places=1, min_value=0, required=False
    )
    times_after = forms.IntegerField(label=_("Gange om måneden, nu"), min_value=0, max_value=MOST_TIMES, required=False)

    def __init__(self, *args: Any, step: ProcedureStep | None = None, following: int = 1, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"position": following}
        if step is not None:
            initial = {name: getattr(step, name) for name in ProcedureFacts.__dataclass_fields__}
        super().__init__(*args, initial=initial, **kwargs)
        kept = step.role_id if step is not None else None
        choices_of(self, "role").queryset = offered_codes("staff_group", [kept])

    def facts(self) -> ProcedureFacts:
        """What was filled in. Call after ``is_valid``."""
        return ProcedureFacts(**self.cleaned_data)
