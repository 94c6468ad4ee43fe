"""What is done with measurements: written down, mended, taken away, and marked as spoiled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import Design, Method, State
from tovholder.apps.benefits.grading import Basis, propose
from tovholder.apps.benefits.measuring_rules import Known, check_measurement, check_reason
from tovholder.apps.benefits.models import Benefit, Measurement, MeasurementMending, MeasurementPlan
from tovholder.apps.benefits.periods import due_after, last_whole
from tovholder.apps.benefits.plans import Mending
from tovholder.foundation.audit.action import action, change, created, created_many, noted, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

CENT = Decimal("0.01")


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


def is_before_start(benefit: Benefit, facts: MeasurementFacts) -> bool:
    """Whether a measurement belongs to the starting point: it ends before the benefit begins."""
    return benefit.starts_on is not None and facts.period_to < benefit.starts_on


@action("benefits.add_measurement")
def add_measurement(
    *, by: Actor, benefit: Benefit, facts: MeasurementFacts, import_batch: UUID | None = None
) -> Measurement:
    """Write down what was measured, and when to measure next. Raises ``ValidationError`` by field."""
    placed = _placed(benefit, facts)
    check_measurement(benefit, placed)
    made = created(_new(by, benefit, placed, import_batch))
    _follow(benefit, placed.period_to)
    return made


def _placed(benefit: Benefit, facts: MeasurementFacts) -> MeasurementFacts:
    """A unit's own benefit is measured there; what a measurement says nothing of is as the benefit says (BEN-15)."""
    context = {
        name: getattr(facts, name) or getattr(benefit, name)
        for name in ("solution_note", "group_note", "organisation_note")
    }
    return replace(facts, unit=facts.unit or benefit.unit, **context)


def tier_of_measurements(benefit: Benefit) -> Tier:
    """How far measurements are seen: inside the municipality at most, since each names its unit.

    Others read of a shared benefit what it came to, from how many, and how much the numbers can bear.
    """
    return Tier.UNIT if benefit.tier == Tier.UNIT else Tier.MUNICIPALITY


def _new(by: Actor, benefit: Benefit, facts: MeasurementFacts, import_batch: UUID | None) -> Measurement:
    return Measurement(
        benefit=benefit,
        municipality=benefit.municipality,
        tier=tier_of_measurements(benefit),
        is_baseline=is_before_start(benefit, facts),
        by_name=by.name,
        recorded_at=clock.now(),
        import_batch=import_batch,
        **facts.fields(),
    )


@action("benefits.import_measurements")
def import_measurements(
    *, by: Actor, rows: Sequence[tuple[Benefit, MeasurementFacts]], import_batch: UUID
) -> list[Measurement]:
    """Write down many in one transaction. Raises ``ValidationError`` at the first wrong one."""
    known = Known.of({benefit.municipality_id for benefit, _facts in rows})
    made: list[Measurement] = []
    touched: dict[int, tuple[Benefit, date]] = {}
    for benefit, facts in rows:
        placed = _placed(benefit, facts)
        check_measurement(benefit, placed, known=known)
        one = _new(by, benefit, placed, import_batch)
        one.clean_fields(exclude=["municipality", "unit", "benefit"])
        made.append(one)
        touched[benefit.pk] = (benefit, max(placed.period_to, touched.get(benefit.pk, (benefit, date.min))[1]))
    kept = created_many(made)
    for benefit, measured_to in touched.values():
        benefit.refresh_from_db()
        _follow(benefit, measured_to)
    return kept


@action("benefits.undo_measurements")
def undo_measurements(*, by: Actor, municipality_id: int, import_batch: UUID) -> tuple[int, list[Measurement]]:
    """Take back what an import brought and nobody has mended since. Gives how many, and those that were left."""
    imported = Measurement.objects.filter(municipality_id=municipality_id, import_batch=import_batch)
    changed = list(imported.filter(version__gt=1).select_related("benefit", "unit"))
    untouched = imported.filter(version=1)
    first = untouched.first()
    if first is None:
        return 0, changed
    noted(first)
    benefits = list(Benefit.objects.filter(pk__in=untouched.values("benefit")))
    count = untouched.count()
    untouched.delete()
    for benefit in benefits:
        summarise(benefit)
    return count, changed


@action("benefits.change_measurement")
def change_measurement(
    *,
    by: Actor,
    measurement: Measurement,
    facts: MeasurementFacts,
    reason: str = "",
    expected_version: int | None = None,
) -> Measurement:
    """Mend what was written down; what stood before is kept.

    Raises ``ValidationError`` by field and ``ConflictError``.
    """
    benefit = measurement.benefit
    check_measurement(benefit, facts, measurement)
    check_reason(benefit, reason)
    before = measurement.value
    mended = change(
        measurement,
        expected_version=expected_version,
        is_baseline=is_before_start(benefit, facts),
        **facts.fields(),
    )
    _keep(by, mended, Mending.CHANGED, before, mended.value, reason)
    summarise(benefit)
    return mended


@action("benefits.remove_measurement")
def remove_measurement(*, by: Actor, measurement: Measurement, reason: str = "") -> None:
    """Take away a measurement that was written down by mistake; that it stood there is kept."""
    benefit = measurement.benefit
    check_reason(benefit, reason)
    removed(measurement)
    _keep(by, measurement, Mending.REMOVED, measurement.value, None, reason)
    summarise(benefit)


@action("benefits.mark_spoiled")
def mark_spoiled(*, by: Actor, measurement: Measurement, spoiled: bool) -> Measurement:
    """Say that technical problems spoiled a measurement, or that they did not: it is shown and not counted."""
    if spoiled == measurement.spoiled:
        return measurement
    marked = change(measurement, spoiled=spoiled)
    _keep(by, marked, Mending.SPOILED if spoiled else Mending.SOUND, marked.value, marked.value, "")
    summarise(marked.benefit)
    return marked


