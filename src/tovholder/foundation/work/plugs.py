"""What the room contributes: its entry in the main navigation, what happens when a person leaves, names of actions."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.foundation.work.actions import forget_person
from tovholder.foundation.work.rules import has_week
from tovholder.kernel.actor import Actor

NAVIGATION.register(NavItem("work.week", _("Min uge"), "work:week", order=30, allowed=has_week.allows))


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(Lifecycle(key="work", person_left=_person_left))

for key, label in (
    ("make_calendar_link", _("Lavede et kalenderlink")),
    ("close_calendar_link", _("Lukkede sit kalenderlink")),
    ("forget_person", _("Lukkede en fratrådts kalenderlink")),
):
    ACTION_LABELS.register(ActionLabel(f"work.{key}", label))
