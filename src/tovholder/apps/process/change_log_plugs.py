"""What the log of organisational changes contributes: panels, names of its actions, and what a merger does."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.change_log_actions import changes_during, move_changes, shared_by
from tovholder.apps.process.models import Round
from tovholder.apps.process.rules import keeps_checklist, reads_process
from tovholder.foundation.municipalities.lifecycle import Lifecycle
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.panels import Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import Actor

SHOWN = 3

LOG_ACTS = {
    "log_change": _("Skrev en ændring i organisationen ned"),
    "correct_change": _("Rettede en ændring i organisationen"),
    "move_changes": _("Flyttede ændringer fra en kommune, der blev en del af en anden"),
}


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_changes(by=by, old=old, into=into)


LOG_LIFECYCLE = Lifecycle(
    key="process.changes", municipality_merged=_municipality_merged, moved_label=_("ændringer i organisationen")
)


def _municipality_panel(municipality: Municipality, actor: Actor) -> Mapping[str, object] | None:
    """What a municipality has changed and shares; its own people see all of it."""
    found = shared_by(actor, municipality)
    if not found:
        return None
    return {"changes": found[:SHOWN], "municipality": municipality, "more": len(found) > SHOWN, "may_write": False}


def _process_panel(municipality: Municipality, actor: Actor) -> Mapping[str, object] | None:
    """The newest changes on the municipality's own dashboard, and the way to write the next one down."""
    if actor.municipality_id != municipality.pk:
        return None
    found = shared_by(actor, municipality)
    writes = keeps_checklist.allows(actor)
    if not found and not writes:
        return None
    return {"changes": found[:SHOWN], "municipality": municipality, "more": len(found) > SHOWN, "may_write": writes}


def _round_panel(the_round: Round, actor: Actor) -> Mapping[str, object] | None:
    """What the organisation changed while the round ran."""
    if actor.municipality_id != the_round.municipality_id:
        return None
    found = changes_during(actor, the_round)
    return {"changes": found, "municipality": None, "more": False, "may_write": False} if found else None


LOG_PANELS = tuple(
    Panel(
        key=f"process.changes.{slot}", slot=slot, rule=rule, load=load, template="process/change_panel.html", order=90
    )
    for slot, load, rule in (
        ("municipality", _municipality_panel, everyone),
        ("process", _process_panel, reads_process),
        ("round", _round_panel, reads_process),
    )
)
