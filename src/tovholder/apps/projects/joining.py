"""Which other municipalities belong to a project: the rows behind ``participants``, written with the project."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.projects.models import Project
from tovholder.apps.projects.parts import OPEN_TAKING, Participation, Taking
from tovholder.apps.projects.telling import tell_coordinators
from tovholder.apps.projects.writing import Registration
from tovholder.foundation.audit.action import noted
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def first_participations(project: Project, registration: Registration, by: Actor) -> list[Participation]:
    """The unsaved rows with which a project begins: joined when they have said yes already, else invited.

    The product itself (reference data, mergers) speaks of what is agreed.
    """
    return [
        new_participation(project, place, joined=registration.joined or by.is_system)
        for place in registration.facts.participants
    ]


def new_participation(project: Project, place: Municipality, *, joined: bool) -> Participation:
    """One unsaved row, as of the day on which the project came to the map, or today."""
    day = project.registered_on if joined else clock.today()
    return Participation(
        project=project,
        municipality=place,
        state=Taking.JOINED if joined else Taking.INVITED,
        invited_on=day,
        joined_on=day if joined else None,
    )


def begin_participations(project: Project, registration: Registration, by: Actor) -> None:
    """Store the first rows of one project, and tell those who are invited."""
    for row in first_participations(project, registration, by):
        row.save(force_insert=True)
        if row.state == Taking.INVITED:
            tell_invited(row)
    settle(project)


def set_participations(project: Project, wanted: Sequence[Municipality], by: Actor) -> None:
    """Invite who is new among ``wanted``, and let go those who are no longer among them."""
    rows = {row.municipality_id: row for row in project.participations.filter(state__in=OPEN_TAKING)}
    keys = {place.pk for place in wanted}
    for key, row in rows.items():
        if key not in keys:
            _let_go(row)
    for place in wanted:
        if place.pk not in rows:
            row = new_participation(project, place, joined=by.is_system)
            row.save(force_insert=True)
            if row.state == Taking.INVITED:
                tell_invited(row)
    if keys != set(rows):
        noted(project, ["participants"])
        settle(project)


def _let_go(row: Participation) -> None:
    """The leading municipality ends it: an invitation is withdrawn, a participation ends today."""
    project, invited = row.project, row.state == Taking.INVITED
    row.state = Taking.WITHDRAWN if invited else Taking.LEFT
    if not invited:
        row.left_on = max(clock.today(), row.joined_on or clock.today())
        row.reason = _("Den ansvarlige kommune tog jer ud af projektet.")
    row.version += 1
    row.save(update_fields=["state", "left_on", "reason", "version"])
    tell_coordinators(
        row.municipality_id,
        lambda: (
            _("%(place)s har taget jer ud af %(title)s.")
            % {"place": project.municipality.full_name, "title": project.title}
        ),
        href(row),
    )


def end_merged(row: Participation, reason: str) -> None:
    """End a row because its municipality and another one that takes part became one."""
    joined = row.state == Taking.JOINED
    row.state = Taking.LEFT if joined else Taking.WITHDRAWN
    row.left_on = clock.today() if joined else None
    row.reason = reason
    row.version += 1
    row.save(update_fields=["state", "left_on", "reason", "version"])


def settle(project: Project) -> None:
    """Bring ``participants`` to what the rows say: those who have joined."""
    joined = Participation.objects.filter(project=project, state=Taking.JOINED)
    project.participants.set(joined.values_list("municipality_id", flat=True))


def href(row: Participation) -> str:
    """The page on which a municipality gives its own word."""
    return reverse("projects:participation", kwargs={"public_id": row.public_id})


def tell_invited(row: Participation) -> None:
    """The invitation as a notice."""
    project = row.project
    tell_coordinators(
        row.municipality_id,
        lambda: (
            _("%(place)s inviterer jer med i %(title)s.")
            % {"place": project.municipality.full_name, "title": project.title}
        ),
        href(row),
    )
