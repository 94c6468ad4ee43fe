"""Reading municipalities, units and partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tovholder.foundation.municipalities.models import (
    Administration,
    Municipality,
    MunicipalityQuerySet,
    Partner,
    Population,
    Region,
    RegionMembership,
    Unit,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold


def municipalities() -> MunicipalityQuerySet:
    """The municipalities, in Danish order."""
    return Municipality.objects.municipalities()


def regions_on(day: date) -> QuerySet[Region]:
    """The regions that exist on ``day``."""
    return Region.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def region_of(municipality: Municipality, day: date) -> Region | None:
    """The region in which ``municipality`` lies on ``day``."""
    membership = _on(RegionMembership.objects.filter(municipality=municipality), day).select_related("region").first()
    return membership.region if membership else None


def regions_by_municipality(day: date) -> dict[int, Region]:
    """The region of every municipality on ``day``, by the municipality's key."""
    memberships = _on(RegionMembership.objects.all(), day).select_related("region")
    return {membership.municipality_id: membership.region for membership in memberships}


def _on(memberships: QuerySet[RegionMembership], day: date) -> QuerySet[RegionMembership]:
    return memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


def latest_population(municipality: Municipality) -> Population | None:
    """The newest count of a municipality's inhabitants."""
    return Population.objects.filter(municipality=municipality).order_by("-year").first()


def latest_populations() -> dict[int, int]:
    """The newest count of every municipality's inhabitants, by the municipality's key. One query."""
    return dict(Population.objects.order_by("year").values_list("municipality_id", "persons"))


def is_open_today() -> Q:
    """The condition that an administration or a unit still exists today."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=clock.today())


def units(municipality_id: int | None) -> QuerySet[Unit]:
    """All units of a municipality, closed ones too, with their types and administrations. None belong to nobody."""
    every = Unit.objects.select_related("type", "administration", "merged_into")
    return every.none() if municipality_id is None else every.filter(municipality_id=municipality_id)


def open_units(municipality_id: int | None) -> QuerySet[Unit]:
    """The units of a municipality that still exist, with their types."""
    return units(municipality_id).filter(is_open_today())


def administrations(municipality_id: int) -> QuerySet[Administration]:
    """The administrations of a municipality that still exist."""
    return Administration.objects.filter(is_open_today(), municipality_id=municipality_id)


def own_units(actor: Actor) -> QuerySet[Unit]:
    """All units of the actor's own municipality; none for those who have none."""
    return units(actor.municipality_id) if actor.municipality_id is not None else Unit.objects.none()


def own_administrations(actor: Actor) -> QuerySet[Administration]:
    """All administrations of the actor's own municipality; none for those who have none."""
    if actor.municipality_id is None:
        return Administration.objects.none()
    return Administration.objects.filter(municipality_id=actor.municipality_id)


@dataclass(frozen=True, slots=True)
class Branch:
    """An administration with its open units; without one, the units that belong to no administration."""

    administration: Administration | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The two levels of a municipality, and what is closed."""

    branches: tuple[Branch, ...]
    closed_administrations: tuple[Administration, ...]
    closed_units: tuple[Unit, ...]

    @property
    def unit_count(self) -> int:
        """How many units are open."""
        return sum(len(branch.units) for branch in self.branches)

    @property
    def administration_count(self) -> int:
        """How many administrations are open."""
        return sum(branch.administration is not None for branch in self.branches)


def organisation(municipality_id: int) -> Organisation:
    """The administrations and units of a municipality, in Danish order. Three queries."""
    today = clock.today()
    everything = list(Administration.objects.filter(municipality_id=municipality_id))
    all_units = list(units(municipality_id).prefetch_related("target_groups"))
    open_now = [unit for unit in all_units if unit.is_open_on(today)]
    by_administration: dict[int | None, list[Unit]] = {}
    for unit in open_now:
        by_administration.setdefault(unit.administration_id, []).append(unit)
    branches = [
        Branch(item, tuple(by_administration.get(item.pk, ()))) for item in everything if item.is_open_on(today)
    ]
    if loose := by_administration.get(None):
        branches.append(Branch(None, tuple(loose)))
    return Organisation(
        branches=tuple(branches),
        closed_administrations=tuple(item for item in everything if not item.is_open_on(today)),
        closed_units=tuple(unit for unit in all_units if not unit.is_open_on(today)),
    )


def partners(actor: Actor) -> QuerySet[Partner]:
    """The shared partners and those of the actor's own municipality."""
    own = Q(municipality_id=actor.municipality_id) if actor.municipality_id is not None else Q(pk__in=[])
    return Partner.objects.filter(Q(municipality__isnull=True) | own).select_related("kind", "municipality")


def found_partners(actor: Actor, *, text: str = "", kinds: Sequence[str] = ()) -> QuerySet[Partner]:
    """The partners that ``actor`` sees, of the given kinds, whose name or experience holds every word of ``text``."""
    found = partners(actor)
    if kinds:
        found = found.filter(kind__code__in=kinds)
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return found
