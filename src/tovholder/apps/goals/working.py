"""What of the goals and the plan waits in somebody's week."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.goals.rules import may_add
from tovholder.apps.goals.selectors import unowned_actions, waiting_actions, waiting_goals
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

ACTIONS = _("Handlingsplan")
GOALS = _("Mål")


def action_items(actor: Actor, until: date) -> list[WorkItem]:
    """The open actions that the actor answers for. One query."""
    return [
        WorkItem(
            title=one.title,
            url=one.get_absolute_url(),
            kind=ACTIONS,
            due=one.due_on,
            note=one.goal.title if one.goal is not None else "",
        )
        for one in waiting_actions(actor, until)
    ]


def goal_items(actor: Actor, until: date) -> list[WorkItem]:
    """The deadlines and readings of the goals that the actor answers for. One query."""
    items = []
    for goal in waiting_goals(actor, until):
        if goal.next_reading_on is not None and goal.next_reading_on <= until:
            title = gettext("Mål, hvor langt I er: %(title)s") % {"title": goal.title}
            url = reverse("goals:add_reading", args=[goal.public_id])
            items.append(WorkItem(title=title, url=url, kind=GOALS, due=goal.next_reading_on, note=goal.indicator))
        if goal.deadline is not None and goal.deadline <= until:
            title = gettext("Afslut målet, eller flyt fristen: %(title)s") % {"title": goal.title}
            items.append(WorkItem(title=title, url=goal.get_absolute_url(), kind=GOALS, due=goal.deadline))
    return items


def unowned_items(actor: Actor, until: date) -> list[WorkItem]:
    """The actions that somebody must be found for. One query."""
    if not may_add.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Find en ansvarlig til %(title)s") % {"title": one.title},
            url=reverse("goals:edit_action", args=[one.public_id]),
            kind=ACTIONS,
            due=one.due_on if one.due_on is not None and one.due_on <= until else None,
        )
        for one in unowned_actions(actor)
    ]
