"""Reading municipalities, units and partners."""

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


def open_units(municipality_id: int) -> QuerySet[Unit]:
    """The units of a municipality that still exist, with their types."""
    today = clock.today()
    return (
        Unit.objects.filter(municipality_id=municipality_id)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today))
        .select_related("type", "administration")
    )


def administrations(municipality_id: int) -> QuerySet[Administration]:
    """The administrations of a municipality that still exist."""
    return Administration.objects.filter(municipality_id=municipality_id, closed_on__isnull=True)


def partners(actor: Actor) -> QuerySet[Partner]:
    """The shared partners and those of the actor's own municipality."""
    own = Q(municipality_id=actor.municipality_id) if actor.municipality_id is not None else Q(pk__in=[])
    return Partner.objects.filter(Q(municipality__isnull=True) | own).select_related("kind", "municipality")
