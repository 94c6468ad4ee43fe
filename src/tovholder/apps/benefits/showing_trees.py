"""A tree as a nested list: the five parts, their points, and what each leads to on what assumption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tovholder.apps.benefits.choices import KIND_LISTS, TreePart
from tovholder.apps.benefits.gallery import Source, TemplatePoint, TreeTemplate
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.presenting import benefit_status
from tovholder.apps.benefits.tree_selectors import Grown
from tovholder.apps.benefits.trees import TreeEdge, TreeNode
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.values import Status


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point of a tree with what it leads to and the benefit that it became."""

    node: TreeNode
    onward: Sequence[TreeEdge]
    benefit: Benefit | None
    status: Status | None
    counted_in: Sequence[TreeNode]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class PartShown:
    """One of the five parts."""

    key: str
    label: str
    points: Sequence[PointShown]


def parts_of_tree(found: Grown, benefits: Mapping[int, Benefit]) -> list[PartShown]:
    """The five parts of a project's tree."""
    return [PartShown(part.value, str(part.label), _points(found, found.of_part(part), benefits)) for part in TreePart]


def _points(found: Grown, nodes: Sequence[TreeNode], benefits: Mapping[int, Benefit]) -> list[PointShown]:
    shown = []
    for at, node in enumerate(nodes):
        benefit = benefits.get(node.pk)
        shown.append(
            PointShown(
                node=node,
                onward=found.onward(node),
                benefit=benefit,
                status=benefit_status(benefit) if benefit is not None else None,
                counted_in=found.means.get(node.pk, ()),
                is_first=at == 0,
                is_last=at == len(nodes) - 1,
            )
        )
    return shown


@dataclass(frozen=True, slots=True)
class SuggestionShown:
    """A point of a template with what it leads to, and its type, beneficiary and measure in words."""

    point: TemplatePoint
    onward: Sequence[tuple[str, str]]
    kind: str
    beneficiary: str
    measured_in: str


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """One of the five parts of a template."""

    key: str
    label: str
    points: Sequence[SuggestionShown]


def parts_of_template(template: TreeTemplate) -> list[TemplatePart]:
    """The five parts of a template. One query."""
    lists = (*KIND_LISTS, "beneficiary", "measure_unit")
    words = {(code.list, code.code): code.label for code in Code.objects.filter(list__in=lists)}
    kinds = {code: label for (name, code), label in words.items() if name.startswith("benefit_")}
    titles = {point.key: point.title for point in template.points}

    def shown(point: TemplatePoint) -> SuggestionShown:
        return SuggestionShown(
            point=point,
            onward=[(titles[edge.end], edge.assumption) for edge in template.edges if edge.start == point.key],
            kind=kinds.get(point.kind, ""),
            beneficiary=words.get(("beneficiary", point.beneficiary), ""),
            measured_in=words.get(("measure_unit", point.measured_in), ""),
        )

    return [
        TemplatePart(part.value, str(part.label), [shown(one) for one in template.points if one.part == part])
        for part in TreePart
    ]


def sources_of(template: TreeTemplate) -> list[Source]:
    """The publications that a template leans on, each once."""
    found: dict[str, Source] = {}
    for point in template.points:
        if point.source is not None:
            found.setdefault(point.source.title, point.source)
    return list(found.values())
