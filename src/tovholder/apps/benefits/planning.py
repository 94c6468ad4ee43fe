"""What is done with the plan of measuring: made and changed, confirmed, and moved when a unit or a person ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.benefits.actions import sees_benefit, works_here
from tovholder.apps.benefits.choices import CONTROL_METHODS, Design, Method
from tovholder.apps.benefits.measuring import summarise
from tovholder.apps.benefits.measuring_rules import check_no_names
from tovholder.apps.benefits.models import Benefit, MeasurementPlan
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """How a benefit is measured, as the form gives it. ``confirmed``: the rules on control measures are kept."""

    units: Sequence[Unit] = ()
    cadence: str = ""
    next_measurement_on: date | None = None
    enters: User | None = None
    method: str = Method.COUNTED
    design: str = Design.BEFORE_AFTER
    purpose: str = ""
    told_staff_on: date | None = None
    told_med_on: date | None = None
    confirmed: bool = False


@action("benefits.plan_measuring")
def plan_measuring(
    *, by: Actor, benefit: Benefit, facts: PlanFacts, expected_version: int | None = None
) -> MeasurementPlan:
    """Say where, how often, how and by whom a benefit is measured.

    Raises ``ValidationError`` by field and ``ConflictError``. ``expected_version`` is the
    benefit's: its cadence and next day are part of the plan.
    """
    plan = MeasurementPlan.objects.filter(benefit=benefit).first()
    _check_places(benefit, facts, plan)
    _check_days(facts)
    _check_control(benefit, facts)
    change(
        benefit,
        expected_version=expected_version,
        cadence=facts.cadence,
        next_measurement_on=facts.next_measurement_on,
    )
    values = _values(by, facts, plan)
    plan = created(MeasurementPlan(benefit=benefit, **values)) if plan is None else change(plan, **values)
    changed_set(plan, "units", facts.units)
    if benefit.measured:
        summarise(benefit)
    return plan


def _values(by: Actor, facts: PlanFacts, plan: MeasurementPlan | None) -> dict[str, Any]:
    """The fields of the plan. A confirmation keeps its name and day while what was confirmed stands."""
    values: dict[str, Any] = {
        name: getattr(facts, name) for name in ("enters", "method", "design", "purpose", "told_staff_on", "told_med_on")
    }
    if not facts.confirmed:
        return values | {"confirmed_by_name": "", "confirmed_at": None}
    what = ("method", "purpose", "told_staff_on", "told_med_on")
    if plan is not None and plan.is_confirmed and all(getattr(plan, name) == values[name] for name in what):
        return values
    return values | {"confirmed_by_name": by.name, "confirmed_at": clock.now()}


def _check_places(benefit: Benefit, facts: PlanFacts, plan: MeasurementPlan | None) -> None:
    standing = {unit.pk for unit in plan.units.all()} if plan is not None else set()
    for unit in facts.units:
        if unit.municipality_id != benefit.municipality_id:
            raise ValidationError({"units": _("Vælg enheder i jeres egen kommune.")})
        if unit.pk not in standing and not unit.is_open_on(clock.today()):
            raise ValidationError({"units": _("En af enhederne er nedlagt. Vælg dem, der findes i dag.")})
    if benefit.unit_id is not None and any(unit.pk != benefit.unit_id for unit in facts.units):
        said = _("Gevinsten hører til %(unit)s og måles kun der.") % {"unit": benefit.unit}
        raise ValidationError({"units": said})
    stood = plan.enters if plan is not None else None
    if facts.enters is not None and facts.enters != stood and not works_here(facts.enters, benefit.municipality_id):
        raise ValidationError({"enters": _("Vælg en, der har en rolle i kommunen i dag.")})
    if facts.enters is not None and not sees_benefit(facts.enters, benefit):
        said = _("%(name)s kan ikke se det, som kun enheden ser. Vælg en fra enheden.") % {"name": facts.enters.name}
        raise ValidationError({"enters": said})


def _check_days(facts: PlanFacts) -> None:
    if facts.next_measurement_on is not None and not facts.cadence:
        raise ValidationError({"cadence": _("Vælg, hvor tit I måler.")})
    if facts.cadence and facts.next_measurement_on is None:
        raise ValidationError({"next_measurement_on": _("Skriv, hvornår I måler næste gang.")})


def _check_control(benefit: Benefit, facts: PlanFacts) -> None:
    """Purpose, notice beforehand and MED stand before the confirmation; without it no time study is planned."""
    check_no_names(benefit.municipality_id, "purpose", facts.purpose)
    if facts.method in CONTROL_METHODS and not facts.confirmed:
        said = _("Det er en kontrolforanstaltning. Læs reglerne, og bekræft, at I følger dem.")
        raise ValidationError({"confirmed": said})
    if not facts.confirmed:
        return
    if not facts.purpose.strip():
        raise ValidationError({"purpose": _("Skriv, hvad I vil bruge målingen til.")})
    for name, said in (
        ("told_staff_on", _("Skriv, hvornår medarbejderne fik besked.")),
        ("told_med_on", _("Skriv, hvornår MED fik besked.")),
    ):
        day: date | None = getattr(facts, name)
        if day is None:
            raise ValidationError({name: said})
        if day > clock.today():
            raise ValidationError({name: _("Dagen ligger i fremtiden. Bekræft først, når det er sket.")})


@action("benefits.move_plans")
def move_plans(*, by: Actor, old: Unit, new: Unit) -> int:
    """Plan the measuring of a unit that was merged in the one it became part of. Gives how many plans."""
    plans = list(MeasurementPlan.objects.filter(units=old))
    for plan in plans:
        changed_set(plan, "units", [new, *(unit for unit in plan.units.all() if unit != old)])
    return len(plans)


@action("benefits.release_enterer")
def release_enterer(*, by: Actor, person: UUID) -> int:
    """Let go of what somebody who has left wrote the numbers of. Gives how many plans."""
    plans = list(MeasurementPlan.objects.filter(enters__public_id=person))
    for plan in plans:
        change(plan, enters=None)
    return len(plans)
