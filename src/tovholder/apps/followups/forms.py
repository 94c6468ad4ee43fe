"""The forms of evaluation plans, rollouts and kept analyses."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.followups import selectors
from tovholder.apps.followups.actions import PlanFacts
from tovholder.apps.followups.models import MOST_MONTHS, DesignChoice, EvaluationPlan, PlannedStart, Rollout, Unseen
from tovholder.apps.followups.rollouts import RolloutFacts
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _number(**extra: Any) -> forms.DecimalField:
    return NumberField(max_digits=14, decimal_places=4, **extra)


class UnitChoice(forms.ModelChoiceField[PlannedStart]):
    """A choice among starts, named by their units."""

    def label_from_instance(self, obj: PlannedStart) -> str:
        """The unit's name."""
        return str(obj.unit.name)


class PlanForm(PlainForm):
    """An evaluation plan, new or changed."""

    title = forms.CharField(
        label=_("Hvad hedder planen?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Fx: Virker skærmbesøg i bostøtten?"),
    )
    project = forms.ModelChoiceField(label=_("Hvilket projekt?"), queryset=Project.objects.none())
    benefit = forms.ModelChoiceField(
        label=_("Hvilken gevinst?"),
        queryset=Benefit.objects.none(),
        required=False,
        empty_label=_("Hele projektet"),
        help_text=_("En gevinst, der bliver målt, kan få sin egen plan."),
    )
    question = forms.CharField(
        label=_("Hvad skal vises, og hvornår er det godt nok?"),
        max_length=1000,
        widget=_area(3),
        validators=[refuse_sensitive],
        help_text=_("Skriv det nu, før tallene er der. Så kan ingen flytte målet bagefter."),
    )
    design = forms.ChoiceField(
        label=_("Hvordan skiller I effekten fra alt det andet?"),
        choices=DesignChoice.choices,
        widget=forms.RadioSelect,
        help_text=_("Trinvis udrulning er sikrest: alle får teknologien, og de, der venter, er sammenligningen."),
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Hvilke enheder måler?"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Uden kryds: alle, der har målt."),
    )
    baseline_from = forms.DateField(label=_("Hvornår begynder I at måle udgangspunktet?"))
    follow_up_from = forms.DateField(
        label=_("Hvornår begynder opfølgningen?"),
        help_text=_("Fra den dag er planen låst. En ændring skrives i loggen."),
    )
    follow_up_to = forms.DateField(label=_("Hvornår slutter opfølgningen?"))
    economist = forms.ModelChoiceField(
        label=_("Hvilken økonom hjælper?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ingen endnu"),
        help_text=_("En økonomimedarbejder kan se tidligt, om tallene kan bære det, I vil vise."),
    )
    unseen = forms.ChoiceField(
        label=_("Er effekten forebyggende eller svær at se?"),
        choices=[("", _("Nej, den kan måles direkte")), *Unseen.choices],
        required=False,
        help_text=_("Vælg, hvordan I følger det, som ingen besparelse viser."),
    )
    unseen_note = forms.CharField(
        label=_("Hvordan gør I?"), max_length=1000, widget=_area(2), required=False, validators=[refuse_sensitive]
    )
    reason = forms.CharField(
        label=_("Hvorfor ændres planen?"), max_length=1000, widget=_area(2), validators=[refuse_sensitive]
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        plan: EvaluationPlan | None = None,
        given: dict[str, Any] | None = None,
        **rest: Any,
    ) -> None:
        initial = dict(given or {})
        if plan is not None:
            named = (
                "title",
                "question",
                "design",
                "baseline_from",
                "follow_up_from",
                "follow_up_to",
                "unseen",
                "unseen_note",
            )
            initial = {name: getattr(plan, name) for name in named}
            initial |= {
                "project": plan.project_id,
                "benefit": plan.benefit_id,
                "economist": plan.economist_id,
                "units": list(plan.units.values_list("pk", flat=True)),
            }
        super().__init__(*args, initial=initial, **rest)
        choices_of(self, "project").queryset = selectors.choosable_projects(actor)
        choices_of(self, "benefit").queryset = selectors.choosable_benefits(actor)
        units = selectors.choosable_units(actor)
        economists = selectors.economists(actor)
        if plan is not None:
            units = (units | Unit.objects.filter(pk__in=plan.units.values("pk")).select_related("type")).distinct()
            economists = (economists | User.objects.filter(pk=plan.economist_id or 0)).distinct()
        choices_of(self, "units").queryset = units
        choices_of(self, "economist").queryset = economists
        if plan is None or not plan.is_frozen_on(clock.today()):
            del self.fields["reason"]

    def facts(self) -> PlanFacts:
        """What was filled in."""
        values = {name: self.cleaned_data[name] for name in PlanFacts.__dataclass_fields__}
        return PlanFacts(**(values | {"units": tuple(values["units"])}))


