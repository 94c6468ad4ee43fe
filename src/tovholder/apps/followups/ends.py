"""The ends of things: a person leaves, a unit or a municipality becomes part of another."""

from uuid import UUID

from tovholder.apps.followups.models import Analysis, EvaluationPlan, PlannedStart, Rollout
from tovholder.foundation.audit.action import action, change, changed_set, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("followups.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Plans whose follow-up is not over have no economist when that one left. Gives how many."""
    plans = list(EvaluationPlan.objects.filter(economist__public_id=user_id, follow_up_to__gte=clock.today()))
    for plan in plans:
        change(plan, economist=None)
    return len(plans)


@action("followups.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Move what belongs to ``old`` to the unit that it became part of. Gives how many records."""
    moved = 0
    for model in (EvaluationPlan, Rollout, Analysis):
        for record in model.objects.filter(unit=old):
            change(record, unit=new, municipality=new.municipality)
            moved += 1
    for plan in EvaluationPlan.objects.filter(units=old):
        changed_set(plan, "units", [*plan.units.exclude(pk=old.pk), new])
        moved += 1
    for start in PlannedStart.objects.filter(unit=old):
        if PlannedStart.objects.filter(rollout=start.rollout, unit=new).exists():
            removed(start)
        else:
            change(start, unit=new)
        moved += 1
    return moved


@action("followups.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move what belongs to ``old`` to the municipality that it became part of. Gives how many records."""
    moved = 0
    for model in (EvaluationPlan, Rollout, Analysis):
        for record in model.objects.filter(municipality=old):
            change(record, municipality=into)
            moved += 1
    return moved
