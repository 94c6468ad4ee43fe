"""Reading how technologies spread: a municipality its units' counts, others the sums that are shared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tovholder.apps.projects.public import Project
from tovholder.apps.spread.models import SpreadCount, SpreadPlan
from tovholder.apps.spread.periods import due_on, ended_by, last_day
from tovholder.apps.spread.rules import COUNTING_IN_UNIT
from tovholder.apps.technologies.public import Technology
from tovholder.engines.funnel.evaluate import summed
from tovholder.engines.funnel.model import Counts
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NOWHERE = -1  # a key that nothing has


def home_of(actor: Actor) -> int:
    """The key of the actor's municipality; without one a key that nothing has."""
    return NOWHERE if actor.municipality_id is None else actor.municipality_id


def seen_plans(actor: Actor) -> OwnedQuerySet[SpreadPlan]:
    """The plans whose sums ``actor`` may see."""
    return SpreadPlan.objects.visible_to(actor).select_related("technology", "municipality", "project")


def own_plans(actor: Actor) -> OwnedQuerySet[SpreadPlan]:
    """The plans of the actor's own municipality."""
    return seen_plans(actor).filter(municipality_id=home_of(actor))


def plan_for(actor: Actor, public_id: UUID) -> SpreadPlan:
    """The plan with that id, if ``actor`` may see its sum. Raises ``Http404``."""
    found = seen_plans(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def own_plan_for(actor: Actor, public_id: UUID) -> SpreadPlan:
    """The same of the actor's own municipality alone. Raises ``Http404``."""
    found = own_plans(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that counts for a plan: what rules and pages ask about it."""

    plan: SpreadPlan
    unit: Unit

    @property
    def municipality_id(self) -> int:
        """Whose it is."""
        return self.plan.municipality_id

    @property
    def unit_id(self) -> int:
        """The unit's key."""
        return self.unit.pk


def place_for(actor: Actor, public_id: UUID, unit_id: UUID) -> Place:
    """A unit of a plan of the actor's own municipality. Raises ``Http404``."""
    plan = own_plan_for(actor, public_id)
    unit = plan.units.select_related("type", "municipality").filter(public_id=unit_id).first()
    if unit is None:
        raise Http404
    return Place(plan, unit)


def count_for(actor: Actor, public_id: UUID) -> SpreadCount:
    """A count of the actor's own municipality. Raises ``Http404``."""
    mine = SpreadCount.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    found = mine.select_related("plan__technology", "unit").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The counts of a plan as a file of a kind."""

    plan: SpreadPlan
    kind: str

    @property
    def municipality_id(self) -> int:
        """Whose they are."""
        return self.plan.municipality_id


def file_for(actor: Actor, public_id: UUID, kind: str) -> PlanFile:
    """The file of a plan of the actor's own municipality. Raises ``Http404``."""
    return PlanFile(own_plan_for(actor, public_id), kind)


def counts_of(plan: SpreadPlan, actor: Actor) -> list[SpreadCount]:
    """What the units counted, the newest period first, as far as ``actor`` sees it. Two queries."""
    seen = SpreadCount.objects.visible_to(actor).filter(plan=plan).select_related("unit")
    return list(seen.prefetch_related("reasons__reason").order_by("-period", "unit__sort_key", "pk"))


def latest_by_unit(counts: Iterable[SpreadCount]) -> dict[int, SpreadCount]:
    """The newest count of each unit, by the unit's key."""
    found: dict[int, SpreadCount] = {}
    for one in sorted(counts, key=lambda count: count.period):
        if one.unit_id is not None:
            found[one.unit_id] = one
    return found


@dataclass(frozen=True, slots=True)
class Sum:
    """The newest counts of some units as one: how many units of how many have counted, and the oldest period in it."""

    counts: Counts
    units: int
    of_units: int
    oldest: date
    newest: date


def sum_of(latest: Mapping[int, SpreadCount], of_units: int) -> Sum | None:
    """The newest counts together; nothing where nobody has counted. Nothing is scaled up."""
    if not latest:
        return None
    held = list(latest.values())
    periods = [one.period for one in held]
    return Sum(summed(one.counts for one in held), len(held), of_units, min(periods), max(periods))


def sums_of(plans: Sequence[SpreadPlan]) -> dict[int, Sum]:
    """The newest sum of each plan that has one, by the plan's key. Two queries.

    The caller has read the plans for an actor: who sees a plan sees its sum, and no more of other municipalities.
    """
    keys = [plan.pk for plan in plans]
    through = SpreadPlan.units.through.objects.filter(spreadplan_id__in=keys)
    units: dict[int, set[int]] = defaultdict(set)
    for plan, unit in through.values_list("spreadplan_id", "unit_id"):
        units[plan].add(unit)
    counted: dict[int, list[SpreadCount]] = defaultdict(list)
    for one in SpreadCount.objects.filter(plan__in=keys).order_by():
        if one.unit_id in units[one.plan_id]:
            counted[one.plan_id].append(one)
    found = {key: sum_of(latest_by_unit(held), len(units[key])) for key, held in counted.items()}
    return {key: told for key, told in found.items() if told is not None}


@dataclass(frozen=True, slots=True)
class National:
    """What municipalities that share have counted of a technology, and how many of them there are."""

    technology: Technology
    counts: Counts
    municipalities: int
    units: int


def national_sums(actor: Actor, technology: Technology | None = None) -> list[National]:
    """The sums of what is shared, by technology, those that most municipalities count first. Three queries."""
    shared = seen_plans(actor).filter(tier__in=(Tier.MUNICIPALITIES, Tier.PUBLIC))
    plans = list(shared if technology is None else shared.filter(technology=technology))
    sums = sums_of(plans)
    grouped: dict[Technology, list[SpreadPlan]] = defaultdict(list)
    for plan in plans:
        if plan.pk in sums:
            grouped[plan.technology].append(plan)
    found = [
        National(
            of,
            summed(sums[plan.pk].counts for plan in held),
            len({plan.municipality_id for plan in held}),
            sum(sums[plan.pk].units for plan in held),
        )
        for of, held in grouped.items()
    ]
    return sorted(found, key=lambda one: (-one.municipalities, one.technology.sort_key))


def latest_funnel(
    actor: Actor, *, project: Project | None = None, technology: Technology | None = None
) -> tuple[SpreadPlan, Sum] | None:
    """The newest sum of a project, or of the actor's own municipality's work with a technology. Three queries."""
    own = own_plans(actor).filter(technology=technology)
    plans = seen_plans(actor).filter(project=project) if project is not None else own
    held = list(plans.order_by("-starts_on", "-pk"))
    sums = sums_of(held)
    return next(((plan, sums[plan.pk]) for plan in held if plan.pk in sums), None)


def seen_projects(plans: Sequence[SpreadPlan], actor: Actor) -> set[int]:
    """The keys of those plans' projects that ``actor`` may see. One query."""
    wanted = [plan.project_id for plan in plans if plan.project_id is not None]
    return set(Project.objects.visible_to(actor).filter(pk__in=wanted).order_by().values_list("pk", flat=True))


def choosable_units(municipality_id: int) -> QuerySet[Unit]:
    """The open units that may count."""
    return open_units(municipality_id)


def choosable_projects(actor: Actor) -> QuerySet[Project]:
    """The municipality's own projects that ``actor`` sees."""
    mine = Project.objects.visible_to(actor).filter(municipality_id=home_of(actor))
    return mine.select_related("technology").order_by("sort_key")


@dataclass(frozen=True, slots=True)
class Missing:
    """A count that nobody has written, and the day by which it should be there."""

    plan: SpreadPlan
    unit: Unit
    period: date
    due: date


def missing_counts(actor: Actor) -> list[Missing]:
    """The counts of the last period that ``actor`` may write and that are not there. Two queries."""
    counts_here = actor.role in COUNTING_IN_UNIT and actor.unit_id is not None
    if not counts_here and not coordinator.allows(actor):
        return []
    today = clock.today()
    plans = own_plans(actor).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).order_by()
    rows = SpreadPlan.units.through.objects.filter(spreadplan__in=plans.values("pk"))
    if counts_here and actor.unit_id is not None:
        rows = rows.filter(unit_id=actor.unit_id)
    held = list(rows.select_related("spreadplan__technology", "unit").order_by("spreadplan_id", "unit__sort_key"))
    counted = SpreadCount.objects.filter(plan__in={row.spreadplan_id for row in held})
    there = set(counted.order_by().values_list("plan_id", "unit_id", "period"))
    found = []
    for row in held:
        plan, unit = row.spreadplan, row.unit
        period = ended_by(today, plan.every)
        begun = last_day(period, plan.every) >= plan.starts_on
        if begun and (plan.pk, unit.pk, period) not in there and unit.is_open_on(today):
            found.append(Missing(plan, unit, period, due_on(period, plan.every)))
    return found
