"""What measuring contributes: its tabs, import, reminders, work, panels, and what happens when units and people end."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits import dashboards, sharing
from tovholder.apps.benefits.due import work_places
from tovholder.apps.benefits.importing import MEASUREMENT_IMPORT
from tovholder.apps.benefits.measure_showing import benefit_panel
from tovholder.apps.benefits.planning import move_plans, release_enterer
from tovholder.apps.benefits.reminding import MEASURE_NOTICE, REMIND, REMIND_DAILY
from tovholder.apps.benefits.rules import may_list
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.tables.public import IMPORTERS
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel.actor import Actor

MEASURE = _("Mål gevinster")

MEASURING_PAGES = ("measurements", "plan_measuring", "grade_benefit", "edit_measurement", "remove_measurement")
for key, label, order, allowed, names in (
    ("entry", MEASURE, 30, may_list, MEASURING_PAGES),
    ("dashboard", _("Hvad er nået"), 40, may_list, ("dashboard",)),
    ("national", _("Hele landet"), 120, everyone, ("national",)),
):
    NAV_PARTS.register(
        NavPart(
            key=f"benefits.{key}",
            within="benefits",
            label=label,
            url_name=f"benefits:{key}",
            order=order,
            allowed=allowed.allows,
            names=tuple(f"benefits:{name}" for name in names),
        )
    )

MEASURING_ACTS = {
    "import_measurements": _("Hentede målinger ind fra en fil"),
    "undo_measurements": _("Fortrød en import af målinger"),
    "grade_benefit": _("Vurderede, hvor meget en gevinsts tal kan bære"),
    "plan_measuring": _("Lagde en måleplan"),
    "remind_of_measuring": _("Mindede om en måling"),
    "move_plans": _("Flyttede måleplaner fra en enhed, der blev lagt sammen"),
    "release_enterer": _("Tog en fratrådt kollega af måleplaner"),
}

IMPORTERS.register(MEASUREMENT_IMPORT)
NOTICE_KINDS.register(MEASURE_NOTICE)
JOB_KINDS.register(REMIND)
SCHEDULES.register(REMIND_DAILY)


def _work(actor: Actor, until: date) -> Sequence[WorkItem]:
    """The benefits that the actor is to measure. Two queries."""
    return [
        WorkItem(
            title=gettext("Mål %(title)s") % {"title": benefit.title},
            url=f"{reverse('benefits:entry')}?alle&gevinst={benefit.public_id}",
            kind=MEASURE,
            due=benefit.next_measurement_on,
            note=benefit.indicator,
        )
        for benefit in work_places(actor, until)
    ]


WORK_SOURCES.register(WorkSource(key="benefits.measure", items=_work, order=43))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_plans(by=by, old=old, new=new)


def _person_left(user_id: UUID, by: Actor) -> int:
    return release_enterer(by=by, person=user_id)


LIFECYCLES.register(
    Lifecycle(
        key="benefits.plans", unit_merged=_unit_merged, person_left=_person_left, moved_label=_("planer for målinger")
    )
)

for slot, load, template, order in (
    ("benefit", benefit_panel, "benefits/measure_panel.html", 20),
    ("project", dashboards.project_panel, "benefits/dashboard_panel.html", 45),
    ("municipality", dashboards.municipality_panel, "benefits/dashboard_panel.html", 45),
    ("technology", sharing.technology_panel, "benefits/dashboard_ranges.html", 38),
):
    PANELS.register(
        Panel(key=f"benefits.measured_{slot}", slot=slot, rule=everyone, load=load, template=template, order=order)
    )
