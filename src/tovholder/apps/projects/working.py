"""What of the projects waits in somebody's week."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.joining import href
from tovholder.apps.projects.reminding import due_of
from tovholder.apps.projects.rules import may_register
from tovholder.apps.projects.selectors import funding_ends, invitations, waiting_for
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

KIND = _("Projekter på Landkortet")


def to_confirm_items(actor: Actor, until: date) -> list[WorkItem]:
    """The actor's own projects whose confirmation has run out, or runs out before ``until``: all on one page."""
    if not may_register.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Bekræft %(title)s") % {"title": project.title},
            url=f"{reverse('projects:confirm_list')}#vaelg-{project.public_id}",
            kind=KIND,
            due=due_of(project),
        )
        for project in waiting_for(actor, until)
    ]


def invitation_items(actor: Actor, until: date) -> list[WorkItem]:
    """The joint projects that the actor's municipality is invited to."""
    if not coordinator.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Svar på invitationen til %(title)s") % {"title": row.project.title},
            url=href(row),
            kind=KIND,
            note=gettext("Fra %(place)s") % {"place": row.project.municipality.full_name},
        )
        for row in invitations(actor)
    ]


def funding_items(actor: Actor, until: date) -> list[WorkItem]:
    """The actor's own projects whose money ends soon, without a word about who pays afterwards."""
    if not may_register.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Skriv, hvem der betaler driften af %(title)s") % {"title": project.title},
            url=reverse("projects:edit_project", kwargs={"public_id": project.public_id}),
            kind=KIND,
            note=gettext("Pengene slutter %(day)s") % {"day": date_text(project.funding_ends_on)},
        )
        for project in funding_ends(actor)
    ]
