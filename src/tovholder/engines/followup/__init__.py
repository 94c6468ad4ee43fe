"""What measurements can bear: evaluation designs, permutation tests, rollouts. See README.md for the method."""

from tovholder.engines.followup.evaluate import analyse
from tovholder.engines.followup.model import (
    Answer,
    Because,
    Design,
    Panel,
    PlanError,
    PlanFault,
    Planned,
    PlanUnit,
    Power,
    Reason,
    Result,
    Rollout,
    Series,
)
from tovholder.engines.followup.params import Params
from tovholder.engines.followup.plan import plan_rollout

__all__ = [
    "Answer",
    "Because",
    "Design",
    "Panel",
    "Params",
    "PlanError",
    "PlanFault",
    "PlanUnit",
    "Planned",
    "Power",
    "Reason",
    "Result",
    "Rollout",
    "Series",
    "analyse",
    "plan_rollout",
]
