"""A point of a tree becomes a benefit: with what its template suggests, and its words as they stand in the tree."""

from typing import Any

from tovholder.apps.benefits.actions import BenefitFacts
from tovholder.apps.benefits.gallery import template_point
from tovholder.apps.benefits.rules import may_write_in
from tovholder.apps.benefits.suggesting import suggested_codes
from tovholder.apps.benefits.tree_actions import is_means
from tovholder.apps.benefits.trees import TreeNode
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor


def facts_of(node: TreeNode, actor: Actor) -> BenefitFacts:
    """What the benefit says to begin with. Only for a point of quality or economy."""
    point = template_point(node.point)
    said: dict[str, Any] = {}
    if point is not None and point.bottom_line == node.bottom_line:
        said = {name: getattr(point, name) for name in ("indicator", "higher_is_better", "realisation", "is_invisible")}
        said |= suggested_codes(point)
    unit = node.tree.unit or (None if may_write_in(actor, None) else Unit.objects.filter(pk=actor.unit_id or 0).first())
    return BenefitFacts(
        title=node.title,
        bottom_line=node.bottom_line,
        is_negative=node.is_negative,
        is_means=is_means(node),
        unit=unit,
        tier=Tier.UNIT if node.tree.tier == Tier.UNIT and unit is not None else Tier.MUNICIPALITY,
        node=node,
        **said,
    )