def _keep(by: Actor, one: Measurement, what: Mending, before: Decimal, after: Decimal | None, reason: str) -> None:
    MeasurementMending.objects.create(
        benefit=one.benefit,
        measurement_id=one.public_id,
        what=what,
        place=one.unit.name if one.unit else "",
        period_from=one.period_from,
        period_to=one.period_to,
        before=before,
        after=after,
        reason=reason.strip(),
        by_name=by.name,
        recorded_at=clock.now(),
    )


def _follow(benefit: Benefit, measured_to: date) -> None:
    """Set what follows from a new measurement: the summary, the next day, and that the benefit is followed."""
    values: dict[str, Any] = {}
    if benefit.cadence and _is_complete(benefit, measured_to):
        values["next_measurement_on"] = due_after(measured_to, benefit.cadence)
    waits = {State.PROFILED, State.BASELINED}
    if benefit.state in waits and (benefit.starts_on is None or benefit.starts_on <= measured_to):
        values |= {"state": State.IN_REALISATION, "state_since": clock.today()}
    change(benefit, **values, **_summary(benefit))


def _is_complete(benefit: Benefit, measured_to: date) -> bool:
    """Whether the latest whole period is measured, by all units of the plan that still exist."""
    if measured_to < last_whole(clock.today(), benefit.cadence).last:
        return False
    wanted = planned_units(benefit)
    there = Measurement.objects.filter(benefit=benefit, period_to__gte=measured_to, unit__in=wanted)
    return wanted <= set(there.values_list("unit_id", flat=True))


def summarise(benefit: Benefit) -> None:
    """Keep on the benefit what its measurements say."""
    change(benefit, **_summary(benefit))


def _summary(benefit: Benefit) -> dict[str, Any]:
    """What the measurements say: the latest period in one number, how many, what grade."""
    after: QuerySet[Measurement] = Measurement.objects.filter(benefit=benefit, is_baseline=False, spoiled=False)
    rows = list(after.order_by("-period_to", "pk").values_list("period_to", "unit_id", "value"))
    day, values = _latest(rows, planned_units(benefit))
    return {
        "measured": len(rows),
        "realised_on": day,
        "realised": (sum(values, Decimal(0)) / len(values)).quantize(CENT, ROUND_HALF_UP) if values else None,
        "proposed_grade": propose(basis_of(benefit)).grade if rows else "",
    }


def _latest(
    rows: Sequence[tuple[date, int | None, Decimal]], wanted: frozenset[int]
) -> tuple[date | None, list[Decimal]]:
    """The latest period and its values: of the units, or what was measured of the whole, never both at once.

    A period in which units of the plan are missing waits while an earlier one is whole: a mean of others than last
    time is no change.
    """
    periods: dict[date, list[tuple[int | None, Decimal]]] = {}
    for day, unit, value in rows:
        periods.setdefault(day, []).append((unit, value))
    whole = (day for day, held in periods.items() if wanted <= {unit for unit, _value in held} or _of_all(held))
    chosen = next(whole, None) or next(iter(periods), None)
    held = periods[chosen] if chosen is not None else []
    units = [value for unit, value in held if unit is not None]
    if wanted and wanted <= {unit for unit, _value in held}:
        return chosen, units
    return chosen, _of_all(held) or units


def _of_all(held: Iterable[tuple[int | None, Decimal]]) -> list[Decimal]:
    return [value for unit, value in held if unit is None]


def planned_units(benefit: Benefit) -> frozenset[int]:
    """The keys of the units that the plan asks and that still exist; none without a plan."""
    plan = MeasurementPlan.objects.filter(benefit=benefit).first()
    today = clock.today()
    return (
        frozenset(unit.pk for unit in plan.units.all() if unit.is_open_on(today)) if plan is not None else frozenset()
    )


def basis_of(benefit: Benefit) -> Basis:
    """What a grade of the benefit's numbers stands on. Two queries."""
    rows = list(Measurement.objects.filter(benefit=benefit))
    plan = MeasurementPlan.objects.filter(benefit=benefit).first()
    sound = [row for row in rows if not row.is_baseline and not row.spoiled]
    before = {row.period_from for row in rows if row.is_baseline and not row.spoiled}
    if benefit.baseline is not None and benefit.baseline_from is not None:
        before.add(benefit.baseline_from)
    told = [row.n for row in sound if row.n is not None]
    return Basis(
        design=plan.design if plan is not None else Design.BEFORE_AFTER,
        methods=frozenset(row.method for row in sound),
        n=min(told) if told and len(told) == len(sound) else None,
        units=len({row.unit_id for row in sound}),
        before=len(before),
        after=len({row.period_from for row in sound}),
        sound=len(sound),
        spoiled=sum(row.spoiled and not row.is_baseline for row in rows),
    )


@action("benefits.grade_benefit")
def grade_benefit(
    *, by: Actor, benefit: Benefit, grade: str, reason: str = "", expected_version: int | None = None
) -> Benefit:
    """Lower the grade that the rules propose, or raise it with a reason; an empty one follows the rules again.

    Raises ``ValidationError`` by field and ``ConflictError``.
    """
    check_reason(benefit, reason)
    if grade and grade < propose(basis_of(benefit)).grade and not reason.strip():
        said = _("Skriv, hvorfor tallene kan bære mere, end reglerne siger.")
        raise ValidationError({"reason": said})
    return change(benefit, expected_version=expected_version, grade=grade, grade_reason=reason.strip() if grade else "")
