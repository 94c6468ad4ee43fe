"""The forms of measuring: many numbers at once on a phone, one number mended, the plan, and the grade."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.benefits.choices import CONTROL_METHODS, Cadence, Design, Grade, Method
from tovholder.apps.benefits.due import Place, plan_of
from tovholder.apps.benefits.grading import Proposal
from tovholder.apps.benefits.measuring import MeasurementFacts
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.people import possible_owners
from tovholder.apps.benefits.periods import latest_periods, period_of, period_text
from tovholder.apps.benefits.planning import PlanFacts
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.foundation.accounts.models import User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, dress
from tovholder.foundation.ui.numbers import NumberField
from tovholder.kernel import clock

OFFERED = 24
PARTS = ("value", "period", "method", "n", "note")
NOTE_HELP = gettext_lazy("Aldrig om en enkelt borger eller medarbejder.")


def number_field(label: Any, **options: Any) -> forms.DecimalField:
    """A number with at most two decimals, and none too large for the database."""
    return NumberField(label=label, max_digits=14, decimal_places=2, **options)


def count_field(label: Any, **options: Any) -> forms.DecimalField:
    """A count: how many a number stands on."""
    return NumberField(label=label, max_digits=9, decimal_places=0, min_value=0, required=False, **options)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A place and its fields in the form."""

    place: Place
    value: BoundField
    more: Sequence[BoundField]
    period: str

    @property
    def has_errors_in_more(self) -> bool:
        """Whether something under *Mere* must be mended, so that it stands open."""
        return any(field.errors for field in self.more)


class EntryForm(PlainForm):
    """One number for each place; the rest is filled in beforehand and stands under *Mere*."""

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)
        self.fields |= {f"{part}-{place.key}": field for place in places for part, field in self._fields_of(place)}
        dress(self.fields.values())

    def _fields_of(self, place: Place) -> Iterator[tuple[str, forms.Field]]:
        benefit = place.benefit
        where = place.unit.name if place.unit is not None else _("Hele kommunen")
        told = {"where": where, "in": benefit.measured_in}
        yield "value", number_field(_("%(where)s: %(in)s") % told, required=False)
        periods = latest_periods(clock.today(), benefit.cadence, OFFERED)
        choices = [(period.key, period_text(period)) for period in periods]
        yield "period", forms.ChoiceField(label=_("Periode"), choices=choices, initial=place.period.key)
        method = place.plan.method if place.plan is not None else Method.COUNTED
        yield "method", forms.ChoiceField(label=_("Hvordan?"), choices=Method.choices, initial=method)
        yield "n", count_field(_("Hvor mange bygger tallet på?"))
        yield (
            "note",
            forms.CharField(
                label=_("Note"), max_length=1000, required=False, help_text=NOTE_HELP, validators=[refuse_sensitive]
            ),
        )

    @property
    def rows(self) -> list[EntryRow]:
        """The places with their fields, for the page."""
        return [
            EntryRow(
                place=place,
                value=self[f"value-{place.key}"],
                more=[self[f"{part}-{place.key}"] for part in PARTS[1:]],
                period=period_text(place.period),
            )
            for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """A note or a count without its number is no measurement, and an empty page is nothing to save."""
        values: dict[str, Any] = super().clean() or {}
        for place in self.places:
            said = values.get(f"n-{place.key}") is not None or values.get(f"note-{place.key}")
            name = f"value-{place.key}"
            if said and values.get(name) is None and name not in self.errors:
                self.add_error(name, _("Skriv tallet, eller slet det, du har skrevet under Mere."))
        if not self.errors and not self.filled():
            self.add_error(None, _("Skriv mindst ét tal."))
        return values

    def filled(self) -> list[Place]:
        """The places whose number is typed and whose fields can all be read."""
        return [
            place
            for place in self.places
            if self.cleaned_data.get(f"value-{place.key}") is not None
            and not any(f"{part}-{place.key}" in self.errors for part in PARTS)
        ]

    def facts_of(self, place: Place) -> MeasurementFacts:
        """What was typed of a place."""
        given: dict[str, Any] = {part: self.cleaned_data.get(f"{part}-{place.key}") for part in PARTS}
        period = period_of(date.fromisoformat(given["period"]), place.benefit.cadence)
        return MeasurementFacts(
            period_from=period.first,
            period_to=period.last,
            value=given["value"],
            unit=place.unit,
            n=None if given["n"] is None else int(given["n"]),
            method=given["method"],
            note=given["note"],
        )

    def refuse(self, place: Place, errors: Mapping[str, Sequence[str]]) -> None:
        """Put what an action refused at the place's own fields."""
        for name, texts in errors.items():
            part = {"period_from": "period", "period_to": "period"}.get(name, name)
            field = f"{part if part in PARTS else 'value'}-{place.key}"
            for text in texts:
                self.add_error(field, text)


class MendForm(PlainForm):
    """A measurement that was written down already, and why it is mended."""

    value = number_field(gettext_lazy("Hvad målte I?"))
    period_from = forms.DateField(label=gettext_lazy("Perioden begynder"))
    period_to = forms.DateField(label=gettext_lazy("Perioden slutter"))
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Hvor?"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("Hele kommunen"),
    )
    method = forms.ChoiceField(label=gettext_lazy("Hvordan?"), choices=Method.choices)
    n = count_field(gettext_lazy("Hvor mange bygger tallet på?"))
    solution_note = forms.CharField(
        label=gettext_lazy("Løsningen"), max_length=200, required=False, validators=[refuse_sensitive]
    )
    group_note = forms.CharField(
        label=gettext_lazy("Målgruppen"), max_length=200, required=False, validators=[refuse_sensitive]
    )
    organisation_note = forms.CharField(
        label=gettext_lazy("Organiseringen"), max_length=200, required=False, validators=[refuse_sensitive]
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NOTE_HELP,
        validators=[refuse_sensitive],
    )
    reason = forms.CharField(
        label=gettext_lazy("Hvorfor retter du den?"), max_length=300, required=False, validators=[refuse_sensitive]
    )

    def __init__(self, *args: Any, measurement: Measurement, bound: int | None, **kwargs: Any) -> None:
        """``bound`` is the only unit that the writer may write for; None for those who may write for all."""
        names = [name for name in self.base_fields if name not in {"reason", "unit"}]
        kwargs.setdefault(
            "initial", {name: getattr(measurement, name) for name in names} | {"unit": measurement.unit_id}
        )
        super().__init__(*args, **kwargs)
        self._grade = measurement.grade
        field = choices_of(self, "unit")
        field.queryset = units_of(measurement.benefit, bound, measurement.unit)
        if bound is not None or measurement.benefit.unit_id is not None:
            field.required, field.empty_label = True, None

    def facts(self) -> MeasurementFacts:
        """The values as the actions take them. Only for a valid form."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return MeasurementFacts(**values, grade=self._grade)


def units_of(benefit: Benefit, bound: int | None, standing: Unit | None = None) -> QuerySet[Unit]:
    """The units in which a benefit may be measured; what stands already stays on offer."""
    units = open_units(benefit.municipality_id)
    only = benefit.unit_id or bound
    units = units.filter(pk=only) if only is not None else units
    if standing is None:
        return units
    return (units | Unit.objects.filter(pk=standing.pk).select_related("type")).distinct()


class RemoveForm(PlainForm):
    """Why a measurement is taken away."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor fjerner du den?"), max_length=300, validators=[refuse_sensitive]
    )


