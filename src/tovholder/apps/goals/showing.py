"""What the room shows on pages of rounds, the process, visions and projects, and what it tells of rounds and steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.goals.models import OPEN_ACTIONS, Action, ActionState, Goal, GoalState
from tovholder.apps.goals.presenting import action_status, goal_status, lateness, owner_text, place_text
from tovholder.apps.goals.rules import may_add
from tovholder.apps.goals.selectors import home_of, own_actions, own_goals, whole_goals
from tovholder.apps.process.public import Round
from tovholder.apps.projects.public import Project
from tovholder.apps.visions.public import Vision
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Link, Status, Tone
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share

SHOWN = 6
GoalRow = tuple[Goal, Status, str]
ActionRow = tuple[Action, Status, str]
Counts = list[tuple[str, Tone]]


def goal_rows(goals: Sequence[Goal], *, public: bool = False) -> list[GoalRow]:
    """Goals as a panel shows them; to those outside no more than title, state and motive."""
    if public:
        return [(goal, goal_status(goal), str(goal.get_motive_display())) for goal in goals[:SHOWN]]
    return [
        (goal, goal_status(goal), f"{place_text(goal)} · {owner_text(goal)} · {goal.get_motive_display()}")
        for goal in goals[:SHOWN]
    ]


def action_rows(actions: Sequence[Action]) -> list[ActionRow]:
    """Actions as a panel shows them: those that are late first."""
    today = clock.today()
    first = sorted(actions, key=lambda one: (not one.is_overdue_on(today), one.due_on is None, one.due_on or today))
    return [(one, action_status(one), _action_line(one)) for one in first[:SHOWN]]


def _action_line(one: Action) -> str:
    parts = [owner_text(one)]
    if one.due_on is not None:
        parts.append(date_text(one.due_on))
    late = lateness(one)
    return " · ".join([*parts, late] if late else parts)


def _counts(goals: Sequence[Goal], actions: Sequence[Action]) -> Counts:
    today = clock.today()
    counts: Counts = []
    if goals:
        reached = sum(goal.state == GoalState.REACHED for goal in goals)
        counts.append((_("%(k)d af %(n)d mål nået") % {"k": reached, "n": len(goals)}, "neutral"))
    if actions:
        done = sum(one.state == ActionState.DONE for one in actions)
        counts.append((_("%(k)d af %(n)d handlinger færdige") % {"k": done, "n": len(actions)}, "neutral"))
    late = sum(one.is_overdue_on(today) for one in actions)
    if late:
        counts.append((_("%(n)d over fristen") % {"n": late}, "danger"))
    unowned = sum(one.is_open and one.owner_id is None for one in actions)
    if unowned:
        counts.append((_("%(n)d uden ansvarlig") % {"n": unowned}, "warning"))
    return counts


def _starts(actor: Actor, query: str) -> list[Link]:
    if not may_add.allows(actor):
        return []
    return [
        Link(_("Sæt et mål"), f"{reverse('goals:new_goal')}{query}"),
        Link(_("Lav en handling"), f"{reverse('goals:new_action')}{query}"),
    ]


def round_panel(one: Round, actor: Actor) -> Mapping[str, Any]:
    """The goals and actions of a round, counted, the late ones first. Two queries."""
    goals, actions = list(own_goals(actor).filter(round=one)), list(own_actions(actor).filter(round=one))
    open_ones = [item for item in actions if item.is_open]
    return {
        "heading": _("Mål og handlinger i runden"),
        "href": reverse("goals:plan"),
        "link": _("Se hele planen"),
        "counts": _counts(goals, actions),
        "goals": goal_rows(goals),
        "actions": action_rows(open_ones),
        "nothing": _("Runden har ingen mål eller handlinger endnu."),
        "starts": _starts(actor, f"?runde={one.public_id}") if one.closed_on is None else [],
    }


def process_panel(municipality: Municipality, actor: Actor) -> Mapping[str, Any] | None:
    """How far a municipality's goals are, and what of the plan is late or without an owner. Two queries."""
    if home_of(actor) != municipality.pk:
        return None
    goals, actions = list(own_goals(actor)), list(own_actions(actor))
    today = clock.today()
    urgent = [one for one in actions if one.is_overdue_on(today) or (one.is_open and one.owner_id is None)]
    return {
        "heading": _("Mål og handlingsplan"),
        "href": reverse("goals:plan"),
        "link": _("Se hele planen"),
        "counts": _counts(goals, actions),
        "goals": [],
        "actions": action_rows(urgent),
        "nothing": _("Intet er over fristen, og alle handlinger har en ansvarlig.")
        if actions
        else _("I har ikke lagt en handlingsplan endnu."),
        "starts": _starts(actor, ""),
    }


