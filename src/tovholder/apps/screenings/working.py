"""What waits for people: screenings that are planned, to be approved, or to take part in."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.screenings.choices import State
from tovholder.apps.screenings.models import Participant, Screening
from tovholder.foundation.visibility import roles
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

KIND = gettext_lazy("IT-screening")


def _own(actor: Actor) -> QuerySet[Screening]:
    """The screenings for which the actor is responsible: of the municipality, or of the own unit."""
    if actor.municipality_id is None or actor.role is None:
        return Screening.objects.none()
    own = Screening.objects.visible_to(actor).at_home(actor).select_related("unit")
    if actor.role in roles.COORDINATORS:
        return own
    return own.filter(unit_id=actor.unit_id or -1) if actor.role in roles.UNIT_ROLES else own.none()


def planned(actor: Actor, until: date) -> Sequence[WorkItem]:
    """Screenings that are to be held: in the unit for all who work there to answer, else for those who plan them."""
    waiting = _own(actor).filter(state=State.PLANNED, planned_on__lte=until).order_by("planned_on", "pk")
    leads = actor.role in roles.COORDINATORS | {roles.UNIT_LEADER, roles.KEY_STAFF}
    return [
        WorkItem(
            title=(_("Hold ”%(title)s” i %(unit)s") if leads else _("Svar på jeres del af ”%(title)s” i %(unit)s"))
            % {"title": one.title, "unit": one.unit.name},
            url=one.get_absolute_url() if leads else reverse("screenings:answers", args=[one.public_id]),
            kind=KIND,
            due=one.planned_on,
        )
        for one in waiting
    ]


def to_approve(actor: Actor, until: date) -> Sequence[WorkItem]:
    """Screenings of the own unit that were held, for its leader."""
    if actor.role != roles.UNIT_LEADER:
        return []
    return [
        WorkItem(
            title=_("Godkend ”%(title)s” i %(unit)s") % {"title": one.title, "unit": one.unit.name},
            url=one.get_absolute_url(),
            kind=KIND,
        )
        for one in _own(actor).filter(state=State.HELD).order_by("held_on", "pk")
    ]


def invited(actor: Actor, until: date) -> Sequence[WorkItem]:
    """Planned screenings elsewhere than at the actor's own work, to which they are invited."""
    if actor.user_id is None:
        return []
    seen = Screening.objects.visible_to(actor).filter(state=State.PLANNED, planned_on__lte=until)
    theirs = Participant.objects.filter(
        user__public_id=actor.user_id, left_on__isnull=True, screening__in=seen.order_by()
    )
    if actor.role in roles.COORDINATORS:
        theirs = theirs.exclude(screening__municipality_id=actor.municipality_id or -1)
    elif actor.unit_id is not None and actor.role in roles.UNIT_ROLES:
        theirs = theirs.exclude(screening__unit_id=actor.unit_id)
    return [
        WorkItem(
            title=_("Vær med i ”%(title)s” i %(unit)s")
            % {"title": one.screening.title, "unit": one.screening.unit.name},
            url=one.screening.get_absolute_url(),
            kind=KIND,
            due=one.screening.planned_on,
        )
        for one in theirs.select_related("screening__unit").order_by("screening__planned_on", "pk")
    ]
