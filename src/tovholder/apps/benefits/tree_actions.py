"""What is done with benefit trees: made, filled, connected, shared."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import BottomLine, TreePart
from tovholder.apps.benefits.gallery import TreeTemplate
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.rules import benefit_tiers, may_write_in
from tovholder.apps.benefits.tree_graph import closes_a_circle, means_among
from tovholder.apps.benefits.trees import BenefitTree, TreeEdge, TreeNode
from tovholder.apps.projects.public import Project
from tovholder.foundation.audit.action import action, change, created, created_many, noted, removed
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

MOST_POINTS = 80
LINES_OF: Mapping[str, tuple[str, ...]] = {
    TreePart.QUALITY: (BottomLine.CITIZEN, BottomLine.STAFF),
    TreePart.ECONOMY: (BottomLine.ECONOMY,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFacts:
    """What a point says. ``bottom_line`` is asked for in the part of quality alone."""

    title: str
    part: str
    details: str = ""
    bottom_line: str = ""
    is_negative: bool = False

    def line(self) -> str:
        """The bottom line that fits the part. Raises ``ValidationError``."""
        lines = LINES_OF.get(self.part, ())
        if len(lines) < 2:
            return lines[0] if lines else ""
        if self.bottom_line not in lines:
            raise ValidationError({"bottom_line": _("Vælg, om det er for borgeren eller medarbejderne.")})
        return self.bottom_line


@action("benefits.plant_tree")
def plant_tree(
    *, by: Actor, project: Project, template: TreeTemplate | None = None, like: BenefitTree | None = None
) -> BenefitTree:
    """Give a project its tree: empty, from a template, or with what stands in another tree.

    Raises ``ValidationError`` when it has one.
    """
    if BenefitTree.objects.filter(project=project).exists():
        raise ValidationError({"project": _("Projektet har allerede et gevinsttræ.")})
    tree = created(
        BenefitTree(
            municipality=project.municipality,
            unit=project.unit or _own_unit(by),
            project=project,
            tier=Tier.UNIT if project.tier == Tier.UNIT else Tier.MUNICIPALITY,
            template=template.key if template is not None else like.template if like is not None else "",
        )
    )
    if template is not None:
        _from_template(tree, template)
    elif like is not None:
        _from_tree(tree, like)
    return tree


def _own_unit(by: Actor) -> Unit | None:
    """The unit of one who writes for a unit alone: they must be able to go on with what they began."""
    return None if may_write_in(by, None) else Unit.objects.filter(pk=by.unit_id or 0).first()


def _from_template(tree: BenefitTree, template: TreeTemplate) -> None:
    made = {
        point.key: TreeNode(
            tree=tree,
            part=point.part,
            title=point.title,
            details=point.details,
            bottom_line=point.bottom_line,
            is_negative=point.is_negative,
            position=at,
            point=point.full_key,
        )
        for at, point in enumerate(template.points, 1)
    }
    created_many(made.values())
    created_many(
        TreeEdge(tree=tree, start=made[edge.start], end=made[edge.end], assumption=edge.assumption)
        for edge in template.edges
    )


def _from_tree(tree: BenefitTree, like: BenefitTree) -> None:
    made = {
        node.pk: TreeNode(
            tree=tree,
            part=node.part,
            title=node.title,
            details=node.details,
            bottom_line=node.bottom_line,
            is_negative=node.is_negative,
            position=node.position,
            point=node.point,
        )
        for node in TreeNode.objects.filter(tree=like)
    }
    created_many(made.values())
    created_many(
        TreeEdge(tree=tree, start=made[edge.start_id], end=made[edge.end_id], assumption=edge.assumption)
        for edge in TreeEdge.objects.filter(tree=like)
    )


@action("benefits.share_tree")
def share_tree(*, by: Actor, tree: BenefitTree, tier: str, expected_version: int | None = None) -> BenefitTree:
    """Say who may see a tree. Raises ``ValidationError`` and ``ConflictError``."""
    if tier != tree.tier and tier not in benefit_tiers(by, in_unit=tree.unit_id is not None):
        raise ValidationError({"tier": _("Så bredt kan du ikke dele træet. Kommunens tovholder gør det.")})
    return change(tree, expected_version=expected_version, tier=tier)


@action("benefits.add_node")
def add_node(*, by: Actor, tree: BenefitTree, facts: NodeFacts) -> TreeNode:
    """Put a point last into its part. Raises ``ValidationError`` by field."""
    if TreeNode.objects.filter(tree=tree).count() >= MOST_POINTS:
        raise ValidationError(_("Træet er fuldt. Saml nogle af punkterne, så man kan læse det."))
    return created(
        TreeNode(
            tree=tree,
            part=facts.part,
            title=facts.title,
            details=facts.details,
            bottom_line=facts.line(),
            is_negative=facts.is_negative,
            position=_last(tree) + 1,
        )
    )


def _last(tree: BenefitTree) -> int:
    return TreeNode.objects.filter(tree=tree).aggregate(last=Max("position"))["last"] or 0


@action("benefits.change_node")
def change_node(*, by: Actor, node: TreeNode, facts: NodeFacts, expected_version: int | None = None) -> TreeNode:
    """Change what a point says. One that became a benefit keeps its bottom line.

    Raises ``ValidationError`` by field and ``ConflictError``.
    """
    line = facts.line()
    if line != node.bottom_line and Benefit.objects.filter(node=node).exists():
        said = _("Punktet er en gevinst og bliver på sin bundlinje. Lav et nyt punkt i stedet.")
        raise ValidationError({"part": said})
    changed = change(
        node,
        expected_version=expected_version,
        title=facts.title,
        details=facts.details,
        part=facts.part,
        bottom_line=line,
        is_negative=facts.is_negative,
    )
    _mark_means(node.tree)
    return changed


@action("benefits.place_node")
def place_node(*, by: Actor, node: TreeNode, step: int) -> TreeNode:
    """Move a point ``step`` places down within its part; up when it is negative. At the end it stays."""
    row = list(TreeNode.objects.filter(tree_id=node.tree_id, part=node.part))
    at = next(index for index, one in enumerate(row) if one.pk == node.pk)
    to = min(max(at + step, 0), len(row) - 1)
    places = sorted(one.position for one in row)
    row.insert(to, row.pop(at))
    for one, place in zip(row, places, strict=True):
        TreeNode.objects.filter(pk=one.pk).update(position=place)  # whoever is writing in a point is not disturbed
    noted(node, ["position"])
    node.refresh_from_db(fields=["position"])
    return node


@action("benefits.remove_node")
def remove_node(*, by: Actor, node: TreeNode) -> None:
    """Take a point out of the tree with its edges. A benefit that it became stays, without the tree."""
    tree = node.tree
    for benefit in Benefit.objects.filter(node=node):
        change(benefit, node=None)
    removed(node)
    _mark_means(tree)


@action("benefits.connect")
def connect(*, by: Actor, tree: BenefitTree, start: TreeNode, end: TreeNode, assumption: str = "") -> TreeEdge:
    """Say that one point leads to another, or, from a barrier, that it stands in its way.

    Raises ``ValidationError`` for points of another tree, an edge that is there, and a circle.
    """
    BenefitTree.objects.select_for_update().get(pk=tree.pk)  # two at once must not close a circle together
    if start.tree_id != tree.pk or end.tree_id != tree.pk:
        raise ValidationError(_("Begge punkter skal stå i træet."))
    if start.pk == end.pk:
        raise ValidationError({"end": _("Vælg et andet punkt end det, pilen begynder ved.")})
    pairs = list(TreeEdge.objects.filter(tree=tree).values_list("start_id", "end_id"))
    if (start.pk, end.pk) in pairs:
        raise ValidationError({"end": _("De to punkter er allerede forbundet.")})
    if closes_a_circle(pairs, start.pk, end.pk):
        said = _("%(end)s fører allerede til %(start)s. En pil tilbage ville gå i ring.")
        raise ValidationError({"end": said % {"end": end.title, "start": start.title}})
    edge = created(TreeEdge(tree=tree, start=start, end=end, assumption=assumption.strip()))
    _mark_means(tree)
    return edge


@action("benefits.change_assumption")
def change_assumption(*, by: Actor, edge: TreeEdge, assumption: str) -> TreeEdge:
    """Change what must hold for one point to lead to another. Raises ``ValidationError``."""
    return change(edge, assumption=assumption.strip())


@action("benefits.disconnect")
def disconnect(*, by: Actor, edge: TreeEdge) -> None:
    """Take away that one point leads to another."""
    tree = edge.tree
    removed(edge)
    _mark_means(tree)


def _mark_means(tree: BenefitTree) -> None:
    """Let the benefits of economic points say whether they lead to other economic ones: those are not counted."""
    economic = list(TreeNode.objects.filter(tree=tree, part=TreePart.ECONOMY).values_list("pk", flat=True))
    means = means_among(economic, TreeEdge.objects.filter(tree=tree).values_list("start_id", "end_id"))
    for benefit in Benefit.objects.filter(node__tree=tree, bottom_line=BottomLine.ECONOMY):
        change(benefit, is_means=benefit.node_id in means)
    noted(tree)


def is_means(node: TreeNode) -> bool:
    """Whether an economic point leads to another economic one."""
    economic = list(TreeNode.objects.filter(tree_id=node.tree_id, part=TreePart.ECONOMY).values_list("pk", flat=True))
    edges = TreeEdge.objects.filter(tree_id=node.tree_id).values_list("start_id", "end_id")
    return node.pk in means_among(economic, edges)