def vision_panel(vision: Vision, actor: Actor) -> Mapping[str, Any] | None:
    """The goals that support a vision; those outside see the public ones alone. One query."""
    inside = home_of(actor) == vision.municipality_id
    found = whole_goals().visible_to(actor).filter(vision=vision)
    goals = list(found if inside else found.filter(tier=Tier.PUBLIC))
    if not goals and not inside:
        return None
    return {
        "heading": _("Mål, der støtter visionen"),
        "href": reverse("goals:compatibility") if inside else "",
        "link": _("Se, om målene hænger sammen"),
        "counts": _counts(goals, ()) if inside else [],
        "goals": goal_rows(goals, public=not inside),
        "actions": [],
        "nothing": _("Ingen mål støtter visionen endnu."),
        "starts": _starts(actor, f"?vision={vision.public_id}")[:1] if inside else [],
    }


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """The actions of a project, and the goals that they serve, for its own municipality. One query."""
    if home_of(actor) != project.municipality_id:
        return None
    actions = list(own_actions(actor).filter(project=project))
    starts = _starts(actor, f"?projekt={project.public_id}")[1:]
    if not actions and not starts:
        return None
    goals = {one.goal.pk: one.goal for one in actions if one.goal is not None}
    return {
        "heading": _("På handlingsplanen"),
        "href": reverse("goals:plan") if actions else "",
        "link": _("Se hele planen"),
        "counts": _counts((), actions),
        "goals": [(goal, goal_status(goal), str(goal.get_motive_display())) for goal in goals.values()],
        "actions": action_rows(actions),
        "nothing": _("Projektet står ikke på handlingsplanen."),
        "starts": starts,
    }


def goals_of_round(one: Round, actor: Actor) -> list[Link]:
    """The goals of a round, for the step where they are set. One query."""
    return [Link(goal.title, goal.get_absolute_url(), note=goal.get_state_display()) for goal in _goals(one, actor)]


def _goals(one: Round, actor: Actor) -> Sequence[Goal]:
    return list(own_goals(actor).filter(round=one).order_by("sort_key"))


def plan_of_round(one: Round, actor: Actor) -> list[Link]:
    """The plan of a round, with how much of it is done. One query."""
    actions = list(own_actions(actor).filter(round=one))
    if not actions:
        return []
    done = sum(item.state == ActionState.DONE for item in actions)
    note = _("%(k)d af %(n)d handlinger færdige") % {"k": done, "n": len(actions)}
    return [Link(_("Handlingsplan"), reverse("goals:plan"), note=note)]


def late_of_round(one: Round, actor: Actor) -> list[Link]:
    """What is late in a round, for the step where it is followed up. One query."""
    late = own_actions(actor).filter(round=one, state__in=OPEN_ACTIONS, due_on__lt=clock.today())
    return [Link(item.title, item.get_absolute_url(), note=lateness(item)) for item in late.order_by("due_on")]


def start_goal(one: Round, actor: Actor) -> Link | None:
    """Where a goal of the round is set."""
    starts = _starts(actor, f"?runde={one.public_id}")
    return starts[0] if starts else None


def start_action(one: Round, actor: Actor) -> Link | None:
    """Where an action of the round is made."""
    starts = _starts(actor, f"?runde={one.public_id}&trin=vision.plan")
    return starts[1] if starts else None


def start_follow_up(one: Round, actor: Actor) -> Link | None:
    """Where the plan is followed up."""
    return Link(_("Se, hvad der er over fristen"), f"{reverse('goals:plan')}?maerke=overskredet")


def goals_reached(rounds: Sequence[Round], actor: Actor) -> dict[int, int | Share | str]:
    """The goals reached of those set, by round. One query."""
    found = own_goals(actor).filter(round__in=rounds).order_by().values("round_id")
    rows = found.annotate(n=Count("pk"), k=Count("pk", filter=Q(state=GoalState.REACHED)))
    return {row["round_id"]: Share(row["k"], row["n"], _("mål")) for row in rows}


def actions_done(rounds: Sequence[Round], actor: Actor) -> dict[int, int | Share | str]:
    """The actions done of those planned, by round. One query."""
    found = own_actions(actor).filter(round__in=rounds).order_by().values("round_id")
    rows = found.annotate(n=Count("pk"), k=Count("pk", filter=Q(state=ActionState.DONE)))
    return {row["round_id"]: Share(row["k"], row["n"], _("handlinger")) for row in rows}


def municipalities_with_goals() -> frozenset[int]:
    """The municipalities that have set a goal. One query."""
    return frozenset(Goal.objects.order_by().values_list("municipality_id", flat=True).distinct())


def municipalities_with_a_plan() -> frozenset[int]:
    """The municipalities that have an action in a plan. One query."""
    return frozenset(Action.objects.order_by().values_list("municipality_id", flat=True).distinct())
