"""A benefit tree on paper: the drawing across the page, then the same as a list."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import TreePart
from tovholder.apps.benefits.tree_drawing import drawing_of
from tovholder.apps.benefits.tree_selectors import Grown, grown
from tovholder.apps.benefits.trees import BenefitTree, TreeNode
from tovholder.apps.projects.public import Project
from tovholder.foundation.reports.public import Paper, Report
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PointOnPaper:
    """A point with what it leads to, each with its assumption in brackets."""

    title: str
    remark: str
    onward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartOnPaper:
    """One of the five parts."""

    label: str
    points: tuple[PointOnPaper, ...]


@dataclass(frozen=True, slots=True)
class TreeOnPaper:
    """A tree that a reader may see. Without points there is no drawing."""

    paper: Paper
    drawing: str
    alt: str
    parts: tuple[PartOnPaper, ...]
    leads_to: str
    note: str


def tree_on_paper(tree: BenefitTree, actor: Actor) -> TreeOnPaper:
    """The tree as it stands today; the project is named to those who see it. Three queries."""
    found = grown(tree)
    named = Project.objects.visible_to(actor).filter(pk=tree.project_id).exists()
    return TreeOnPaper(
        paper=Paper(
            title=_("Gevinsttræ"),
            lead=tree.project.title if named else tree.project.technology.label,
            place=tree.municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        drawing=str(drawing_of(found)),
        alt=_("Gevinsttræets fem dele og pilene imellem dem. Listen bagefter siger det samme."),
        parts=tuple(_part(found, part) for part in TreePart if found.of_part(part)),
        leads_to=_("Fører til"),
        note=_(
            "De tre bundlinjer lægges aldrig sammen. Et økonomisk punkt, der fører til et andet økonomisk punkt, "
            "er et middel og tælles ikke med."
        ),
    )


def _part(found: Grown, part: TreePart) -> PartOnPaper:
    return PartOnPaper(str(part.label), tuple(_point(found, node) for node in found.of_part(part)))


def _point(found: Grown, node: TreeNode) -> PointOnPaper:
    remarks = [str(node.get_bottom_line_display())] if node.part == TreePart.QUALITY else []
    if node.is_negative:
        remarks.append(_("ulempe"))
    if node.pk in found.means:
        remarks.append(_("middel, tælles ikke med"))
    return PointOnPaper(
        title=node.title,
        remark=", ".join(remarks),
        onward=tuple(
            f"{edge.end.title} ({edge.assumption})" if edge.assumption else edge.end.title
            for edge in found.onward(node)
        ),
    )


TREE_REPORT = Report(
    key="benefits.tree",
    title=gettext_lazy("Gevinsttræ"),
    load=tree_on_paper,
    template=Path(__file__).with_name("tree.typ"),
)
