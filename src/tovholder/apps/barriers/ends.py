"""The ends of things: a person leaves, a unit or a municipality becomes part of another."""

from collections import Counter
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from tovholder.apps.barriers.models import AT_WORK, ProjectBarrier
from tovholder.apps.barriers.telling import UNOWNED_NOTICE, tell_coordinators
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("barriers.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """The barriers that somebody who left worked with have no owner now; coordinators are told. Gives how many."""
    mine = list(ProjectBarrier.objects.filter(owner__public_id=user_id, state__in=AT_WORK))
    for one in mine:
        change(one, owner=None)
    places = Counter(one.municipality_id for one in mine)
    for place in sorted(places):
        address = f"{reverse('barriers:list')}?ansvarlig=ingen"
        tell_coordinators(UNOWNED_NOTICE, place, partial(_unowned, places[place]), address)
    return len(mine)


def _unowned(count: int) -> str:
    return ngettext(
        "Én barriere er uden ansvarlig, fordi en kollega er fratrådt.",
        "%(count)s barrierer er uden ansvarlig, fordi en kollega er fratrådt.",
        count,
    ) % {"count": count}


@action("barriers.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Move the barriers of ``old`` to the unit that it became part of. Gives how many."""
    moved = 0
    for one in ProjectBarrier.objects.filter(unit=old):
        change(one, unit=new, municipality=new.municipality)
        moved += 1
    return moved


@action("barriers.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the barriers of ``old`` to the municipality that it became part of. Gives how many."""
    moved = 0
    for one in ProjectBarrier.objects.filter(municipality=old):
        change(one, municipality=into)
        moved += 1
    return moved
