"""The ends of things: a person leaves, a unit or a municipality becomes part of another."""

from collections import Counter
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from tovholder.apps.benefits.choices import OPEN_STATES
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.telling import tell_coordinators
from tovholder.apps.benefits.trees import BenefitTree
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("benefits.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """The open benefits of somebody who left have no owner now, and the coordinators are told. Gives how many.

    What is judged keeps its owner: that is what happened.
    """
    mine = list(Benefit.objects.filter(owner__public_id=user_id, state__in=OPEN_STATES))
    for benefit in mine:
        change(benefit, owner=None)
    places = Counter(benefit.municipality_id for benefit in mine)
    for place in sorted(places):
        _tell_unowned(place, places[place])
    return len(mine)


def _tell_unowned(municipality_id: int, count: int) -> None:
    def said() -> str:
        return ngettext(
            "Én gevinst er uden ansvarlig, fordi en kollega er fratrådt.",
            "%(count)s gevinster er uden ansvarlig, fordi en kollega er fratrådt.",
            count,
        ) % {"count": count}

    tell_coordinators(municipality_id, said, f"{reverse('benefits:list')}?ansvarlig=ingen")


@action("benefits.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Move what belongs to ``old`` to the unit that it became part of. Gives how many trees and benefits.

    A measurement of a period in which both units measured stays with ``old``: two numbers do not become one by moving.
    """
    moved = 0
    for tree in BenefitTree.objects.filter(unit=old):
        change(tree, unit=new, municipality=new.municipality)
        moved += 1
    for benefit in Benefit.objects.filter(unit=old):
        change(benefit, unit=new, municipality=new.municipality)
        moved += 1
    for measurement in Measurement.objects.filter(unit=old).select_related("benefit__municipality"):
        values = {"municipality": measurement.benefit.municipality}
        same = Measurement.objects.filter(
            benefit_id=measurement.benefit_id, unit=new, period_from=measurement.period_from
        )
        change(measurement, **(values if same.exists() else values | {"unit": new}))
    return moved


@action("benefits.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move what belongs to ``old`` to the municipality that it became part of. Gives how many trees and benefits."""
    trees, benefits = BenefitTree.objects.filter(municipality=old), Benefit.objects.filter(municipality=old)
    moved = 0
    for tree in trees:
        change(tree, municipality=into)
        moved += 1
    for benefit in benefits:
        change(benefit, municipality=into)
        moved += 1
    for measurement in Measurement.objects.filter(municipality=old):
        change(measurement, municipality=into)
    return moved
