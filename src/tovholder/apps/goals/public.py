"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.goals.actions import (
    GoalFacts,
    add_goal,
    add_participant,
    add_reading,
    change_goal,
    step_goal,
)
from tovholder.apps.goals.gallery import GoalTemplate, goal_template, goal_templates
from tovholder.apps.goals.models import (
    Action,
    ActionState,
    Goal,
    GoalReading,
    GoalState,
    Level,
    Motive,
    Part,
    Participant,
)
from tovholder.apps.goals.plan_actions import ActionFacts, add_action, change_action, make_calendar, move_action

__all__ = [
    "Action",
    "ActionFacts",
    "ActionState",
    "Goal",
    "GoalFacts",
    "GoalReading",
    "GoalState",
    "GoalTemplate",
    "Level",
    "Motive",
    "Part",
    "Participant",
    "add_action",
    "add_goal",
    "add_participant",
    "add_reading",
    "change_action",
    "change_goal",
    "goal_template",
    "goal_templates",
    "make_calendar",
    "move_action",
    "step_goal",
]
