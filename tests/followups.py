"""Benefits with measurements over months at several units, and plans and rollouts for them, made for tests."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.landkort import project
from tests.people import unit
from tovholder.apps.benefits.public import Benefit, BenefitFacts, Measurement, add_benefit
from tovholder.apps.followups.models import EvaluationPlan, PlannedStart, Rollout
from tovholder.apps.followups.public import (
    DesignChoice,
    PlanFacts,
    RolloutFacts,
    accept_rollout,
    add_plan,
    add_rollout,
    note_start,
)
from tovholder.apps.projects.public import Project
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at
from tovholder.kernel.months import first_of_month

FIRST = date(2024, 1, 1)
TODAY = date(2026, 1, 10)
NAMES = ("Bakken", "Dalen", "Engen", "Fjorden", "Heden", "Kæret")


def some_units(count: int = 6) -> list[Unit]:
    """So many units of Syddjurs."""
    return [unit(name) for name in NAMES[:count]]


def benefit(at: Project | None = None, *, by: Actor = SYSTEM, **values: Any) -> Benefit:
    """A benefit for citizens, measured every month."""
    given: dict[str, Any] = {
        "title": "Kortere vej til hjælp",
        "bottom_line": "citizen",
        "indicator": "Minutters kørsel pr. besøg",
        "measured_in": Code.objects.filter(list="measure_unit").order_by("position", "pk").first(),
        "cadence": "month",
    }
    return add_benefit(by=by, project=at or project(), facts=BenefitFacts(**(given | values)))


def measure(of: Benefit, at: Unit | None, values: Sequence[float], first: date = FIRST) -> None:
    """One measurement a month, written at once: how they are written down one by one is tested with the benefits."""
    Measurement.objects.bulk_create(
        Measurement(
            benefit=of,
            municipality=of.municipality,
            unit=at,
            period_from=first_of_month(first, number),
            period_to=date.fromordinal(first_of_month(first, number + 1).toordinal() - 1),
            value=Decimal(str(round(value, 2))),
            n=20,
            recorded_at=clock.now(),
        )
        for number, value in enumerate(values)
    )


def rollout(at: Project, among: Sequence[Unit], *, accepted: bool = True, by: Actor = SYSTEM, **values: Any) -> Rollout:
    """A rollout over two years, decided unless asked otherwise."""
    given: dict[str, Any] = {
        "title": "Skærmbesøg i seks enheder",
        "first_month": FIRST,
        "months": 24,
        "level": 11.0,
        "effect": -2.0,
        "within": 0.8,
        "measure": "minutter",
    }
    facts = RolloutFacts(project=at, units=tuple(among), **(given | values))
    made = add_rollout(by=by, municipality=at.municipality, facts=facts)
    return accept_rollout(by=by, rollout=made) if accepted else made


def staggered(effect: float = -3.0, count: int = 6, months: int = 24) -> tuple[Benefit, Rollout]:
    """A benefit measured at units that began on different days: a fixed wave over the months, and the effect."""
    at = project()
    among = some_units(count)
    rolled = rollout(at, among)
    made = benefit(at)
    with clock_at(TODAY):
        for place, start in enumerate(PlannedStart.objects.filter(rollout=rolled).order_by("pk")):
            assert start.starts_on is not None
            begins = (start.starts_on.year - FIRST.year) * 12 + start.starts_on.month - FIRST.month
            wave = [12 + place + 0.3 * ((7 * month + 3 * place) % 5 - 2) for month in range(months)]
            measure(made, start.unit, [one + effect * (month >= begins) for month, one in enumerate(wave)])
            if begins < months:
                note_start(by=SYSTEM, start=start, started_on=start.starts_on)
    return made, rolled


def plan(
    of: Benefit | None = None,
    *,
    at: Project | None = None,
    in_unit: Unit | None = None,
    by: Actor = SYSTEM,
    **values: Any,
) -> EvaluationPlan:
    """A plan for a benefit, or for a project."""
    where = of.project if of is not None else at or project()
    given: dict[str, Any] = {
        "title": "Virker skærmbesøg?",
        "question": "Mindst to minutter mindre kørsel pr. besøg.",
        "design": DesignChoice.STAGGERED,
        "baseline_from": FIRST,
        "follow_up_from": date(2027, 1, 1),
        "follow_up_to": date(2028, 12, 31),
    }
    facts = PlanFacts(project=where, benefit=of, **(given | values))
    return add_plan(by=by, municipality=where.municipality, facts=facts, unit=in_unit)


__all__ = ["FIRST", "TODAY", "benefit", "measure", "plan", "rollout", "some_units", "staggered"]
