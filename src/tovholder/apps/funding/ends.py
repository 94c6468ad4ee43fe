"""The ends of things: a person leaves, a unit or a municipality becomes part of another."""

from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tovholder.apps.funding.models import (
    OPEN_APPLICATIONS,
    Application,
    FundingPool,
    JointPurchase,
    JointTaking,
    PoolTip,
)
from tovholder.apps.funding.telling import APPLICATION_NOTICE, tell_coordinators
from tovholder.apps.projects.public import Taking
from tovholder.foundation.audit.action import action, change, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("funding.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """The open applications of somebody who left have no owner now, and the coordinators are told. Gives how many."""
    theirs = list(Application.objects.filter(owner__public_id=user_id, state__in=OPEN_APPLICATIONS))
    for application in theirs:
        change(application, owner=None)
        tell_coordinators(
            APPLICATION_NOTICE,
            [application.municipality_id],
            partial(_unowned, application.title),
            application.get_absolute_url(),
        )
    return len(theirs)


def _unowned(title: str) -> str:
    return _("Ansøgningen %(title)s er uden ansvarlig, fordi en kollega er fratrådt.") % {"title": title}


@action("funding.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Applications and pools passed on go with a merged unit. Gives how many applications."""
    told = set(PoolTip.objects.filter(unit=new).values_list("pool_id", flat=True))
    for tip in PoolTip.objects.filter(unit=old):
        if tip.pool_id in told:
            removed(tip)
        else:
            change(tip, unit=new, municipality=new.municipality)
    moving = list(Application.objects.filter(unit=old))
    for application in moving:
        change(application, unit=new, municipality=new.municipality)
    for purchase in JointPurchase.objects.filter(unit=old):
        change(purchase, unit=new)
    return len(moving)


@action("funding.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Pools, applications and joint purchases follow a merged municipality. Gives how many records."""
    moved = 0
    for model in (FundingPool, PoolTip, Application, JointPurchase):
        rows: QuerySet[FundingPool] | QuerySet[PoolTip] | QuerySet[Application] | QuerySet[JointPurchase]
        rows = model.objects.filter(municipality=old)
        for row in rows:
            change(row, municipality=into)
            moved += 1
    return moved + sum(_move_taking(taking, into) for taking in JointTaking.objects.filter(municipality=old))


def _move_taking(taking: JointTaking, into: Municipality) -> int:
    """The old municipality's word holds for the new one, unless that has given its own; then the old one's goes."""
    standing = JointTaking.objects.filter(
        purchase=taking.purchase, municipality=into, state__in=[Taking.INVITED, Taking.JOINED]
    ).first()
    if not taking.is_open or standing is None:
        change(taking, municipality=into)
        return 1
    if taking.is_in and not standing.is_in:
        removed(standing)
        change(taking, municipality=into)
        return 1
    if taking.volume is not None and taking.is_in:
        change(standing, volume=(standing.volume or 0) + taking.volume)
    removed(taking)
    return 1
