"""What of the decisions waits in somebody's week."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.decisions.choices import HelpState
from tovholder.apps.decisions.helping import href
from tovholder.apps.decisions.rules import may_decide
from tovholder.apps.decisions.selectors import waiting_help, waiting_reviews
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

DECISIONS = _("Beslutninger")
HELP = _("Hjælp fra en økonom")


def review_items(actor: Actor, until: date) -> list[WorkItem]:
    """The reviews that are to be held by ``until``, of the projects that the actor may change. One query."""
    if not may_decide.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Beslut, om %(title)s fortsætter, justeres eller stopper") % {"title": one.project.title},
            url=reverse("decisions:hold_review", args=[one.project.public_id]),
            kind=DECISIONS,
            due=one.due_on,
        )
        for one in waiting_reviews(actor, until)
    ]


def help_items(actor: Actor, until: date) -> list[WorkItem]:
    """The requests that wait for an economist to be found, or for the economist who has them. One query."""
    items = []
    for one in waiting_help(actor):
        asked = one.state == HelpState.ASKED
        said = gettext("Find en økonom til %(title)s") if asked else gettext("Hjælp med økonomien i %(title)s")
        items.append(WorkItem(title=said % {"title": one.project.title}, url=href(one), kind=HELP))
    return items
