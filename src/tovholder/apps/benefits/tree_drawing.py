"""A benefit tree as a drawing: five columns from purpose to barriers, and arrows. The list below says the same."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.benefits.choices import TreePart
from tovholder.apps.benefits.gallery import TemplatePoint, TreeTemplate
from tovholder.apps.benefits.tree_graph import means_among
from tovholder.apps.benefits.tree_layout import (
    COLUMN,
    FONT,
    GUTTER,
    LINE,
    PAD,
    Arrow,
    Box,
    Layout,
    Run,
    Slot,
    layout_of,
)
from tovholder.apps.benefits.tree_selectors import Grown
from tovholder.apps.benefits.trees import TreeNode
from tovholder.foundation.charts.palette import BORDER, GRID, INK, NAVY, SOFT_INK, WHITE
from tovholder.foundation.charts.svg import element, identifier, joined
from tovholder.foundation.charts.text import wrapped

PARTS = tuple(TreePart)
FILLS: Mapping[int, str] = {0: "#DEEBF7", 1: "#EFEDF5", 2: "#E0F3DB", 3: "#FFF3D6", 4: "#F4E3E0"}
HEAD = 6.0
NEGATIVE = "#8A3B2F"


def drawing_of(found: Grown) -> SafeString:
    """The drawing of a project's tree."""
    boxes = [
        Box(
            key=node.pk,
            column=PARTS.index(TreePart(node.part)),
            title=node.title,
            note=_note(node, is_means=node.pk in found.means),
            is_negative=node.is_negative,
            is_muted=node.pk in found.means,
            is_barrier=node.part == TreePart.BARRIER,
        )
        for node in found.nodes
    ]
    barriers = {node.pk for node in found.nodes if node.part == TreePart.BARRIER}
    arrows = [Arrow(start, end, start in barriers) for start, end in found.pairs]
    return draw(found.tree.project.title, boxes, arrows)


def drawing_of_template(template: TreeTemplate) -> SafeString:
    """The drawing of a template."""
    at = {point.key: number for number, point in enumerate(template.points)}
    pairs = [(at[edge.start], at[edge.end]) for edge in template.edges]
    economic = [at[point.key] for point in template.points if point.part == TreePart.ECONOMY]
    means = means_among(economic, pairs)
    boxes = [
        Box(
            key=at[point.key],
            column=PARTS.index(TreePart(point.part)),
            title=point.title,
            note=_note(point, is_means=at[point.key] in means),
            is_negative=point.is_negative,
            is_muted=at[point.key] in means,
            is_barrier=point.part == TreePart.BARRIER,
        )
        for point in template.points
    ]
    arrows = [Arrow(start, end, boxes[start].is_barrier) for start, end in pairs]
    return draw(template.title, boxes, arrows)


def _note(point: TreeNode | TemplatePoint, *, is_means: bool) -> str:
    """What is to be read under the words of a box."""
    remarks = []
    if point.bottom_line and point.part == TreePart.QUALITY:
        remarks.append(_("For borgeren") if point.bottom_line == "citizen" else _("For medarbejderne"))
    if point.is_negative:
        remarks.append(_("ulempe"))
    if is_means:
        remarks.append(_("middel, tælles ikke med"))
    said = ", ".join(remarks)
    return said[:1].upper() + said[1:]


