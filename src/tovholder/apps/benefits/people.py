"""Whom and where a benefit can be given to."""

from django.db.models import Exists, OuterRef, QuerySet

from tovholder.apps.benefits.rules import may_write_in
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NOWHERE = -1  # a key that no unit has


def possible_owners(municipality_id: int) -> QuerySet[User]:
    """Those who work in the municipality today."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        user=OuterRef("pk"), municipality_id=municipality_id, role__code__in=sorted(roles.EMPLOYEES)
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("sort_key", "pk")


def choosable_units(actor: Actor, municipality_id: int) -> QuerySet[Unit]:
    """The open units for which ``actor`` may write."""
    units = open_units(municipality_id)
    return units if may_write_in(actor, None) else units.filter(pk=actor.unit_id or NOWHERE)
