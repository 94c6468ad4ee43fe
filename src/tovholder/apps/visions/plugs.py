"""What the room contributes: its tab, panels, my week, notices, jobs, search, report, and answers to mergers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.public import NATIONAL_FIGURES, ROUND_FIGURES, STEP_SOURCES
from tovholder.apps.visions.contributing import RECEIPT_FIGURE, RESPONSIBLE_STEP, VISION_FIGURE
from tovholder.apps.visions.finding import VISION_SEARCH
from tovholder.apps.visions.hearing_actions import INVITE
from tovholder.apps.visions.lifecycle import move_municipality, move_unit
from tovholder.apps.visions.panels import municipality_panel, process_panel, round_panel
from tovholder.apps.visions.papers import VISION_REPORT
from tovholder.apps.visions.rules import may_list, may_read_public
from tovholder.apps.visions.tasks import daily, send_letters
from tovholder.apps.visions.telling import KINDS
from tovholder.apps.visions.working import HEARING_WORK, RECEIPT_WORK, STATEMENT_WORK
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import Actor

_ACTS = {
    "create_vision": _("Begyndte en vision"),
    "change_vision": _("Rettede en vision"),
    "delete_vision": _("Slettede en kladde til en vision"),
    "revise_vision": _("Begyndte en ny udgave af en vision"),
    "comment": _("Kommenterede en vision"),
    "answer_comment": _("Besvarede en kommentar til en vision"),
    "add_strategy": _("Føjede en strategi til en vision"),
    "add_responsible": _("Udpegede en ansvarlig for en vision"),
    "add_participant": _("Føjede en deltager til en vision"),
    "remove_part": _("Tog en linje ud af en vision"),
    "answer_preconditions": _("Svarede på forudsætningerne for en vision"),
    "open_hearing": _("Sendte en vision i høring"),
    "add_body": _("Føjede en høringspart til"),
    "remove_body": _("Fjernede en høringspart"),
    "extend_hearing": _("Gav mere tid i en høring"),
    "record_letter": _("Sendte et høringsbrev"),
    "record_failed_letter": _("Noterede, at et høringsbrev ikke nåede frem"),
    "send_letter_again": _("Sendte et høringsbrev igen"),
    "give_statement": _("Gav et høringssvar"),
    "reply": _("Svarede på et høringssvar"),
    "close_hearing": _("Lukkede en høring efter fristen"),
    "note_reminder": _("Mindede om en svarfrist"),
    "back_to_draft": _("Gjorde en vision til kladde igen"),
    "adopt": _("Registrerede, at en vision er vedtaget"),
    "publish": _("Gjorde en vision offentlig"),
    "unpublish": _("Tog en visions offentlige side ned"),
    "withdraw": _("Trak en vision tilbage"),
    "ask_new_units": _("Bad nye enheder læse en vision"),
    "give_receipt": _("Kvitterede for en vision"),
    "remind_units": _("Mindede enheder om en vision"),
    "move_municipality": _("Flyttede visioner fra en kommune, der blev lagt sammen"),
    "move_unit": _("Flyttede en enheds kvitteringer til den, den blev lagt sammen med"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"visions.{act}", said))

NAV_PARTS.register(
    NavPart(
        key="visions",
        within="process",
        label=_("Visioner"),
        url_name="visions:list",
        order=30,
        allowed=may_list.allows,
    )
)
STEP_SOURCES.register(RESPONSIBLE_STEP)
ROUND_FIGURES.register(RECEIPT_FIGURE)
NATIONAL_FIGURES.register(VISION_FIGURE)
REPORTS.register(VISION_REPORT)
SEARCH_SOURCES.register(VISION_SEARCH)
for kind in KINDS:
    NOTICE_KINDS.register(kind)
for work in (HEARING_WORK, RECEIPT_WORK, STATEMENT_WORK):
    WORK_SOURCES.register(work)

JOB_KINDS.register(JobKind(key=INVITE, label=_("Send breve om en høring"), run=send_letters, idempotent=True))
JOB_KINDS.register(
    JobKind(key="visions.daily", label=_("Svarfrister og kvitteringer for visioner"), run=daily, idempotent=True)
)
SCHEDULES.register(Schedule(key="visions.daily", kind="visions.daily", every=timedelta(days=1), at_hour=5))


def _unit_merged(old: Unit, into: Unit, by: Actor) -> int:
    """What a unit said about visions is said by the one it became part of."""
    return move_unit(by=by, old=old, into=into)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """A municipality that became part of another takes its visions along."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(
    Lifecycle(
        key="visions",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        moved_label=_("visioner og kvitteringer"),
    )
)

for slot, rule, load in (
    ("round", may_list, round_panel),
    ("process", may_list, process_panel),
    ("municipality", may_read_public, municipality_panel),
):
    PANELS.register(
        Panel(
            key=f"visions.{slot}",
            slot=slot,
            rule=rule,
            load=load,
            template="visions/panel_visions.html",
            order=30,
        )
    )
