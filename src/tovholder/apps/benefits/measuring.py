"""What is done with measurements: written down, mended, taken away, and marked as spoiled."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import MONTHS_OF, Method, State
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementFacts:
    """What was measured, as forms and files give it. ``measured_in`` is what the sender takes the unit to be."""

    period_from: date
    period_to: date
    value: Decimal
    unit: Unit | None = None
    n: int | None = None
    method: str = Method.COUNTED
    grade: str = ""
    note: str = ""
    solution_note: str = ""
    group_note: str = ""
    organisation_note: str = ""
    measured_in: Code | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "measured_in"}


def check_measurement(benefit: Benefit, facts: MeasurementFacts, before: Measurement | None = None) -> None:
    """Raise ``ValidationError`` by field for what cannot have been measured."""
    if benefit.measured_in is None or not benefit.indicator:
        raise ValidationError(_("Gevinsten siger ikke, hvad I måler, og i hvad. Ret gevinsten først."))
    if facts.measured_in is not None and facts.measured_in != benefit.measured_in:
        said = _("Gevinsten er målt i %(wanted)s, ikke i %(given)s. Regn om, før du skriver tallet.")
        raise ValidationError({"value": said % {"wanted": benefit.measured_in, "given": facts.measured_in}})
    if facts.period_from > clock.today():
        raise ValidationError({"period_from": _("Perioden ligger i fremtiden. Skriv den periode, I målte i.")})
    if benefit.starts_on is not None and facts.period_from < benefit.starts_on <= facts.period_to:
        said = _("Gevinsten begyndte %(day)s. Del målingen i før og efter.") % {"day": f"{benefit.starts_on:%d.%m.%Y}"}
        raise ValidationError({"period_from": said})
    _check_unit(benefit, facts.unit, before.unit if before is not None else None)


def _check_unit(benefit: Benefit, unit: Unit | None, before: Unit | None) -> None:
    if unit is None or unit == before:
        return
    if unit.municipality_id != benefit.municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    if not unit.is_open_on(clock.today()):
        raise ValidationError({"unit": _("Enheden er nedlagt. Vælg en, der findes i dag.")})


def is_before_start(benefit: Benefit, facts: MeasurementFacts) -> bool:
    """Whether a measurement belongs to the starting point: it ends before the benefit begins."""
    return benefit.starts_on is not None and facts.period_to < benefit.starts_on


@action("benefits.add_measurement")
def add_measurement(
    *, by: Actor, benefit: Benefit, facts: MeasurementFacts, import_batch: UUID | None = None
) -> Measurement:
    """Write down what was measured, and when to measure next. Raises ``ValidationError`` by field."""
    if facts.unit is None and benefit.unit is not None:  # a unit's own benefit is measured there
        facts = replace(facts, unit=benefit.unit)
    check_measurement(benefit, facts)
    made = created(
        Measurement(
            benefit=benefit,
            municipality=benefit.municipality,
            tier=benefit.tier,
            is_baseline=is_before_start(benefit, facts),
            by_name=by.name,
            recorded_at=clock.now(),
            import_batch=import_batch,
            **facts.fields(),
        )
    )
    _follow(benefit, facts.period_to)
    return made


@action("benefits.change_measurement")
def change_measurement(
    *, by: Actor, measurement: Measurement, facts: MeasurementFacts, expected_version: int | None = None
) -> Measurement:
    """Mend what was written down. Raises ``ValidationError`` by field and ``ConflictError``."""
    benefit = measurement.benefit
    check_measurement(benefit, facts, measurement)
    mended = change(
        measurement,
        expected_version=expected_version,
        is_baseline=is_before_start(benefit, facts),
        **facts.fields(),
    )
    summarise(benefit)
    return mended


@action("benefits.remove_measurement")
def remove_measurement(*, by: Actor, measurement: Measurement) -> None:
    """Take away a measurement that was written down by mistake."""
    benefit = measurement.benefit
    removed(measurement)
    summarise(benefit)


@action("benefits.mark_spoiled")
def mark_spoiled(*, by: Actor, measurement: Measurement, spoiled: bool) -> Measurement:
    """Say that technical problems spoiled a measurement, or that they did not: it is shown and not counted."""
    marked = change(measurement, spoiled=spoiled)
    summarise(marked.benefit)
    return marked


def _follow(benefit: Benefit, measured_to: date) -> None:
    """Set what follows from a new measurement: the summary, the next day, and that the benefit is followed."""
    values: dict[str, Any] = {}
    if benefit.cadence and (benefit.next_measurement_on is None or benefit.next_measurement_on <= clock.today()):
        values["next_measurement_on"] = months_after(max(measured_to, clock.today()), MONTHS_OF[benefit.cadence])
    waits = {State.PROFILED, State.BASELINED}
    if benefit.state in waits and (benefit.starts_on is None or benefit.starts_on <= measured_to):
        values |= {"state": State.IN_REALISATION, "state_since": clock.today()}
    if values:
        change(benefit, **values)
    summarise(benefit)


def summarise(benefit: Benefit) -> None:
    """Keep on the benefit what its measurements say: the mean over units of the latest period, and how many."""
    after: QuerySet[Measurement] = Measurement.objects.filter(benefit=benefit, is_baseline=False, spoiled=False)
    rows = list(after.order_by("-period_to", "pk").values_list("period_to", "value"))
    latest = [value for period_to, value in rows if period_to == rows[0][0]]
    change(
        benefit,
        measured=len(rows),
        realised_on=rows[0][0] if rows else None,
        realised=(sum(latest, Decimal(0)) / len(latest)).quantize(Decimal("0.01")) if latest else None,
    )


def months_after(day: date, months: int) -> date:
    """The same day ``months`` months later; the last of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