def draw(about: str, boxes: Sequence[Box], arrows: Sequence[Arrow]) -> SafeString:
    """The drawing itself, with title and description for those who do not see it. Empty without boxes."""
    if not boxes:
        return SafeString("")
    placed = layout_of(boxes, arrows, len(PARTS))
    key = identifier(about, (boxes, arrows))
    title = _("Gevinsttræ: %(about)s") % {"about": about}
    parts = (
        element("title", title, id=f"{key}-title"),
        element("desc", _described(boxes, arrows), id=f"{key}-desc"),
        *_headings(placed),
        *(_line(run) for run in placed.runs),
        *(_box(slot) for slot in placed.boxes),
    )
    return element(
        "svg",
        joined(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"-2 0 {placed.width + 2:g} {placed.height:g}",
        width=placed.width,
        height=placed.height,
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        class_="benefit-tree__svg",
        font_family="IBM Plex Sans, sans-serif",
    )


def _described(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> str:
    counts = [f"{part.label}: {sum(box.column == at for box in boxes)}" for at, part in enumerate(PARTS)]
    said = ngettext("%(n)d forbindelse.", "%(n)d forbindelser.", len(arrows)) % {"n": len(arrows)}
    after = _("Listen efter tegningen siger det samme punkt for punkt.")
    return _("Fem dele fra venstre mod højre. %(parts)s. %(arrows)s %(after)s") % {
        "parts": ", ".join(counts),
        "arrows": said,
        "after": after,
    }


def _headings(placed: Layout) -> list[SafeString]:
    drawn = []
    for at, part in enumerate(PARTS):
        left = at * (COLUMN + GUTTER)
        lines = wrapped(str(part.label), COLUMN, FONT, most=2)
        top = 18 if len(lines) == 1 else 12
        drawn += [
            element("text", line, x=left, y=top + LINE * row, font_size=FONT, font_weight=700, fill=NAVY)
            for row, line in enumerate(lines)
        ]
        drawn.append(element("line", x1=left, y1=36, x2=left + COLUMN, y2=36, stroke=GRID, stroke_width=2))
    return drawn


def _box(slot: Slot) -> SafeString:
    box = slot.box
    assert box is not None  # noqa: S101  # the slots of ``Layout.boxes`` are those of boxes
    edge = NEGATIVE if box.is_negative else BORDER
    parts = [
        element(
            "rect",
            x=slot.left,
            y=slot.top,
            width=COLUMN,
            height=slot.height,
            rx=4,
            fill=WHITE if box.is_muted else FILLS[box.column],
            stroke=edge,
            stroke_width=2 if box.is_negative else 1,
            stroke_dasharray="4 3" if box.is_muted else None,
        )
    ]
    base = slot.top + PAD + FONT
    for row, line in enumerate(slot.lines):
        parts.append(element("text", line, x=slot.left + PAD, y=base + LINE * row, font_size=FONT, fill=INK))
    base += LINE * len(slot.lines)
    for row, line in enumerate(slot.note_lines):
        fill = NEGATIVE if box.is_negative else SOFT_INK
        parts.append(element("text", line, x=slot.left + PAD, y=base + LINE * row, font_size=FONT - 1, fill=fill))
    return joined(parts)


def _line(run: Run) -> SafeString:
    first, last = run.slots[0], run.slots[-1]
    if first.column == last.column:
        return _within(run, first, last)
    rightward = last.column > first.column
    at = first.right if rightward else first.left
    path = [f"M{at:g} {first.middle:g}"]
    height = first.middle
    for slot in run.slots[1:]:
        into = slot.left if rightward else slot.right
        goal = into - HEAD if rightward and slot is last else into + HEAD if slot is last else into
        half = (at + goal) / 2
        path.append(f"C{half:g} {height:g} {half:g} {slot.middle:g} {goal:g} {slot.middle:g}")
        height, at = slot.middle, goal
        if slot is not last:
            at = slot.right if rightward else slot.left
            path.append(f"L{at:g} {height:g}")
    tip = last.left if rightward else last.right
    return joined((_path(run, " ".join(path)), _head(run, tip, last.middle, -1 if rightward else 1)))


def _within(run: Run, first: Slot, last: Slot) -> SafeString:
    """From one box to another of the same column: out at the right side and back in."""
    out = first.right + GUTTER * 0.45
    start, end = first.middle + 3, last.middle - 3
    path = f"M{first.right:g} {start:g} C{out:g} {start:g} {out:g} {end:g} {last.right + HEAD:g} {end:g}"
    return joined((_path(run, path), _head(run, last.right, end, 1)))


def _path(run: Run, path: str) -> SafeString:
    return element(
        "path",
        d=path,
        fill="none",
        stroke=NEGATIVE if run.arrow.is_hindrance else SOFT_INK,
        stroke_width=1.3,
        stroke_dasharray="5 4" if run.arrow.is_hindrance else None,
    )


def _head(run: Run, tip: float, height: float, away: int) -> SafeString:
    base = tip + away * (HEAD + 2)
    points = f"{tip:g},{height:g} {base:g},{height - 4:g} {base:g},{height + 4:g}"
    return element("polygon", points=points, fill=NEGATIVE if run.arrow.is_hindrance else SOFT_INK)
