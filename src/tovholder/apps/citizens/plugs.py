"""What the room contributes: its entry in the navigation, the nightly deletion, and its answer to mergers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.actions import move_aliases, move_municipality
from tovholder.apps.citizens.gate import room_is_open
from tovholder.apps.citizens.rules import uses_aliases
from tovholder.apps.citizens.tasks import delete_what_has_expired
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Municipality, Unit
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.kernel.actor import Actor

DELETE_EXPIRED = "citizens.delete_expired"


def _shown(actor: Actor) -> bool:
    """Shown to those who may use the room, where it is open."""
    return room_is_open() and uses_aliases.allows(actor)


def _moved(old: Unit, new: Unit, by: Actor) -> int:
    return move_aliases(old, new, by=by)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(old, into, by=by)


NAVIGATION.register(
    NavItem(
        key="citizens.list",
        label=_("Borgere"),
        url_name="citizens:list",
        order=60,
        allowed=_shown,
        namespaces=("assessments",),
    )
)
JOB_KINDS.register(
    JobKind(
        key=DELETE_EXPIRED,
        label=_("Slet borgeres oplysninger, når tiden er gået"),
        run=delete_what_has_expired,
        idempotent=True,
    )
)
SCHEDULES.register(Schedule(key=DELETE_EXPIRED, kind=DELETE_EXPIRED, every=timedelta(days=1), at_hour=2))
_ACTS = {
    "create_alias": _("Oprettede et alias for en borger"),
    "change_alias": _("Rettede et alias for en borger"),
    "read_alias": _("Læste om et alias for en borger"),
    "read_aliases": _("Læste om flere aliasser for borgere"),
    "delete_alias": _("Slettede et alias for en borger"),
    "move_aliases": _("Flyttede aliasser fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede aliasser fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"citizens.{act}", said))

LIFECYCLES.register(
    Lifecycle(
        key="citizens.aliases",
        unit_merged=_moved,
        municipality_merged=_municipality_merged,
        moved_label=_("aliasser for borgere"),
    )
)
