"""What the room contributes: its tab, the counts that wait, panels, and the ends of things."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.spread import showing
from tovholder.apps.spread.ends import move_municipality, move_unit
from tovholder.apps.spread.working import count_items
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

NAV_PARTS.register(
    NavPart(key="spread.overview", within="benefits", label=_("Udbredelse"), url_name="spread:overview", order=90)
)
WORK_SOURCES.register(WorkSource(key="spread", items=count_items, order=51))

_ACTS = {
    "open_plan": _("Begyndte at følge en udbredelse"),
    "change_plan": _("Rettede, hvordan en udbredelse følges"),
    "add_count": _("Talte, hvor langt en teknologi er nået ud"),
    "correct_count": _("Rettede en tælling"),
    "move_unit": _("Flyttede tællinger fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede tællinger fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"spread.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(
    Lifecycle(
        key="spread",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        moved_label=_("tællinger af udbredelse"),
    )
)
PANELS.register(Panel("spread.project", "project", everyone, showing.project_panel, "spread/panel.html", order=55))
PANELS.register(
    Panel("spread.technology", "technology", everyone, showing.technology_panel, "spread/panel.html", order=65)
)
