"""Reading benefit trees."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tovholder.apps.benefits.choices import TreePart
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.rules import EDITING_IN_UNIT
from tovholder.apps.benefits.tree_graph import means_among
from tovholder.apps.benefits.trees import BenefitTree, TreeEdge, TreeNode
from tovholder.apps.projects.public import Project
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.kernel.actor import Actor


@dataclass(frozen=True)
class Grown:
    """A tree with all that stands in it, read once."""

    tree: BenefitTree
    nodes: Sequence[TreeNode]
    edges: Sequence[TreeEdge]

    @cached_property
    def by_key(self) -> dict[int, TreeNode]:
        """The points by their internal key."""
        return {node.pk: node for node in self.nodes}

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """The edges as pairs of keys."""
        return [(edge.start_id, edge.end_id) for edge in self.edges]

    @cached_property
    def means(self) -> dict[int, list[TreeNode]]:
        """The economic points that lead to other economic ones, with those: they are not counted besides them."""
        economic = [node.pk for node in self.nodes if node.part == TreePart.ECONOMY]
        found = means_among(economic, self.pairs)
        return {key: [node for node in self.nodes if node.pk in ends] for key, ends in found.items()}

    def of_part(self, part: str) -> list[TreeNode]:
        """The points of one part, in order."""
        return [node for node in self.nodes if node.part == part]

    def onward(self, node: TreeNode) -> list[TreeEdge]:
        """The edges that begin at a point."""
        return [edge for edge in self.edges if edge.start_id == node.pk]


def whole_trees() -> OwnedQuerySet[BenefitTree]:
    """All trees with their project. Only for callers that narrow by rights themselves."""
    return BenefitTree.objects.select_related("municipality", "unit", "project", "project__technology")


def own_trees(actor: Actor) -> list[tuple[BenefitTree, int]]:
    """The trees of the actor's municipality that they may see, each with how many points stand in it. One query."""
    counted = whole_trees().visible_to(actor).at_home(actor).annotate(points=Count("nodes"))
    return [(tree, tree.points) for tree in counted.order_by("project__sort_key", "pk")]


def tree_for(actor: Actor, public_id: UUID) -> BenefitTree:
    """The tree with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = whole_trees().visible_to(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def node_for(actor: Actor, public_id: UUID) -> TreeNode:
    """The point with that id, if ``actor`` may see its tree. Raises ``Http404``."""
    trees = BenefitTree.objects.visible_to(actor)
    nodes = TreeNode.objects.filter(tree__in=trees).select_related("tree", "tree__project", "tree__unit")
    found = nodes.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def edge_for(actor: Actor, public_id: UUID) -> TreeEdge:
    """The edge with that id, if ``actor`` may see its tree. Raises ``Http404``."""
    trees = BenefitTree.objects.visible_to(actor)
    edges = TreeEdge.objects.filter(tree__in=trees).select_related("tree", "start", "end")
    found = edges.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def grown(tree: BenefitTree) -> Grown:
    """A tree with its points, the benefits they became, and its edges. Two queries."""
    nodes = list(TreeNode.objects.filter(tree=tree).select_related("benefit"))
    edges = list(TreeEdge.objects.filter(tree=tree).select_related("start", "end"))
    return Grown(tree, nodes, edges)


def benefits_in(found: Grown, actor: Actor) -> dict[int, Benefit]:
    """The benefits that points became, of those ``actor`` may see, by the point's key. One query."""
    visible = Benefit.objects.visible_to(actor).filter(node__in=[node.pk for node in found.nodes])
    return {benefit.node_id: benefit for benefit in visible if benefit.node_id is not None}


def plantable_projects(actor: Actor) -> QuerySet[Project]:
    """The projects of the own municipality that have no tree yet and whose tree ``actor`` may make."""
    has_tree = BenefitTree.objects.filter(project=OuterRef("pk"))
    found = editable_projects(actor).filter(~Exists(has_tree))
    return found.order_by("sort_key")


def editable_projects(actor: Actor) -> QuerySet[Project]:
    """The projects of the own municipality that ``actor`` may put benefits on."""
    found = Project.objects.visible_to(actor).at_home(actor)
    if actor.role in EDITING_IN_UNIT:
        found = found.filter(Q(unit__isnull=True) | Q(unit_id=actor.unit_id))
    return found.select_related("technology", "technology__area").order_by("sort_key")


def copyable_trees(actor: Actor) -> OwnedQuerySet[BenefitTree]:
    """The trees that ``actor`` sees and whose project they see: the own municipality's, and those that others share."""
    projects = Project.objects.visible_to(actor)
    return whole_trees().visible_to(actor).filter(project__in=projects).order_by("project__sort_key", "pk")