class RolloutForm(PlainForm):
    """What is expected of a rollout, and which units are in it."""

    title = forms.CharField(label=_("Hvad hedder udrulningen?"), max_length=160, validators=[refuse_sensitive])
    project = forms.ModelChoiceField(label=_("Hvilket projekt?"), queryset=Project.objects.none())
    units = forms.ModelMultipleChoiceField(
        label=_("Hvilke enheder skal med?"),
        queryset=Unit.objects.none(),
        help_text=_("Jo flere, jo mere kan målingerne vise. Fire er det mindste, der kan vise noget."),
    )
    first_month = forms.DateField(
        label=_("Hvornår begynder I at måle?"), help_text=_("De første tre måneder er før for alle.")
    )
    months = forms.IntegerField(
        label=_("Hvor mange måneder måler I i alt?"), min_value=7, max_value=MOST_MONTHS, initial=24
    )
    capacity = forms.IntegerField(
        label=_("Hvor mange enheder kan højst begynde i samme måned?"), min_value=1, max_value=60, initial=1
    )
    measure = forms.CharField(
        label=_("Målt i"),
        max_length=60,
        required=False,
        help_text=_("Fx: minutter pr. besøg."),
        validators=[refuse_sensitive],
    )
    level = _number(label=_("Hvad er tallet i dag?"), help_text=_("Gennemsnittet over enhederne."))
    effect = _number(
        label=_("Hvilken ændring venter I?"), help_text=_("I samme måleenhed. Med minus foran, når tallet skal ned.")
    )
    within = _number(
        label=_("Hvor meget svinger tallet fra måned til måned?"),
        help_text=_(
            "Standardafvigelsen for en enhed. Et godt gæt er en fjerdedel af afstanden fra laveste til højeste måned."
        ),
    )
    between = _number(
        label=_("Hvor langt ligger enhederne fra hinanden?"),
        required=False,
        help_text=_("Standardafvigelsen mellem enhederne. Den betyder ikke noget for chancen, og må være tom."),
    )
    autocorrelation = _number(
        label=_("Hvor meget ligner en måned den forrige?"),
        required=False,
        help_text=_("Fra 0 (slet ikke) til under 1. Er I i tvivl, så lad 0,5 stå."),
    )

    def __init__(
        self, *args: Any, actor: Actor, rollout: Rollout | None = None, given: dict[str, Any] | None = None, **rest: Any
    ) -> None:
        initial: dict[str, Any] = {"autocorrelation": "0,5", **(given or {})}
        if rollout is not None:
            named = ("title", "first_month", "months", "capacity", "measure")
            initial = {name: getattr(rollout, name) for name in named}
            numbers = ("level", "effect", "within", "between", "autocorrelation")
            initial |= {name: f"{getattr(rollout, name):g}".replace(".", ",") for name in numbers}
            initial |= {
                "project": rollout.project_id,
                "units": list(rollout.starts.values_list("unit_id", flat=True)),
            }
        super().__init__(*args, initial=initial, **rest)
        choices_of(self, "project").queryset = selectors.choosable_projects(actor)
        units = selectors.choosable_units(actor)
        if rollout is not None:
            standing = Unit.objects.filter(pk__in=rollout.starts.values("unit_id")).select_related("type")
            units = (units | standing).distinct()
        choices_of(self, "units").queryset = units

    def facts(self) -> RolloutFacts:
        """What was filled in."""
        values = {name: self.cleaned_data[name] for name in RolloutFacts.__dataclass_fields__}
        numbers = {name: float(values[name]) for name in ("level", "effect", "within")}
        numbers["between"] = float(values["between"] or 0)
        numbers["autocorrelation"] = 0.5 if values["autocorrelation"] is None else float(values["autocorrelation"])
        return RolloutFacts(**(values | numbers | {"units": tuple(values["units"])}))


class WishForm(PlainForm):
    """What a unit can, in a rollout that is not decided."""

    earliest = forms.DateField(label=_("Tidligste måned"), required=False)
    latest = forms.DateField(label=_("Seneste måned"), required=False)
    blocked = forms.CharField(
        label=_("Måneder, hvor enheden ikke kan begynde"),
        required=False,
        max_length=400,
        help_text=_("Skriv år og måned med komma imellem, fx 2027-07, 2027-12."),
    )
    not_before = UnitChoice(
        label=_("Må først begynde samtidig med eller efter"),
        queryset=PlannedStart.objects.none(),
        required=False,
        empty_label=_("Ingen bestemt"),
    )

    def __init__(self, *args: Any, start: PlannedStart, **rest: Any) -> None:
        initial = {
            "earliest": start.earliest,
            "latest": start.latest,
            "blocked": ", ".join(start.blocked),
            "not_before": start.not_before_id,
        }
        super().__init__(*args, initial=initial, **rest)
        others = PlannedStart.objects.filter(rollout=start.rollout).exclude(pk=start.pk).select_related("unit")
        choices_of(self, "not_before").queryset = others.order_by("unit__sort_key")

    def clean_blocked(self) -> list[str]:
        """The months as a list."""
        months = [part.strip() for part in self.cleaned_data["blocked"].replace(";", ",").split(",") if part.strip()]
        for month in months:
            if not MONTH.match(month):
                raise ValidationError(_t("%(month)s er ikke en måned. Skriv fx 2027-07.") % {"month": month[:20]})
        return months


class StartForm(PlainForm):
    """When a unit really began."""

    started_on = forms.DateField(
        label=_("Hvornår begyndte enheden?"),
        required=False,
        help_text=_("Lad feltet stå tomt, hvis enheden ikke er begyndt."),
    )


class KeepForm(PlainForm):
    """One's own reading of an analysis that is kept."""

    note = forms.CharField(
        label=_("Hvordan læser I tallet?"),
        max_length=1000,
        widget=_area(3),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skete der andet på samme tid? Er der noget, tallet ikke viser?"),
    )
