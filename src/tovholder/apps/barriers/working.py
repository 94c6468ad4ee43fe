"""What of the barriers waits in somebody's week."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.barriers.selectors import waiting_barriers
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

KIND = gettext_lazy("Barriere")


def barrier_items(actor: Actor, until: date) -> list[WorkItem]:
    """The barriers that the actor answers for and works with. One query."""
    return [
        WorkItem(
            title=_("Se på barrieren: %(title)s") % {"title": one.title},
            url=one.get_absolute_url(),
            kind=KIND,
            due=one.look_on,
            note=one.project.title,
        )
        for one in waiting_barriers(actor, until)
    ]
