"""Reading aliases and who read them."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tovholder.apps.citizens.models import MEET_CITIZENS, CitizenAlias, CitizenAliasQuerySet, ReadLog
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.public import Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def aliases(actor: Actor) -> CitizenAliasQuerySet:
    """The aliases that ``actor`` may read, those that end first on top."""
    return CitizenAlias.objects.visible_to(actor).select_related("legal_basis", "unit", "municipality")


def expired_aliases() -> QuerySet[CitizenAlias]:
    """The aliases of all units whose day of deletion has come."""
    return CitizenAlias.objects.expired_on(clock.today())


def readings(alias_id: UUID) -> QuerySet[ReadLog]:
    """Who read about that alias, the latest first."""
    return ReadLog.objects.filter(alias_id=alias_id)


def people_who_meet(unit: Unit) -> QuerySet[User]:
    """Those who hold a role today in which they meet the citizens of ``unit``."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), unit=unit, role__code__in=sorted(MEET_CITIZENS))
    return User.objects.filter(Exists(held.current_on(clock.today())), is_active=True).order_by("sort_key", "pk")
