"""Benefits and benefit trees made for tests."""

from typing import Any

from tests.landkort import project
from tovholder.apps.benefits.public import (
    Benefit,
    BenefitFacts,
    BenefitTree,
    BottomLine,
    NodeFacts,
    TreeNode,
    add_benefit,
    add_node,
    plant_tree,
    tree_template,
)
from tovholder.apps.projects.public import Project
from tovholder.kernel.actor import SYSTEM, Actor


def benefit(
    title: str = "Tryghed om aftenen",
    *,
    by: Actor = SYSTEM,
    of: Project | None = None,
    bottom_line: str = BottomLine.CITIZEN,
    **values: Any,
) -> Benefit:
    """A benefit; for citizens unless it says otherwise."""
    facts = BenefitFacts(title=title, bottom_line=bottom_line, **values)
    return add_benefit(by=by, project=of or project(f"Projekt om {title}"), facts=facts)


def tree(of: Project | None = None, *, template: str = "", by: Actor = SYSTEM) -> BenefitTree:
    """A tree: empty, or from a template."""
    return plant_tree(by=by, project=of or project("Skærmbesøg om aftenen"), template=tree_template(template))


def node(in_tree: BenefitTree, title: str, part: str = "work", *, line: str = "", **values: Any) -> TreeNode:
    """A point of a tree."""
    return add_node(by=SYSTEM, tree=in_tree, facts=NodeFacts(title=title, part=part, bottom_line=line, **values))
