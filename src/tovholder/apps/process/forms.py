"""The forms of rounds, steps, learnings and the start checklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.actions import RoundFacts
from tovholder.apps.process.checking import PointFacts
from tovholder.apps.process.learning import LearningFacts
from tovholder.apps.process.models import (
    ChecklistPoint,
    Learning,
    LearningKind,
    PointState,
    Round,
    StepState,
    StepStatus,
)
from tovholder.apps.process.phases import PHASES
from tovholder.apps.process.rules import tiers_for
from tovholder.apps.process.selectors import people_of
from tovholder.apps.process.stepping import StepFacts
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SETS = {"fields_": "fields", "technology_kinds": "technology_kinds", "target_groups": "target_groups"}


class RoundForm(PlainForm):
    """What a round is about. ``units`` are those that the actor may open a round of; of a known round none is asked."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Hvem kører runden?"),
        required=False,
        empty_label=_("Kommunen som helhed"),
    )
    title = forms.CharField(
        label=_("Titel"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Hvad handler runden om? Fx: Kommunikation for unge med autisme."),
    )
    purpose = forms.CharField(
        label=_("Hvorfor nu?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        validators=[refuse_sensitive],
    )
    starts_on = forms.DateField(label=_("Begynder"))
    fields_ = SeveralField(Code.objects.none(), label=_("Fagområder"), required=False)
    technology_kinds = SeveralField(
        Code.objects.none(),
        label=_("Slags teknologi"),
        required=False,
        help_text=_("Sæt ingen krydser, hvis runden gælder al teknologi."),
    )
    target_groups = SeveralField(Code.objects.none(), label=_("Målgrupper"), required=False)
    tier = forms.ChoiceField(
        label=_("Hvem kan se enhedens runde?"),
        required=False,
        choices=[(Tier.MUNICIPALITY.value, _("Hele kommunen")), (Tier.UNIT.value, _("Kun enheden og tovholderne"))],
        widget=forms.RadioSelect,
        initial=Tier.MUNICIPALITY.value,
    )

    def __init__(self, data: Any = None, *, actor: Actor, found: Round | None = None, unit: Unit | None = None) -> None:
        self._found = found
        initial: dict[str, Any] = {"starts_on": clock.today(), "unit": unit, "tier": Tier.MUNICIPALITY.value}
        if found is not None:
            initial = {name: getattr(found, name) for name in ("title", "purpose", "starts_on", "tier")}
            initial |= {name: list(getattr(found, own).all()) for name, own in SETS.items()}
        super().__init__(data, initial=initial)
        for name, code_list in (
            ("fields_", "field"),
            ("technology_kinds", "functional_category"),
            ("target_groups", "target_group"),
        ):
            choices_of(self, name).queryset = current_codes(code_list)
        self._ask_unit(actor)

    def _ask_unit(self, actor: Actor) -> None:
        found = self._found
        if found is not None:
            del self.fields["unit"]
            if found.unit_id is None:
                del self.fields["tier"]
            return
        field = choices_of(self, "unit")
        field.queryset = open_units(actor.municipality_id)
        if actor.role not in roles.COORDINATORS:
            field.queryset = field.queryset.filter(pk=actor.unit_id or -1)
            field.empty_label = None
            field.required = True
            field.initial = actor.unit_id

    @property
    def chosen_unit(self) -> Unit | None:
        """The unit whose round it is; None for the municipality as a whole."""
        chosen: Unit | None = self.cleaned_data.get("unit")
        return chosen

    def facts(self) -> RoundFacts:
        """What was filled in."""
        given = self.cleaned_data
        unit_id = self._found.unit_id if self._found is not None else getattr(self.chosen_unit, "pk", None)
        tier = given.get("tier") or Tier.MUNICIPALITY.value
        return RoundFacts(
            title=given["title"],
            purpose=given["purpose"],
            starts_on=given["starts_on"],
            tier=tier if tier in tiers_for(unit_id) else Tier.MUNICIPALITY.value,
            fields=list(given["fields_"]),
            technology_kinds=list(given["technology_kinds"]),
            target_groups=list(given["target_groups"]),
        )


class CloseForm(PlainForm):
    """The end of a round."""

    no_learning = forms.CharField(
        label=_("Er der intet at lære, så skriv hvorfor (frivilligt, når der er skrevet læring)"),
        required=False,
        max_length=1000,
        validators=[refuse_sensitive],
        widget=forms.Textarea,
    )


class ReopenForm(PlainForm):
    """Why a round is opened again."""

    reason = forms.CharField(
        label=_("Hvorfor åbnes runden igen?"), max_length=1000, widget=forms.Textarea, validators=[refuse_sensitive]
    )


def _people(form: forms.BaseForm, municipality_id: int) -> None:
    choices_of(form, "responsible").queryset = people_of(municipality_id)


class StepForm(PlainForm):
    """All that is kept of a step."""

    state = forms.ChoiceField(label=_("Hvor langt er I?"), choices=StepState.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hvorfor ikke?"),
        help_text=_("Kun når trinnet ikke er noget for jer."),
        required=False,
        max_length=1000,
        validators=[refuse_sensitive],
        widget=forms.Textarea,
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(), label=_("Hvem har bolden?"), required=False, empty_label=_("Ingen endnu")
    )
    due_on = forms.DateField(label=_("Frist"), required=False)
    began_on = forms.DateField(label=_("Begyndt"), required=False)
    done_on = forms.DateField(label=_("Gjort"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        validators=[refuse_sensitive],
        widget=forms.Textarea,
        help_text=_("Skriv ikke om enkelte borgere her."),
    )

    def __init__(self, data: Any = None, *, row: StepStatus) -> None:
        names = ("state", "reason", "responsible", "due_on", "began_on", "done_on", "note")
        super().__init__(data, initial={name: getattr(row, name) for name in names})
        _people(self, row.round.municipality_id)

    def facts(self) -> StepFacts:
        """What was filled in."""
        return StepFacts(**{name: self.cleaned_data[name] for name in StepFacts.__dataclass_fields__})


class PointForm(PlainForm):
    """All that is kept of a point of the start checklist."""

    state = forms.ChoiceField(label=_("Hvor langt er I?"), choices=PointState.choices, widget=forms.RadioSelect)
    responsible = forms.ModelChoiceField(
        User.objects.none(), label=_("Hvem har bolden?"), required=False, empty_label=_("Ingen endnu")
    )
    due_on = forms.DateField(label=_("Frist"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        validators=[refuse_sensitive],
    )

    def __init__(self, data: Any = None, *, row: ChecklistPoint) -> None:
        super().__init__(data, initial={name: getattr(row, name) for name in PointFacts.__dataclass_fields__})
        _people(self, row.municipality_id)

    def facts(self) -> PointFacts:
        """What was filled in."""
        return PointFacts(**{name: self.cleaned_data[name] for name in PointFacts.__dataclass_fields__})


class LearningForm(PlainForm):
    """Something learnt."""

    kind = forms.ChoiceField(label=_("Hvad siger det?"), choices=LearningKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Hvad lærte I?"),
        max_length=2000,
        validators=[refuse_sensitive],
        widget=forms.Textarea,
        help_text=_("Skriv det, så en efterfølger forstår det. Skriv ikke om enkelte borgere."),
    )
    phase = forms.ChoiceField(label=_("Hvilken fase handler det om?"), required=False)
    tier = forms.ChoiceField(label=_("Hvem kan se det?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, found: Round, learning: Learning | None = None) -> None:
        names = ("kind", "text", "phase", "tier")
        initial = {name: getattr(learning, name) for name in names} if learning else {"tier": found.tier}
        super().__init__(data, initial=initial)
        phases = [(phase.key, phase.title) for phase in PHASES]
        plain_choices_of(self, "phase").choices = [("", _now("Hele runden")), *phases]
        tiers = [*sorted(tiers_for(found.unit_id)), Tier.MUNICIPALITIES.value]
        plain_choices_of(self, "tier").choices = [(tier, Tier(tier).label) for tier in tiers]

    def facts(self) -> LearningFacts:
        """What was filled in."""
        return LearningFacts(**{name: self.cleaned_data[name] for name in LearningFacts.__dataclass_fields__})


class TakeUpForm(PlainForm):
    """What was done about a learning."""

    answer = forms.CharField(
        label=_("Hvad gør I ved det?"),
        max_length=1000,
        validators=[refuse_sensitive],
        widget=forms.Textarea,
        help_text=_("Eller hvorfor I lader det ligge."),
    )

    def __init__(self, data: Any = None, *, learning: Learning) -> None:
        super().__init__(data, initial={"answer": learning.answer})
