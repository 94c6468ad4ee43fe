"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.benefits.actions import (
    BenefitFacts,
    add_benefit,
    change_benefit,
    judge_benefit,
    sign_benefit,
)
from tovholder.apps.benefits.becoming import facts_of
from tovholder.apps.benefits.choices import BottomLine, Cadence, Design, Grade, Method, Realisation, State, TreePart
from tovholder.apps.benefits.gallery import (
    TemplatePoint,
    TreeTemplate,
    template_of,
    template_point,
    tree_template,
    tree_templates,
)
from tovholder.apps.benefits.measuring import (
    MeasurementFacts,
    add_measurement,
    change_measurement,
    import_measurements,
    mark_spoiled,
    remove_measurement,
)
from tovholder.apps.benefits.models import Benefit, BenefitTree, Measurement, TreeEdge, TreeNode
from tovholder.apps.benefits.periods import Period, latest_periods
from tovholder.apps.benefits.planning import PlanFacts, plan_measuring
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
from tovholder.apps.benefits.tallying import Economy, by_bottom_line, economy_of
from tovholder.apps.benefits.tree_actions import NodeFacts, add_node, connect, is_means, plant_tree, share_tree

__all__ = [
    "Benefit",
    "BenefitFacts",
    "BenefitTree",
    "BottomLine",
    "Cadence",
    "Design",
    "Economy",
    "Grade",
    "Measurement",
    "MeasurementFacts",
    "Method",
    "NodeFacts",
    "Period",
    "PlanFacts",
    "Realisation",
    "State",
    "TemplatePoint",
    "TreeEdge",
    "TreeNode",
    "TreePart",
    "TreeTemplate",
    "add_benefit",
    "add_measurement",
    "add_node",
    "benefit_for",
    "benefits_of",
    "by_bottom_line",
    "change_benefit",
    "change_measurement",
    "connect",
    "economist",
    "economy_of",
    "facts_of",
    "has_baseline",
    "has_follow_up",
    "has_owners",
    "has_quality_benefit",
    "import_measurements",
    "is_means",
    "judge_benefit",
    "latest_periods",
    "mark_spoiled",
    "measurements_of",
    "own_benefits",
    "plan_measuring",
    "plant_tree",
    "remove_measurement",
    "share_tree",
    "sign_benefit",
    "template_of",
    "template_point",
    "tree_of",
    "tree_template",
    "tree_templates",
]
