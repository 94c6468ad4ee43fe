"""A municipality's own word about a project that another one leads: yes, no, how it goes here, and good-bye."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.projects.events import ProjectsChanged
from tovholder.apps.projects.joining import settle
from tovholder.apps.projects.parts import Participation, Taking
from tovholder.apps.projects.revisions import next_revision
from tovholder.apps.projects.telling import tell_coordinators
from tovholder.apps.projects.writing import PERSONAL, personal_mailboxes
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.events import publish
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("projects.accept_invitation")
def accept_invitation(
    *,
    by: Actor,
    participation: Participation,
    local_contact: str = "",
    note: str = "",
    expected_version: int | None = None,
) -> Participation:
    """Say yes: from today the municipality takes part. Raises ``ValidationError`` unless it is invited."""
    _check_state(participation, Taking.INVITED)
    _check_mailbox(local_contact)
    change(
        participation,
        expected_version=expected_version,
        state=Taking.JOINED,
        joined_on=clock.today(),
        local_contact=local_contact,
        note=note,
    )
    _settled(participation)
    _tell_lead(participation, lambda: _("%(place)s er med i %(title)s."))
    return participation


@action("projects.decline_invitation")
def decline_invitation(
    *, by: Actor, participation: Participation, reason: str = "", expected_version: int | None = None
) -> Participation:
    """Say no thank you, with or without a reason. Raises ``ValidationError`` unless it is invited."""
    _check_state(participation, Taking.INVITED)
    change(participation, expected_version=expected_version, state=Taking.DECLINED, reason=reason.strip())
    _settled(participation)
    _tell_lead(participation, lambda: _("%(place)s siger nej tak til %(title)s."))
    return participation


@action("projects.describe_participation")
def describe_participation(
    *,
    by: Actor,
    participation: Participation,
    local_contact: str,
    note: str,
    expected_version: int | None = None,
) -> Participation:
    """Tell how it goes here and whom to write to. Raises ``ValidationError`` unless the municipality takes part."""
    _check_state(participation, Taking.JOINED)
    _check_mailbox(local_contact)
    return change(participation, expected_version=expected_version, local_contact=local_contact, note=note)


@action("projects.leave_project")
def leave_project(
    *,
    by: Actor,
    participation: Participation,
    reason: str,
    on: date | None = None,
    expected_version: int | None = None,
) -> Participation:
    """Leave a joint project on a day, and say why; what was said stays. Raises ``ValidationError`` by field."""
    _check_state(participation, Taking.JOINED)
    day = on or clock.today()
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    if participation.joined_on is not None and day < participation.joined_on:
        raise ValidationError({"on": _("I kan ikke forlade projektet, før I kom med.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det er det, andre kan lære af.")})
    change(participation, expected_version=expected_version, state=Taking.LEFT, left_on=day, reason=reason.strip())
    _settled(participation)
    _tell_lead(participation, lambda: _("%(place)s er ikke længere med i %(title)s."))
    return participation


def _check_state(participation: Participation, wanted: Taking) -> None:
    if participation.state != wanted:
        raise ValidationError(
            _("Det kan ikke lade sig gøre nu: %(place)s står som ”%(state)s”.")
            % {"place": participation.municipality.full_name, "state": participation.get_state_display()}
        )


def _check_mailbox(mailbox: str) -> None:
    if personal_mailboxes([mailbox]):
        raise ValidationError({"local_contact": PERSONAL})


def _settled(participation: Participation) -> None:
    """Participants as the rows now say; the project is new to lists, and whoever edits it is told."""
    project = participation.project
    settle(project)
    change(project, revision=next_revision())
    publish(ProjectsChanged(revision=project.revision))


def _tell_lead(participation: Participation, sentence: Callable[[], str]) -> None:
    project = participation.project
    words = {"place": participation.municipality.full_name, "title": project.title}
    tell_coordinators(project.municipality_id, lambda: sentence() % words, project.get_absolute_url())
