"""An economist's help: asked for, given to a person, done."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.decisions.choices import HelpState
from tovholder.apps.decisions.models import HelpRequest
from tovholder.apps.decisions.selectors import economists_of
from tovholder.apps.decisions.telling import HELP_NOTICE, tell, tell_coordinators
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def href(request: HelpRequest) -> str:
    """The address of a request."""
    return reverse("decisions:help", args=[request.public_id])


@action("decisions.ask_for_help")
def ask_for_help(*, by: Actor, project: Project, wish: str) -> HelpRequest:
    """Ask for an economist's help with a project; the coordinators are told. Raises ``ValidationError`` by field."""
    asker = User.objects.filter(public_id=by.user_id).first() if by.user_id is not None else None
    made = created(HelpRequest(project=project, wish=wish.strip(), asked_by=asker, asked_on=clock.today()))
    tell_coordinators(
        HELP_NOTICE,
        project.municipality_id,
        lambda: _("Der er ønsket hjælp fra en økonom til %(title)s.") % {"title": project.title},
        href(made),
    )
    return made


@action("decisions.assign_help")
def assign_help(
    *, by: Actor, request: HelpRequest, economist: User, expected_version: int | None = None
) -> HelpRequest:
    """Give a request to an economist, who is told. Raises ``ValidationError`` by field and ``ConflictError``."""
    if request.state == HelpState.DONE:
        raise ValidationError({"economist": _("Hjælpen er givet. Bed om ny hjælp i stedet.")})
    if not economists_of(request.project.municipality_id).filter(pk=economist.pk).exists():
        raise ValidationError({"economist": _("Vælg en, der har rollen økonom i kommunen i dag.")})
    if not _sees(economist, request.project):
        said = _("%(name)s kan ikke se projektet, som kun enheden ser. Del projektet først.") % {"name": economist.name}
        raise ValidationError({"economist": said})
    change(request, expected_version=expected_version, assigned_to=economist, state=HelpState.ASSIGNED)
    tell(
        HELP_NOTICE,
        economist,
        lambda: _("Du er bedt om at hjælpe med økonomien i %(title)s.") % {"title": request.project.title},
        href(request),
    )
    return request


def _sees(user: User, project: Project) -> bool:
    """Whether somebody who works in the municipality sees a project, also one that its unit keeps to itself."""
    if project.tier != Tier.UNIT:
        return True
    held = RoleHolding.objects.current_on(clock.today()).filter(user=user, municipality_id=project.municipality_id)
    return held.filter(Q(unit_id=project.unit_id) | Q(role__code__in=sorted(roles.COORDINATORS))).exists()


@action("decisions.finish_help")
def finish_help(*, by: Actor, request: HelpRequest, note: str, expected_version: int | None = None) -> HelpRequest:
    """Say what came of the help; who asked is told. Raises ``ValidationError`` by field and ``ConflictError``."""
    if not note.strip():
        raise ValidationError({"note": _("Skriv, hvad der kom ud af det, og hvor det ligger.")})
    change(
        request,
        expected_version=expected_version,
        state=HelpState.DONE,
        done_on=clock.today(),
        done_note=note.strip(),
    )
    if request.asked_by is not None:
        tell(
            HELP_NOTICE,
            request.asked_by,
            lambda: _("Økonomen er færdig med at hjælpe med %(title)s.") % {"title": request.project.title},
            href(request),
        )
    return request


@action("decisions.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """The requests that somebody who left had in hand wait for another economist; the coordinators are told."""
    held = HelpRequest.objects.filter(assigned_to__public_id=user_id, state=HelpState.ASSIGNED)
    waiting = list(held.select_related("project"))
    for one in waiting:
        change(one, assigned_to=None, state=HelpState.ASKED)
        tell_coordinators(
            HELP_NOTICE,
            one.project.municipality_id,
            lambda title=one.project.title: _("%(title)s venter på en ny økonom.") % {"title": title},  # type: ignore[misc]  # bound now
            href(one),
        )
    return len(waiting)
