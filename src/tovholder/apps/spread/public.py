"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.spread.actions import CountFacts, PlanFacts, add_count, change_plan, correct_count, open_plan
from tovholder.apps.spread.models import Every, Lost, SpreadCount, SpreadPlan
from tovholder.apps.spread.presenting import base_text, goal_text, stall_text
from tovholder.apps.spread.selectors import Sum, latest_funnel

__all__ = [
    "CountFacts",
    "Every",
    "Lost",
    "PlanFacts",
    "SpreadCount",
    "SpreadPlan",
    "Sum",
    "add_count",
    "base_text",
    "change_plan",
    "correct_count",
    "goal_text",
    "latest_funnel",
    "open_plan",
    "stall_text",
]
