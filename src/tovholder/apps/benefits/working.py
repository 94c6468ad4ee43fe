"""What of the benefits waits in somebody's week."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.choices import OPEN_STATES, Realisation
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.rules import EDITING_IN_UNIT, economist, may_add
from tovholder.apps.benefits.selectors import own_benefits
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

BENEFITS = _("Gevinster")


def judging_items(actor: Actor, until: date) -> list[WorkItem]:
    """The benefits whose day has come: how did it go? For their owner, else for who may give them one. One query."""
    due = own_benefits(actor).filter(state__in=OPEN_STATES, target_on__lte=until).order_by("target_on", "sort_key")
    mine = Q(owner__public_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    wanted = due.filter(mine | Q(owner__isnull=True)) if coordinator.allows(actor) else due.filter(mine)
    return [
        WorkItem(
            title=gettext("Vurder, om gevinsten kom: %(title)s") % {"title": one.title},
            url=reverse("benefits:judge", args=[one.public_id]),
            kind=BENEFITS,
            due=one.target_on,
            note=one.project.title,
        )
        for one in wanted
    ]


def unowned_benefits(actor: Actor) -> OwnedQuerySet[Benefit]:
    """The followed benefits that nobody answers for, of those the actor may give to somebody."""
    found = own_benefits(actor).filter(owner__isnull=True, state__in=OPEN_STATES).order_by("sort_key", "pk")
    if coordinator.allows(actor):
        return found
    if actor.role in EDITING_IN_UNIT and actor.unit_id is not None:
        return found.filter(unit_id=actor.unit_id)
    return found.none()


def unowned_items(actor: Actor, until: date) -> list[WorkItem]:
    """The benefits that somebody must be found for. One query."""
    if not may_add.allows(actor):
        return []
    return [
        WorkItem(
            title=gettext("Find en ansvarlig til gevinsten %(title)s") % {"title": one.title},
            url=reverse("benefits:edit", args=[one.public_id]),
            kind=BENEFITS,
            note=one.project.title,
        )
        for one in unowned_benefits(actor)
    ]


def signing_items(actor: Actor, until: date) -> list[WorkItem]:
    """What waits for the economist's signature. One query."""
    if not economist.allows(actor):
        return []
    waiting = own_benefits(actor).filter(
        realisation=Realisation.REDUCES, is_negative=False, yearly_value__isnull=False, signed_at__isnull=True
    )
    return [
        WorkItem(
            title=gettext("Godkend, at budgettet bliver sænket: %(title)s") % {"title": one.title},
            url=reverse("benefits:sign", args=[one.public_id]),
            kind=BENEFITS,
            note=one.project.title,
        )
        for one in waiting.order_by("sort_key", "pk")
    ]
