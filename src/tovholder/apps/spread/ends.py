"""The ends of things: a unit or a municipality becomes part of another."""

from django.utils.translation import gettext as _

from tovholder.apps.spread.actions import keep_correction
from tovholder.apps.spread.models import SpreadCount, SpreadPlan
from tovholder.engines.funnel.evaluate import FIELDS
from tovholder.foundation.audit.action import action, change, changed_set, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("spread.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """What ``old`` counted belongs to the unit that it became part of. Gives how many counts.

    Where both have counted for a period, the new one gets the sum, and what it said before is kept.
    """
    for plan in SpreadPlan.objects.filter(units=old):
        units = [unit for unit in plan.units.all() if unit != old]
        changed_set(plan, "units", {*units, new} if new.municipality_id == plan.municipality_id else units)
    moved = 0
    for count in SpreadCount.objects.filter(unit=old).select_related("plan"):
        standing = SpreadCount.objects.filter(plan=count.plan, unit=new, period=count.period).first()
        if standing is None:
            change(count, unit=new, municipality=new.municipality)
        else:
            _add_to(standing, count, by)
        moved += 1
    return moved


def _add_to(standing: SpreadCount, count: SpreadCount, by: Actor) -> None:
    before = {name: getattr(standing, name) for name in FIELDS}
    change(standing, **{name: before[name] + getattr(count, name) for name in FIELDS})
    keep_correction(standing, before, _("Lagt sammen med en enhed, der blev en del af denne."), by)
    removed(count)


@action("spread.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the plans and counts of ``old`` to the municipality that it became part of. Gives how many plans."""
    moved = 0
    for plan in SpreadPlan.objects.filter(municipality=old):
        change(plan, municipality=into)
        moved += 1
    for count in SpreadCount.objects.filter(municipality=old):
        change(count, municipality=into)
    return moved
