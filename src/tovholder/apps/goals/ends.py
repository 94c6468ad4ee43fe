"""The ends of things: a person leaves, a unit or a municipality becomes part of another, a vision is withdrawn."""

from collections import Counter
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.goals.models import OPEN_ACTIONS, Action, Goal, GoalState, Participant, PlanCalendar
from tovholder.apps.goals.telling import OWNER_NOTICE, PLAN_NOTICE, tell, tell_coordinators
from tovholder.foundation.audit.action import action, change, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor


@action("goals.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """The open goals and actions of somebody who left have no owner now, and the coordinators are told. Gives how many.

    What is ended keeps its owner, and a participant keeps the name: that is what happened.
    """
    actions = list(Action.objects.filter(owner__public_id=user_id, state__in=OPEN_ACTIONS))
    goals = list(Goal.objects.filter(owner__public_id=user_id, state=GoalState.OPEN))
    places = Counter(record.municipality_id for record in actions) + Counter(one.municipality_id for one in goals)
    for one in actions:
        change(one, owner=None)
    for goal in goals:
        change(goal, owner=None)
    for place in sorted(places):
        _tell_unowned(place, places[place])
    return len(actions) + len(goals)


def _tell_unowned(municipality_id: int, count: int) -> None:
    def said() -> str:
        return ngettext(
            "Ét mål eller én handling er uden ansvarlig, fordi en kollega er fratrådt.",
            "%(count)s mål og handlinger er uden ansvarlig, fordi en kollega er fratrådt.",
            count,
        ) % {"count": count}

    tell_coordinators(PLAN_NOTICE, municipality_id, said, f"{reverse('goals:plan')}?ansvarlig=ingen")


@action("goals.move_unit")
def move_unit(*, by: Actor, old: Unit, new: Unit) -> int:
    """Move what belongs to ``old`` to the unit that it became part of. Gives how many goals and actions."""
    moved = 0
    for model in (Goal, Action, Participant):
        rows: QuerySet[Goal] | QuerySet[Action] | QuerySet[Participant] = model.objects.filter(unit=old)
        for row in rows:
            change(row, unit=new, municipality=new.municipality)
            moved += not isinstance(row, Participant)
    taken = PlanCalendar.objects.filter(unit=new).exists()
    for link in PlanCalendar.objects.filter(unit=old):
        _move_link(link, taken=taken, unit=new, municipality=new.municipality)
    return moved


@action("goals.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move what belongs to ``old`` to the municipality that it became part of. Gives how many goals and actions."""
    moved = 0
    for model in (Goal, Action, Participant):
        rows: QuerySet[Goal] | QuerySet[Action] | QuerySet[Participant] = model.objects.filter(municipality=old)
        for row in rows:
            change(row, municipality=into)
            moved += not isinstance(row, Participant)
    taken = PlanCalendar.objects.filter(municipality=into, unit__isnull=True).exists()
    for link in PlanCalendar.objects.filter(municipality=old):
        _move_link(link, taken=taken and link.unit_id is None, unit=link.unit, municipality=into)
    return moved


def _move_link(link: PlanCalendar, *, taken: bool, unit: Unit | None, municipality: Municipality) -> None:
    if taken:
        removed(link)
    else:
        change(link, unit=unit, municipality=municipality)


def tell_of_ended_vision(vision_id: UUID, *, replaced: bool = False) -> int:
    """Tell the owners of the open goals that support a vision which no longer holds. Gives how many goals there are.

    In the transaction that ended the vision, which leaves the entry in the log.
    """
    goals = list(Goal.objects.filter(vision__public_id=vision_id, state=GoalState.OPEN).select_related("owner"))
    for goal in goals:
        said = partial(_replaced if replaced else _withdrawn, goal.title)
        if goal.owner is not None:
            tell(OWNER_NOTICE, goal.owner, said, goal.get_absolute_url())
        else:
            tell_coordinators(PLAN_NOTICE, goal.municipality_id, said, goal.get_absolute_url())
    return len(goals)


def _withdrawn(title: str) -> str:
    return _("Visionen bag målet %(title)s er trukket tilbage. Passer målet stadig?") % {"title": title}


def _replaced(title: str) -> str:
    return _("Visionen bag målet %(title)s er afløst af en ny. Passer målet til den?") % {"title": title}
