"""The ends of things: a person leaves, a unit or a municipality becomes part of another."""

from uuid import UUID

from tovholder.apps.businesscases.models import Assumption, BusinessCase
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("businesscases.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Cases and assumptions of somebody who left have nobody who answers for them now. Gives how many cases.

    Frozen versions and signatures keep the name: that is what happened.
    """
    cases = list(BusinessCase.objects.filter(owner__public_id=user_id))
    for case in cases:
        change(case, owner=None)
    for assumption in Assumption.objects.filter(owner__public_id=user_id):
        change(assumption, owner=None)
    return len(cases)


@action("businesscases.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Move the cases of ``old`` to the unit that it became part of. Gives how many."""
    cases = list(BusinessCase.objects.filter(unit=old))
    for case in cases:
        change(case, unit=new, municipality=new.municipality)
    return len(cases)


@action("businesscases.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the cases of ``old`` to the municipality that it became part of. Gives how many."""
    cases = list(BusinessCase.objects.filter(municipality=old))
    for case in cases:
        change(case, municipality=into)
    return len(cases)
