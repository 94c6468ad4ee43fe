"""What the room contributes: its tab, search, what waits, reminders, panels, steps of the process, figures, outcome."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.goals import showing
from tovholder.apps.goals.ends import forget_person, move_municipality, move_unit
from tovholder.apps.goals.models import Action, Goal
from tovholder.apps.goals.papers import PLAN_REPORT
from tovholder.apps.goals.presenting import owner_text, place_text
from tovholder.apps.goals.reminding import REMIND, REMIND_DAILY
from tovholder.apps.goals.rules import may_edit, may_list
from tovholder.apps.goals.selectors import own_actions, own_goals
from tovholder.apps.goals.telling import DUE_NOTICE, OWNER_NOTICE, PLAN_NOTICE
from tovholder.apps.goals.working import action_items, goal_items, unowned_items
from tovholder.apps.process.public import (
    NATIONAL_FIGURES,
    ROUND_FIGURES,
    STEP_SOURCES,
    NationalFigure,
    RoundFigure,
    StepSource,
)
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.reports.public import REPORTS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import OUTCOMES, WORK_SOURCES, Finding, Outcome, WorkSource, origin_query
from tovholder.kernel.actor import Actor

SUMMARY = 220

NAV_PARTS.register(
    NavPart(
        key="goals.list",
        within="process",
        label=_("Mål og handlingsplan"),
        url_name="goals:list",
        order=40,
        allowed=may_list.allows,
    )
)
WORK_SOURCES.register(WorkSource(key="goals.actions", items=action_items, order=30))
WORK_SOURCES.register(WorkSource(key="goals.goals", items=goal_items, order=31))
WORK_SOURCES.register(WorkSource(key="goals.unowned", items=unowned_items, order=32))
for kind in (DUE_NOTICE, OWNER_NOTICE, PLAN_NOTICE):
    NOTICE_KINDS.register(kind)
JOB_KINDS.register(REMIND)
SCHEDULES.register(REMIND_DAILY)
REPORTS.register(PLAN_REPORT)

_ACTS = {
    "add_goal": _("Satte et mål"),
    "change_goal": _("Rettede et mål"),
    "step_goal": _("Skiftede tilstand på et mål"),
    "add_reading": _("Skrev en måling ved et mål"),
    "add_participant": _("Skrev en deltager på et mål eller handlingsplanen"),
    "remove_participant": _("Tog en deltager af"),
    "add_action": _("Satte en handling på handlingsplanen"),
    "change_action": _("Rettede en handling"),
    "move_action": _("Skiftede tilstand på en handling"),
    "place_action": _("Flyttede en handling op eller ned"),
    "make_calendar": _("Lavede et kalenderlink til en handlingsplan"),
    "close_calendar": _("Lukkede et kalenderlink til en handlingsplan"),
    "remind_of": _("Mindede om en handlings frist"),
    "forget_person": _("Tog en fratrådt kollega af mål og handlinger"),
    "move_unit": _("Flyttede mål og handlinger fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede mål og handlinger fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"goals.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="goals",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("mål og handlinger"),
    )
)

for slot, load, order in (
    ("round", showing.round_panel, 40),
    ("process", showing.process_panel, 40),
    ("vision", showing.vision_panel, 40),
    ("project", showing.project_panel, 40),
):
    PANELS.register(
        Panel(key=f"goals.{slot}", slot=slot, rule=everyone, load=load, template="goals/panel.html", order=order)
    )

STEP_SOURCES.register(StepSource("goals.goals", "vision.goals", showing.goals_of_round, showing.start_goal, order=40))
STEP_SOURCES.register(StepSource("goals.plan", "vision.plan", showing.plan_of_round, showing.start_action, order=40))
STEP_SOURCES.register(
    StepSource("goals.late", "practice.follow_up", showing.late_of_round, showing.start_follow_up, order=40)
)
ROUND_FIGURES.register(RoundFigure("goals.reached", _("Mål nået"), showing.goals_reached, order=40))
ROUND_FIGURES.register(RoundFigure("goals.done", _("Handlinger færdige"), showing.actions_done, order=41))
NATIONAL_FIGURES.register(NationalFigure("goals.goals", _("Har sat mål"), showing.municipalities_with_goals, order=40))
NATIONAL_FIGURES.register(
    NationalFigure("goals.plan", _("Har en handlingsplan"), showing.municipalities_with_a_plan, order=41)
)


def _start(finding: Finding, actor: Actor) -> str:
    return f"{reverse('goals:new_action')}?{origin_query(finding)}"


def _made(actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Link]]:
    found: dict[UUID, list[Link]] = {}
    for one in own_actions(actor).filter(origin_id__in=ids):
        if one.origin_id is not None:
            link = Link(one.title, one.get_absolute_url(), note=one.get_state_display())
            found.setdefault(one.origin_id, []).append(link)
    return found


OUTCOMES.register(
    Outcome(key="goals.action", label=_("Lav en handling"), rule=may_edit, start=_start, made=_made, order=10)
)


def _goal_documents(since: int | None) -> Iterable[Document]:
    """All goals: they are few, so any change gives them all again."""
    for goal in Goal.objects.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=goal.pk, title=goal.title, body=f"{goal.why}\n{goal.indicator}")


def _goals_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        goal.pk: Hit(
            title=goal.title,
            url=goal.get_absolute_url(),
            summary=goal.why[:SUMMARY],
            note=f"{place_text(goal)} · {goal.get_state_display()}",
        )
        for goal in own_goals(actor).filter(pk__in=keys)
    }


def _action_documents(since: int | None) -> Iterable[Document]:
    """All actions, as with the goals."""
    for one in Action.objects.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=one.pk, title=one.title, body=f"{one.description}\n{one.done_note}")


def _actions_visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        one.pk: Hit(
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.description[:SUMMARY],
            note=f"{owner_text(one)} · {one.get_state_display()}",
        )
        for one in own_actions(actor).filter(pk__in=keys)
    }


def _goals_revision() -> int:
    return Goal.objects.aggregate(total=Sum("version"))["total"] or 0


def _actions_revision() -> int:
    return Action.objects.aggregate(total=Sum("version"))["total"] or 0


SEARCH_SOURCES.register(
    SearchSource(
        key="goals",
        label=_("Mål"),
        documents=_goal_documents,
        revision=_goals_revision,
        visible=_goals_visible,
        list_url=lambda text: f"{reverse('goals:list')}?{urlencode({'q': text})}",
        order=50,
    )
)
SEARCH_SOURCES.register(
    SearchSource(
        key="goals.actions",
        label=_("Handlinger"),
        documents=_action_documents,
        revision=_actions_revision,
        visible=_actions_visible,
        list_url=lambda text: f"{reverse('goals:plan')}?{urlencode({'q': text})}",
        order=51,
    )
)
