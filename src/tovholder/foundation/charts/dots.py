"""Drawing a comparison: two or three dots on one line."""

from django.utils.safestring import SafeString

from tovholder.foundation.charts.frame import framed, label_lines
from tovholder.foundation.charts.model import DotComparison, DotRow, Value
from tovholder.foundation.charts.palette import BLUE, GREY, GRID, NAVY, SOFT_INK, WHITE
from tovholder.foundation.charts.scale import Scale
from tovholder.foundation.charts.svg import Attribute, element, joined, percent
from tovholder.foundation.ui.formats import number_text

RADIUS, ROW = 7, 26
INSET = 3.0  # per cent kept free at both ends, so that a dot at an end is whole
# Told apart by shape of filling as well as by colour: full, ring, grey.
DOTS = ((NAVY, NAVY), (WHITE, BLUE[5]), (GREY, GREY))


def _place(value: Value, scale: Scale) -> str:
    return percent(INSET + scale.place(value) * (100 - 2 * INSET) / 100)


def _row(row: DotRow, scale: Scale, top: float) -> tuple[SafeString, float]:
    """One line with its dots, and where the next may begin."""
    words = " · ".join("–" if value is None else number_text(value) for value in row.values)
    label, bottom = label_lines(str(row.label), words, top)
    middle = bottom + ROW / 2
    drawn = [label, element("line", x1="0", x2="100%", y1=middle, y2=middle, stroke=GRID, stroke_width=2)]
    known = [value for value in row.values if value is not None]
    if len(known) > 1:
        ends = {"x1": _place(min(known), scale), "x2": _place(max(known), scale)}
        drawn.append(element("line", **ends, y1=middle, y2=middle, stroke="#9ECAE1", stroke_width=4))
    for value, (fill, stroke) in reversed(list(zip(row.values, DOTS, strict=False))):
        if value is not None:
            dot: dict[str, Attribute] = {
                "cx": _place(value, scale),
                "cy": middle,
                "r": RADIUS,
                "fill": fill,
                "stroke": stroke,
            }
            drawn.append(element("circle", **dot, stroke_width=3))
    return joined(drawn), bottom + ROW + 10


def draw_dots(chart: DotComparison, chart_id: str) -> SafeString:
    """Each row as a line with its dots; the first name is drawn on top."""
    known = [value for row in chart.rows for value in row.values if value is not None]
    scale = Scale.around(known, at_least=chart.maximum or 0)
    drawn, top = [], 0.0
    for row in chart.rows:
        line, top = _row(row, scale, top)
        drawn.append(line)
    for value, x, anchor in ((scale.low, "0", "start"), (scale.high, "100%", "end")):
        common: dict[str, Attribute] = {
            "x": x,
            "y": top + 8,
            "text_anchor": anchor,
            "font_size": 13,
            "fill": SOFT_INK,
        }
        drawn.append(element("text", number_text(value), **common))
    return framed(chart, chart_id, joined(drawn), top + 14)
