"""What the room contributes: its place in the process, its questionnaire, work, notices, the report, and moves."""

from importlib.resources import files

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.public import (
    NATIONAL_FIGURES,
    ROUND_FIGURES,
    STAGE_SOURCES,
    STEP_SOURCES,
    NationalFigure,
    RoundFigure,
    StageSource,
    StepSource,
)
from tovholder.apps.questionnaires.public import HOSTS, PACKAGED, Host, Packaged, Response
from tovholder.apps.screenings import contributing, working
from tovholder.apps.screenings.asking import QUESTIONNAIRE
from tovholder.apps.screenings.papers import SCREENING_REPORT
from tovholder.apps.screenings.rules import may_list
from tovholder.apps.screenings.stages import stages
from tovholder.apps.screenings.tasks import send_invitations
from tovholder.apps.screenings.writing import INVITE_JOB, INVITED, forget_person, move_municipality, move_unit
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, JobKind
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS, MailChoice, NoticeKind
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

_ACTS = {
    "create": _("Planlagde en IT-screening"),
    "change": _("Rettede en IT-screening"),
    "word_purpose": _("Skrev det fælles formål i en IT-screening"),
    "hold": _("Holdt en IT-screening"),
    "approve": _("Godkendte en IT-screening"),
    "reopen": _("Genåbnede en IT-screening"),
    "delete": _("Slettede en planlagt IT-screening"),
    "open_link": _("Lavede et link til borgernes skema i en IT-screening"),
    "close_link": _("Lukkede linket til borgernes skema i en IT-screening"),
    "begin_easy": _("Åbnede et letlæst skema i en IT-screening"),
    "add_part": _("Føjede noget til en IT-screening"),
    "change_part": _("Rettede noget i en IT-screening"),
    "remove_part": _("Slettede noget i en IT-screening"),
    "answer": _("Svarede på spørgsmål i en IT-screening"),
    "leave": _("Noterede, at en deltager gik ud af en IT-screening"),
    "invite": _("Inviterede til en IT-screening"),
    "record_mail": _("Noterede, om en invitation til en IT-screening kom frem"),
    "dismiss_finding": _("Lagde et fund fra en IT-screening væk"),
    "restore_finding": _("Tog et fund fra en IT-screening op igen"),
    "move_unit": _("Flyttede IT-screeninger fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede IT-screeninger fra en kommune, der blev en del af en anden"),
    "forget_person": _("Tog en person, der er fratrådt, af IT-screeninger"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"screenings.{act}", said))

PACKAGED.register(
    Packaged(key=QUESTIONNAIRE, path=files("tovholder.apps.screenings").joinpath("data/screening.json"), order=30)
)


def _answers_page(response: Response) -> str:
    return reverse("screenings:answers", args=[response.about])


HOSTS.register(Host(key=QUESTIONNAIRE, url_of=_answers_page, label=_("IT-screening")))
REPORTS.register(SCREENING_REPORT)
JOB_KINDS.register(
    JobKind(key=INVITE_JOB, label=_("Send invitationer til IT-screeninger"), run=send_invitations, idempotent=True)
)
NOTICE_KINDS.register(NoticeKind(INVITED, _("invitationer til IT-screeninger"), mail=MailChoice.NEVER, order=44))
NAV_PARTS.register(
    NavPart(
        key="screenings",
        within="process",
        label=_("IT-screening"),
        url_name="screenings:list",
        order=50,
        allowed=may_list.allows,
    )
)


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(old, new, by=by)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(old, into, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="screenings",
        unit_merged=_unit_merged,
        person_left=lambda user_id, by: forget_person(user_id, by=by),
        municipality_merged=_municipality_merged,
        moved_label=_("IT-screeninger"),
    )
)

for order, name in enumerate(("needs", "technology", "resources"), start=1):
    STEP_SOURCES.register(
        StepSource(
            key=f"screenings.{name}",
            step=f"screening.{name}",
            links=contributing.links_for(name),
            start=contributing.start,
            order=50 + order,
        )
    )
STAGE_SOURCES.register(StageSource(key="screenings", stages=stages, order=50))
ROUND_FIGURES.register(
    RoundFigure("screenings.held", _("IT-screeninger, der er holdt"), contributing.held_by_round, order=50)
)
ROUND_FIGURES.register(
    RoundFigure("screenings.needs_met", _("Behov, der får hjælp"), contributing.needs_met_by_round, order=51)
)
NATIONAL_FIGURES.register(
    NationalFigure(
        "screenings.fresh",
        _("Har IT-screenet en enhed inden for 24 måneder"),
        contributing.fresh_municipalities,
        order=50,
    )
)
PANELS.register(
    Panel(
        key="screenings.round",
        slot="round",
        rule=may_list,
        load=contributing.round_panel,
        template="screenings/round_panel.html",
        order=50,
    )
)
PANELS.register(
    Panel(
        key="screenings.process",
        slot="process",
        rule=may_list,
        load=contributing.process_panel,
        template="screenings/process_panel.html",
        order=50,
    )
)
WORK_SOURCES.register(WorkSource(key="screenings.planned", items=working.planned, order=50))
WORK_SOURCES.register(WorkSource(key="screenings.approve", items=working.to_approve, order=51))
WORK_SOURCES.register(WorkSource(key="screenings.invited", items=working.invited, order=52))