class PlanForm(PlainForm):
    """Where, how often, by whom and how a benefit is measured; for control measures that the rules are kept."""

    units = SeveralField(
        label=gettext_lazy("Hvilke enheder måler?"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=gettext_lazy("Uden kryds er det ét tal for hele kommunen, eller for gevinstens egen enhed."),
    )
    cadence = forms.ChoiceField(
        label=gettext_lazy("Hvor tit?"),
        choices=[("", gettext_lazy("Ikke aftalt endnu")), *Cadence.choices],
        required=False,
    )
    next_measurement_on = forms.DateField(label=gettext_lazy("Hvornår måler I næste gang?"), required=False)
    enters = forms.ModelChoiceField(
        label=gettext_lazy("Hvem skriver tallet ind?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Den ansvarlige for gevinsten"),
    )
    method = forms.ChoiceField(label=gettext_lazy("Hvordan måler I?"), choices=Method.choices)
    design = forms.ChoiceField(
        label=gettext_lazy("Hvad sammenligner I med?"), choices=Design.choices, widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label=gettext_lazy("Hvad skal målingen bruges til?"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
    )
    told_staff_on = forms.DateField(label=gettext_lazy("Hvornår fik medarbejderne besked?"), required=False)
    told_med_on = forms.DateField(label=gettext_lazy("Hvornår fik MED besked?"), required=False)
    confirmed = forms.BooleanField(
        label=gettext_lazy(
            "Vi følger reglerne om kontrolforanstaltninger, og tallene kan ikke føres til en enkelt medarbejder."
        ),
        required=False,
    )

    def __init__(self, *args: Any, benefit: Benefit, **kwargs: Any) -> None:
        plan = plan_of(benefit)
        if plan is not None:
            begun = {name: getattr(plan, name) for name in _PLANNED} | {
                "units": [unit.pk for unit in plan.units.all()],
                "enters": plan.enters_id,
                "confirmed": plan.is_confirmed,
            }
        else:
            begun = {"method": Method.COUNTED, "design": Design.BEFORE_AFTER}
        begun |= {"cadence": benefit.cadence, "next_measurement_on": benefit.next_measurement_on}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        standing = [unit.pk for unit in plan.units.all()] if plan is not None else []
        units = units_of(benefit, None) | Unit.objects.filter(pk__in=standing).select_related("type")
        choices_of(self, "units").queryset = units.distinct()
        kept = User.objects.filter(pk__in=[plan.enters_id] if plan is not None and plan.enters_id else [])
        choices_of(self, "enters").queryset = (possible_owners(benefit.municipality_id) | kept).distinct()

    def facts(self) -> PlanFacts:
        """The values as the action takes them. Only for a valid form."""
        return PlanFacts(**(self.cleaned_data | {"units": list(self.cleaned_data["units"])}))

    @property
    def control_labels(self) -> list[str]:
        """The ways of measuring that are control measures, in words."""
        return [str(method.label) for method in CONTROL_METHODS]


_PLANNED = ("method", "design", "purpose", "told_staff_on", "told_med_on")


class GradeForm(PlainForm):
    """The grade of a benefit's numbers: as proposed, lowered, or raised with a reason."""

    grade = forms.ChoiceField(
        label=gettext_lazy("Hvor meget kan tallene bære?"), widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Hvorfor?"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=gettext_lazy("Skal kun udfyldes, når I sætter den højere end forslaget."),
    )

    def __init__(self, *args: Any, benefit: Benefit, proposal: Proposal, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"grade": benefit.grade, "reason": benefit.grade_reason})
        super().__init__(*args, **kwargs)
        follow = _("Som reglerne siger: %(grade)s") % {"grade": proposal.grade.label}
        field = self.fields["grade"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what the class declares
        field.choices = [("", follow), *Grade.choices]
