"""What is to be measured: for whom, in which unit, for which period, and what was measured last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from tovholder.apps.benefits.choices import OPEN_STATES
from tovholder.apps.benefits.models import Benefit, Measurement, MeasurementPlan
from tovholder.apps.benefits.periods import Period, last_whole
from tovholder.apps.benefits.rules import MEASURING_IN_UNIT, may_measure
from tovholder.apps.benefits.selectors import own_benefits, whole_benefits
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.visibility.rules import coordinator
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A benefit in one unit, or in all of the municipality, and what was measured of it there last."""

    benefit: Benefit
    plan: MeasurementPlan | None
    unit: Unit | None
    last: Measurement | None
    period: Period

    @property
    def key(self) -> str:
        """The place in forms: the same at the next request."""
        return f"{self.benefit.pk}-{self.unit.pk if self.unit is not None else 0}"

    @property
    def is_done(self) -> bool:
        """Whether the latest whole period is measured here."""
        return self.last is not None and self.last.period_to >= self.period.last


def measurable(actor: Actor) -> OwnedQuerySet[Benefit]:
    """The benefits of the own municipality that say what is measured and are still followed."""
    followed = own_benefits(actor).filter(state__in=OPEN_STATES, measured_in__isnull=False)
    return followed.exclude(indicator="").exclude(cadence="", measured=0, next_measurement_on=None)


def places_to_measure(actor: Actor, *, every: bool = False) -> list[Place]:
    """The places in which ``actor`` measures: what is due; with ``every`` all. A constant number of queries."""
    today = clock.today()
    found = measurable(actor).prefetch_related(
        Prefetch("plan", MeasurementPlan.objects.select_related("enters").prefetch_related("units"))
    )
    if not every:
        found = found.filter(Q(next_measurement_on__lte=today) | Q(next_measurement_on=None, cadence__gt=""))
    benefits = [one for one in found.order_by("next_measurement_on", "sort_key", "pk") if _measures(actor, one)]
    last = latest_measurements([one.pk for one in benefits])
    places = [
        Place(one, plan_of(one), unit, last.get((one.pk, unit.pk if unit else None)), last_whole(today, one.cadence))
        for one in benefits
        for unit in _units(actor, one)
    ]
    return places if every else [place for place in places if not place.is_done]


def plan_of(benefit: Benefit) -> MeasurementPlan | None:
    """The plan of a benefit, if it has one."""
    return getattr(benefit, "plan", None)


def enters_it(actor: Actor, benefit: Benefit) -> bool:
    """Whether the plan names the actor as the one who writes the numbers down."""
    plan = plan_of(benefit)
    return plan is not None and plan.enters is not None and plan.enters.public_id == actor.user_id


def _measures(actor: Actor, benefit: Benefit) -> bool:
    return may_measure.allows(actor, benefit) or enters_it(actor, benefit)


def _units(actor: Actor, benefit: Benefit) -> Iterator[Unit | None]:
    """The units of the plan, else of the benefit, else the whole. Who works in a unit measures that unit alone."""
    plan = plan_of(benefit)
    planned: list[Unit] = list(plan.units.all()) if plan is not None else []
    units: Sequence[Unit | None] = [unit for unit in planned if unit.is_open_on(clock.today())]
    if not units:
        units = [benefit.unit]
    bound = bound_to(actor, benefit)
    for unit in units:
        if bound is None or (unit is not None and unit.pk == bound):
            yield unit


def bound_to(actor: Actor, benefit: Benefit) -> int | None:
    """The unit that the actor may write for alone; None for those who may write for all of the benefit's."""
    owns = benefit.owner is not None and benefit.owner.public_id == actor.user_id
    if coordinator.allows(actor) or owns or enters_it(actor, benefit):
        return None
    return actor.unit_id if actor.role in MEASURING_IN_UNIT else None


def latest_measurements(benefits: Iterable[int]) -> dict[tuple[int, int | None], Measurement]:
    """What was measured last, by benefit and unit. One query."""
    rows = Measurement.objects.filter(benefit__in=list(benefits)).order_by("period_to", "pk")
    return {(row.benefit_id, row.unit_id): row for row in rows}


def measurement_to_mend(actor: Actor, public_id: UUID) -> Measurement:
    """The measurement with that id, if the actor sees it and its benefit. Raises ``Http404``."""
    found = seen_measurements(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def seen_measurements(actor: Actor) -> OwnedQuerySet[Measurement]:
    """The measurements that the actor sees, of benefits that they see: a benefit that was narrowed takes them along."""
    benefits = Benefit.objects.visible_to(actor)
    whole = Measurement.objects.visible_to(actor).filter(benefit__in=benefits.values("pk"))
    return whole.select_related(
        "unit", "municipality", "benefit", "benefit__owner", "benefit__measured_in", "benefit__project", "benefit__unit"
    )


def own_measurements(actor: Actor) -> OwnedQuerySet[Measurement]:
    """The same of the own municipality."""
    return seen_measurements(actor).at_home(actor)


def to_remind(today: date) -> QuerySet[Benefit]:
    """The open benefits of the whole installation whose day has come. One query, and one for the plans."""
    found = whole_benefits().filter(state__in=OPEN_STATES, next_measurement_on__lte=today)
    return found.prefetch_related("plan__enters").order_by("next_measurement_on", "pk")


def work_places(actor: Actor, until: date) -> list[Benefit]:
    """The benefits that the actor is to measure by ``until``: those they own or write the numbers of. Two queries.

    Who works in a unit measures what its own benefits and plans ask of it.
    """
    if actor.user_id is None or actor.municipality_id is None:
        return []
    mine = Q(owner__public_id=actor.user_id) | Q(plan__enters__public_id=actor.user_id)
    if actor.role in MEASURING_IN_UNIT and actor.unit_id is not None:
        mine |= Q(unit_id=actor.unit_id, owner=None) | Q(plan__units=actor.unit_id, plan__enters=None)
    due = own_benefits(actor).filter(mine, state__in=OPEN_STATES, next_measurement_on__lte=until)
    return list(due.order_by("next_measurement_on", "sort_key").distinct())
