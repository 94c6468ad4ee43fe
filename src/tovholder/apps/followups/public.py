"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.followups.actions import PlanFacts, add_plan, change_plan, keep_analysis
from tovholder.apps.followups.measured import Reading, reading_of, result_of
from tovholder.apps.followups.models import Analysis, DesignChoice, EvaluationPlan, PlannedStart, Rollout, Unseen
from tovholder.apps.followups.rollouts import (
    RolloutFacts,
    accept_rollout,
    add_rollout,
    change_rollout,
    note_start,
    wish_start,
)
from tovholder.apps.followups.selectors import (
    accepted_rollout,
    analyses_of,
    has_evaluation_plan,
    latest_analysis,
    plan_of,
    planned_starts,
    plans_of,
)

__all__ = [
    "Analysis",
    "DesignChoice",
    "EvaluationPlan",
    "PlanFacts",
    "PlannedStart",
    "Reading",
    "Rollout",
    "RolloutFacts",
    "Unseen",
    "accept_rollout",
    "accepted_rollout",
    "add_plan",
    "add_rollout",
    "analyses_of",
    "change_plan",
    "change_rollout",
    "has_evaluation_plan",
    "keep_analysis",
    "latest_analysis",
    "note_start",
    "plan_of",
    "planned_starts",
    "plans_of",
    "reading_of",
    "result_of",
    "wish_start",
]
