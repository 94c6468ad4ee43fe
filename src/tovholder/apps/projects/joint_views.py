"""A municipality's own word about a joint project: yes, no, how it goes here, and good-bye."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tovholder.apps.projects import joint, rules
from tovholder.apps.projects.joining import href
from tovholder.apps.projects.parts import Participation, Taking
from tovholder.apps.projects.selectors import participation_for
from tovholder.apps.projects.step_forms import DeclineForm, LeaveForm, ParticipationForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def load(actor: Actor, public_id: UUID) -> Participation:
    """The row of an address, or 404."""
    return participation_for(actor, public_id)


@allow_on(load, rules.answers_invitation)
def participation_page(request: TovholderRequest, row: Participation) -> HttpResponse:
    """Say yes to an invitation, or tell how it goes here."""
    invited = row.state == Taking.INVITED
    form = ParticipationForm(request.POST or None, participation=row)
    act = joint.accept_invitation if invited else joint.describe_participation
    said = _("I er med i %(title)s.") if invited else _("Jeres egne ord om %(title)s er gemt.")
    return form_page(
        request,
        form,
        lambda: act(by=request.actor, participation=row, expected_version=version_of(request), **form.cleaned_data),
        template="projects/participation.html",
        context={"row": row, "project": row.project, "invited": invited, "back_href": href(row)},
        saved=href,
        message=lambda made: said % {"title": made.project.title},
        current=lambda record: ParticipationForm(participation=record),
    )


@allow_on(load, rules.answers_invitation)
def decline(request: TovholderRequest, row: Participation) -> HttpResponse:
    """No thank you."""
    form = DeclineForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: joint.decline_invitation(
            by=request.actor, participation=row, expected_version=version_of(request), **form.cleaned_data
        ),
        template="projects/decline.html",
        context={"row": row, "project": row.project, "back_href": href(row)},
        saved=href,
        message=lambda made: _("I har sagt nej tak til %(title)s.") % {"title": made.project.title},
        current=lambda record: DeclineForm(),
    )


@allow_on(load, rules.answers_invitation)
def leave(request: TovholderRequest, row: Participation) -> HttpResponse:
    """Leave a joint project, and say why."""
    form = LeaveForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: joint.leave_project(
            by=request.actor, participation=row, expected_version=version_of(request), **form.cleaned_data
        ),
        template="projects/leave.html",
        context={"row": row, "project": row.project, "back_href": href(row)},
        saved=href,
        message=lambda made: _("I er ikke længere med i %(title)s.") % {"title": made.project.title},
        current=lambda record: LeaveForm(),
    )
