"""What of pools, applications and joint purchases waits in somebody's week."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.funding.models import Application, ApplicationState
from tovholder.apps.funding.selectors import invitations, waiting_applications, waiting_pools
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

POOLS = _("Puljer")
JOINT = _("Fælles indkøb")


def pool_items(actor: Actor, until: date) -> list[WorkItem]:
    """The pools that close soon and for which the municipality has not applied. One query."""
    return [
        WorkItem(
            title=gettext("Søg puljen, eller giv den videre: %(title)s") % {"title": pool.title},
            url=pool.get_absolute_url(),
            kind=POOLS,
            due=pool.deadline,
            note=pool.giver,
        )
        for pool in waiting_pools(actor, until)
    ]


def application_items(actor: Actor, until: date) -> list[WorkItem]:
    """The drafts to send, answers to write down and grants to write on projects. One query."""
    return [_item(one) for one in waiting_applications(actor, until)]


def _item(one: Application) -> WorkItem:
    words = {"title": one.title}
    if one.state == ApplicationState.DRAFT:
        title, due = gettext("Send ansøgningen %(title)s") % words, one.pool.deadline
    elif one.state == ApplicationState.SENT:
        title, due = gettext("Skriv svaret på %(title)s") % words, one.answer_on
    else:
        title, due = gettext("Skriv bevillingen %(title)s på projektet") % words, None
    return WorkItem(title=title, url=one.get_absolute_url(), kind=POOLS, due=due, note=one.pool.title)


def invitation_items(actor: Actor, until: date) -> list[WorkItem]:
    """The joint purchases that wait for a yes or a no. One query."""
    return [
        WorkItem(
            title=gettext("Svar på invitationen til %(title)s") % {"title": row.purchase.title},
            url=row.purchase.get_absolute_url(),
            kind=JOINT,
            due=row.purchase.deadline if row.purchase.deadline and row.purchase.deadline <= until else None,
            note=row.purchase.municipality.full_name,
        )
        for row in invitations(actor)
    ]
