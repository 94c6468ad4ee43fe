"""How goals and actions are shown: states, how late they are, numbers, and the facts beside."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.goals.models import OPEN_ACTIONS, Action, ActionState, Goal, GoalReading, GoalState, Motive
from tovholder.apps.process.public import PHASE_OF, STEPS
from tovholder.apps.visions.public import State as VisionState
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

GOAL_TONES: dict[str, Tone] = {
    GoalState.OPEN: "progress",
    GoalState.REACHED: "success",
    GoalState.PARTLY: "info",
    GoalState.NOT_REACHED: "warning",
    GoalState.DROPPED: "muted",
}
ACTION_TONES: dict[str, Tone] = {
    ActionState.PLANNED: "neutral",
    ActionState.IN_PROGRESS: "progress",
    ActionState.DONE: "success",
    ActionState.DROPPED: "muted",
}
MOTIVE_SHORT = {Motive.QUALITY: "K", Motive.EFFICIENCY: "E", Motive.BOTH: "K+E"}


def goal_status(goal: Goal) -> Status:
    """The goal's state."""
    return Status(goal.get_state_display(), GOAL_TONES[goal.state])


def action_status(plan_action: Action) -> Status:
    """The action's state; one past its day says so."""
    if plan_action.is_overdue_on(clock.today()):
        return Status(_("Overskredet"), "danger")
    return Status(plan_action.get_state_display(), ACTION_TONES[plan_action.state])


def lateness(record: Action | Goal) -> str:
    """How many days an open record is past its day; empty for one that is in time."""
    due, today = record.due_on if isinstance(record, Action) else record.deadline, clock.today()
    if due is None or not record.is_overdue_on(today):
        return ""
    days = (today - due).days
    return ngettext("%(days)d dag for sent", "%(days)d dage for sent", days) % {"days": days}


def owner_text(record: Action | Goal) -> str:
    """Who answers for it."""
    return record.owner.name if record.owner is not None else _("Uden ansvarlig")


def place_text(record: Action | Goal) -> str:
    """Whose it is: a unit's, or the whole municipality's."""
    return record.unit.name if record.unit is not None else _("Hele kommunen")


def vision_has_ended(goal: Goal) -> bool:
    """Whether the goal is open and what it supports no longer holds."""
    vision = goal.vision
    return goal.is_open and vision is not None and vision.state in {VisionState.WITHDRAWN, VisionState.REVISED}


def vision_warning(goal: Goal) -> str:
    """What is to be said of a vision that no longer holds."""
    if goal.vision is None or not vision_has_ended(goal):
        return ""
    if goal.vision.state == VisionState.WITHDRAWN:
        return _("Visionen er trukket tilbage")
    return _("Visionen er afløst af en ny")


def amount(value: Decimal | None, measured_in: str) -> str:
    """A measured value with what it is measured in."""
    if value is None:
        return ""
    shown = number_text(int(value)) if value == value.to_integral_value() else number_text(float(value))
    return f"{shown} {measured_in}".strip()


def reached_part(goal: Goal, value: Decimal) -> Decimal | None:
    """How much of the way from the baseline to the target ``value`` is, 0 to 1; None where there is no way."""
    if goal.baseline is None or goal.target is None or goal.baseline == goal.target:
        return None
    part = (value - goal.baseline) / (goal.target - goal.baseline)
    return min(max(part, Decimal(0)), Decimal(1))


def progress_text(goal: Goal, last: GoalReading | None) -> str:
    """How far the last reading is, in words."""
    if last is None:
        return ""
    part = reached_part(goal, last.value)
    shown = amount(last.value, goal.measured_in)
    if part is None:
        return _("%(value)s den %(day)s") % {"value": shown, "day": date_text(last.on)}
    return _("%(value)s den %(day)s: %(percent)d pct. af vejen fra udgangspunktet til målet") % {
        "value": shown,
        "day": date_text(last.on),
        "percent": int(part * 100),
    }


def goal_facts(goal: Goal) -> list[Fact]:
    """What is known of a goal, line by line."""
    facts = [
        Fact(_("Niveau"), goal.get_level_display()),
        Fact(_("Hos"), place_text(goal)),
        Fact(_("Ansvarlig"), owner_text(goal)),
        Fact(_("Frist"), goal.deadline or _("Ikke aftalt")),
    ]
    if goal.next_reading_on is not None:
        facts.append(Fact(_("Næste måling"), goal.next_reading_on))
    if goal.round is not None:
        facts.append(Fact(_("Runde"), str(goal.round), goal.round.get_absolute_url()))
    if goal.paragraph is not None:
        facts.append(Fact(_("Paragraf"), goal.paragraph.label))
    facts.append(Fact(_("Synlighed"), goal.get_tier_display()))
    return facts


def step_text(key: str) -> str:
    """A step of the process with its phase; empty for none."""
    return f"{PHASE_OF[key].title}: {STEPS[key].title}" if key in STEPS else ""


def action_facts(plan_action: Action) -> list[Fact]:
    """What is known of an action, line by line."""
    facts = [
        Fact(_("Hos"), place_text(plan_action)),
        Fact(_("Ansvarlig"), owner_text(plan_action)),
        Fact(_("Begynder"), plan_action.starts_on or _("Ikke aftalt")),
        Fact(_("Frist"), plan_action.due_on or _("Ikke aftalt")),
    ]
    if plan_action.goal is not None:
        facts.append(Fact(_("Mål"), plan_action.goal.title, plan_action.goal.get_absolute_url()))
    if plan_action.step:
        facts.append(Fact(_("I processen"), step_text(plan_action.step)))
    if plan_action.round is not None:
        facts.append(Fact(_("Runde"), str(plan_action.round), plan_action.round.get_absolute_url()))
    if plan_action.project is not None:
        facts.append(Fact(_("Projekt"), plan_action.project.title, plan_action.project.get_absolute_url()))
    facts.append(Fact(_("Synlighed"), plan_action.get_tier_display()))
    return facts


def next_states(plan_action: Action) -> list[tuple[str, str]]:
    """What a button can make of an action without further words: the state, and what the button says."""
    if plan_action.state == ActionState.PLANNED:
        return [(ActionState.IN_PROGRESS.value, _("Sæt i gang"))]
    if plan_action.state == ActionState.IN_PROGRESS:
        return [(ActionState.DONE.value, _("Sæt som færdig")), (ActionState.PLANNED.value, _("Tilbage til planlagt"))]
    return [(ActionState.IN_PROGRESS.value, _("Åbn igen"))] if plan_action.state not in OPEN_ACTIONS else []
