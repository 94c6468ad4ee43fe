"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.benefits.actions import (
    BenefitFacts,
    add_benefit,
    change_benefit,
    judge_benefit,
    sign_benefit,
)
from tovholder.apps.benefits.choices import BottomLine, Cadence, Grade, Method, Realisation, State, TreePart
from tovholder.apps.benefits.measuring import (
    MeasurementFacts,
    add_measurement,
    change_measurement,
    mark_spoiled,
    remove_measurement,
)
from tovholder.apps.benefits.models import Benefit, BenefitTree, Measurement, TreeEdge, TreeNode
from tovholder.apps.benefits.rules import economist
from tovholder.apps.benefits.selectors import (
    benefit_for,
    benefits_of,
    has_baseline,
    has_follow_up,
    has_owners,
    has_quality_benefit,
    measurements_of,
    own_benefits,
    tree_of,
)

__all__ = [
    "Benefit",
    "BenefitFacts",
    "BenefitTree",
    "BottomLine",
    "Cadence",
    "Grade",
    "Measurement",
    "MeasurementFacts",
    "Method",
    "Realisation",
    "State",
    "TreeEdge",
    "TreeNode",
    "TreePart",
    "add_benefit",
    "add_measurement",
    "benefit_for",
    "benefits_of",
    "change_benefit",
    "change_measurement",
    "economist",
    "has_baseline",
    "has_follow_up",
    "has_owners",
    "has_quality_benefit",
    "judge_benefit",
    "mark_spoiled",
    "measurements_of",
    "own_benefits",
    "remove_measurement",
    "sign_benefit",
    "tree_of",
]
