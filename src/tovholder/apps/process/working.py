"""What of the process waits in somebody's week."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.packaged import point_of
from tovholder.apps.process.phases import STEPS
from tovholder.apps.process.selectors import points_waiting_for, steps_waiting_for
from tovholder.apps.process.stepping import step_url
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor, ActorKind

STEPS_KIND = _("Trin i processen")
POINTS_KIND = _("Kom godt i gang")


def step_items(actor: Actor, until: date) -> list[WorkItem]:
    """The steps for which the actor has the ball. One query."""
    if actor.kind is not ActorKind.PERSON or actor.municipality_id is None:
        return []
    return [
        WorkItem(
            title=str(STEPS[row.step].title),
            url=step_url(row.round, row.step),
            kind=STEPS_KIND,
            due=row.due_on,
            note=str(row.round),
        )
        for row in steps_waiting_for(actor, until)
        if row.step in STEPS
    ]


def point_items(actor: Actor, until: date) -> list[WorkItem]:
    """The points of the start checklist for which the actor has the ball. One query."""
    if actor.kind is not ActorKind.PERSON or actor.municipality_id is None:
        return []
    found = []
    for row in points_waiting_for(actor, until):
        point = point_of(row.point)
        if point is not None:
            url = reverse("process:point", args=[point.key])
            found.append(WorkItem(title=str(point.title), url=url, kind=POINTS_KIND, due=row.due_on))
    return found
