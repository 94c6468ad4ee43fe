"""What the room contributes: its tab, the conditions of a step, panels, what waits, notices, papers."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tovholder.apps.decisions.conditions import OWN_CONDITIONS
from tovholder.apps.decisions.helping import forget_person
from tovholder.apps.decisions.paper_blocks import (
    ORDER_OF_BARRIERS,
    ORDER_OF_ECONOMY,
    barriers_block,
    economy_block,
)
from tovholder.apps.decisions.papers import DECISION_REPORT, PAPER_BLOCKS, PaperBlock
from tovholder.apps.decisions.rules import may_list
from tovholder.apps.decisions.sharing import shared_panel, technology_panel
from tovholder.apps.decisions.showing import benefit_panel, project_panel
from tovholder.apps.decisions.telling import HELP_NOTICE, REPORT_NOTICE
from tovholder.apps.decisions.unit_reports import UNIT_REPORT
from tovholder.apps.decisions.working import help_items, review_items
from tovholder.apps.projects.public import CONDITIONS
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

NAV_PARTS.register(
    NavPart(
        key="decisions.list",
        within="benefits",
        label=_("Beslutninger"),
        url_name="decisions:list",
        order=70,
        allowed=may_list.allows,
    )
)
for condition in OWN_CONDITIONS:
    CONDITIONS.register(condition)
WORK_SOURCES.register(WorkSource(key="decisions.reviews", items=review_items, order=60))
WORK_SOURCES.register(WorkSource(key="decisions.help", items=help_items, order=61))
NOTICE_KINDS.register(HELP_NOTICE)
NOTICE_KINDS.register(REPORT_NOTICE)
REPORTS.register(UNIT_REPORT)
REPORTS.register(DECISION_REPORT)
PAPER_BLOCKS.register(PaperBlock("businesscases", economy_block, ORDER_OF_ECONOMY))
PAPER_BLOCKS.register(PaperBlock("barriers", barriers_block, ORDER_OF_BARRIERS))
PANELS.register(
    Panel("decisions.project", "project", everyone, project_panel, "decisions/project_panel.html", order=60)
)
PANELS.register(Panel("decisions.shared", "project", everyone, shared_panel, "decisions/shared_panel.html", order=61))
PANELS.register(
    Panel("decisions.technology", "technology", everyone, technology_panel, "decisions/shared_panel.html", order=16)
)
PANELS.register(
    Panel("decisions.benefit", "benefit", everyone, benefit_panel, "decisions/benefit_panel.html", order=60)
)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(Lifecycle(key="decisions", person_left=_person_left))

_ACTS = {
    "answer_condition": _("Svarede på en betingelse for et projekt"),
    "add_criterion": _("Aftalte et kriterium for en prøve"),
    "change_criterion": _("Rettede et kriterium for en prøve"),
    "withdraw_criterion": _("Tog et kriterium ud"),
    "plan_review": _("Satte dag for en beslutning"),
    "share_review": _("Valgte, hvem der må se en beslutning"),
    "hold_review": _("Besluttede at fortsætte, justere eller stoppe"),
    "log_problem": _("Skrev et problem i loggen"),
    "change_problem": _("Rettede et problem i loggen"),
    "add_procedure_step": _("Beskrev et trin i en arbejdsgang"),
    "change_procedure_step": _("Rettede et trin i en arbejdsgang"),
    "remove_procedure_step": _("Fjernede et trin i en arbejdsgang"),
    "ask_for_help": _("Bad om hjælp fra en økonom"),
    "assign_help": _("Gav en opgave til en økonom"),
    "finish_help": _("Afsluttede hjælp fra en økonom"),
    "forget_person": _("Tog en fratrådt økonom af opgaver"),
    "send_unit_report": _("Sendte en enheds status til forvaltningen"),
    "rate_complexity": _("Vurderede kompleksiteten af et projekt"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"decisions.{act}", said))
