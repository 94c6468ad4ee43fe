"""The forms of plans and of counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.apps.spread import selectors
from tovholder.apps.spread.actions import CountFacts, PlanFacts
from tovholder.apps.spread.models import LARGEST, REASONS, Every, Lost, SpreadCount, SpreadPlan
from tovholder.apps.technologies.public import Technology, current_technologies
from tovholder.engines.funnel.evaluate import FIELDS
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

TIERS = [(tier.value, tier.label) for tier in (Tier.MUNICIPALITY, Tier.MUNICIPALITIES, Tier.PUBLIC)]


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class PlanForm(PlainForm):
    """What is followed, where, how often and towards what."""

    technology = _TechnologyField(
        label=_("Hvilken teknologi?"), queryset=Technology.objects.none(), empty_label=_("Vælg en teknologi")
    )
    project = forms.ModelChoiceField(
        label=_("Hvilket projekt?"), queryset=Project.objects.none(), required=False, empty_label=_("Intet projekt")
    )
    units = forms.ModelMultipleChoiceField(label=_("Hvilke enheder tæller?"), queryset=Unit.objects.none())
    every = forms.ChoiceField(label=_("Hvor tit tæller de?"), choices=Every.choices, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("Fra hvornår?"))
    goal = NumberField(
        label=_("Hvor mange borgere skal bruge det?"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        decimal_places=0,
        help_text=_("Målet for alle enhederne sammen."),
    )
    goal_on = forms.DateField(label=_("Hvornår skal målet være nået?"), required=False)
    ends_on = forms.DateField(
        label=_("Til og med hvornår?"), required=False, help_text=_("Efter den dag tæller enhederne ikke mere.")
    )
    tier = forms.ChoiceField(
        label=_("Hvem må se summen?"),
        choices=TIERS,
        widget=forms.RadioSelect,
        help_text=_("Andre ser kun summen. Det, hver enhed tæller, bliver i kommunen."),
    )

    def __init__(self, *args: Any, actor: Actor, plan: SpreadPlan | None = None, **kwargs: Any) -> None:
        begun: dict[str, Any] = {"every": Every.QUARTER, "tier": Tier.MUNICIPALITY, "starts_on": clock.today()}
        if plan is not None:
            names = ("every", "starts_on", "goal", "goal_on", "ends_on", "tier")
            begun = {name: getattr(plan, name) for name in names}
            begun |= {"technology": plan.technology_id, "project": plan.project_id, "units": list(plan.units.all())}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        offered = current_technologies()
        units = selectors.choosable_units(selectors.home_of(actor))
        if plan is not None:
            offered = offered | Technology.objects.filter(pk=plan.technology_id)
            units = (units | Unit.objects.filter(pk__in=plan.units.values("pk")).select_related("type")).distinct()
        choices_of(self, "technology").queryset = offered
        choices_of(self, "project").queryset = selectors.choosable_projects(actor)
        choices_of(self, "units").queryset = units

    def facts(self) -> PlanFacts:
        """The values as the actions take them. Only for a valid form."""
        told = dict(self.cleaned_data)
        goal = told.pop("goal")
        return PlanFacts(**told | {"units": list(told["units"])}, goal=None if goal is None else int(goal))


def _number(label: Any, help_text: Any = "") -> NumberField:
    return NumberField(label=label, help_text=help_text, min_value=0, max_value=LARGEST, decimal_places=0)


def _reason(label: Any) -> "forms.ModelChoiceField[Code]":
    return forms.ModelChoiceField(label=label, queryset=Code.objects.none(), required=False, empty_label=_("Ved ikke"))


def _words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Kort, og aldrig om en enkelt borger."),
    )


class CountForm(PlainForm):
    """Five numbers and, who wants to, the weightiest reasons. Begins with the numbers of last time."""

    target = _number(_("Hvor mange er i målgruppen?"), _("De borgere, det kunne være noget for hos jer."))
    assessed = _number(_("Hvor mange af dem har I vurderet?"))
    offered = _number(_("Hvor mange har fået det tilbudt?"))
    in_use = _number(_("Hvor mange bruger det nu?"))
    stopped = _number(_("Hvor mange er begyndt og stoppet igen?"), _("I alt, siden I begyndte."))
    not_offered_reason = _reason(_("Hvorfor er nogle ikke blevet tilbudt det?"))
    not_offered_words = _words(_("Fortæl kort, hvorfor de ikke er blevet tilbudt det"))
    declined_reason = _reason(_("Hvorfor siger nogle nej eller begynder ikke?"))
    declined_words = _words(_("Fortæl kort, hvorfor de siger nej"))
    stopped_reason = _reason(_("Hvorfor er nogle stoppet?"))
    stopped_words = _words(_("Fortæl kort, hvorfor de er stoppet"))
    why = forms.CharField(
        label=_("Hvorfor retter I tallene?"),
        max_length=300,
        validators=[refuse_sensitive],
        help_text=_("De gamle tal bliver stående i historikken."),
    )

    def __init__(
        self, *args: Any, last: SpreadCount | None = None, corrected: SpreadCount | None = None, **kwargs: Any
    ) -> None:
        """``last`` is the count before, whose numbers are filled in; ``corrected`` is the one that is put right."""
        standing = corrected or last
        begun: dict[str, Any] = {}
        if standing is not None:
            begun = {name: getattr(standing, name) for name in FIELDS}
            for one in standing.reasons.all():
                begun |= {f"{one.lost}_reason": one.reason_id}
                begun |= {f"{one.lost}_words": one.words} if corrected is not None else {}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        for lost, code_list in REASONS.items():
            kept = begun.get(f"{lost}_reason")
            choices_of(self, f"{lost}_reason").queryset = offered_codes(code_list, [kept])
        if corrected is None:
            del self.fields["why"]

    def facts(self) -> CountFacts:
        """The values as the actions take them. Only for a valid form."""
        told = self.cleaned_data
        reasons = {
            lost.value: (told[f"{lost}_reason"], told[f"{lost}_words"])
            for lost in Lost
            if told[f"{lost}_reason"] is not None
        }
        return CountFacts(**{name: int(told[name]) for name in FIELDS}, reasons=reasons)
