"""Drawing bars and stacked bars. Lengths are in per cent of the width, so that text keeps its size on every screen."""

from django.utils.safestring import SafeString

from tovholder.foundation.charts.frame import FONT, LINE, framed, label_lines
from tovholder.foundation.charts.model import BarChart, Part, Point, StackedBar, Value
from tovholder.foundation.charts.palette import BLUE, GREY, NAVY, ink_on, sequential
from tovholder.foundation.charts.scale import Scale
from tovholder.foundation.charts.svg import element, joined, percent
from tovholder.foundation.ui.formats import number_text

BAR, BETWEEN = 12, 16
STACK = 36
ROOM_FOR_NUMBER = 12  # per cent of the width that a part needs before its number is written in it


def _bar(point: Point, scale: Scale, top: float) -> tuple[SafeString, float]:
    """One bar under its label, and where the next may begin."""
    label, bottom = label_lines(str(point.label), number_text(point.value), top, strong=point.marked)
    start, end = sorted((scale.place(0), scale.place(point.value)))
    colour = GREY if point.muted else NAVY if point.marked else BLUE[5]
    bar = element(
        "rect",
        x=percent(start),
        y=bottom + 6,
        width=percent(end - start),
        height=BAR,
        rx=2,
        fill=colour,
        class_="chart__bar",
    )
    track = element("rect", x="0", y=bottom + 6, width="100%", height=BAR, rx=2, fill="#EEF2F6")
    drawn = joined((label, track, bar))
    if point.href:
        drawn = element("a", drawn, href=point.href)
    return drawn, bottom + 6 + BAR + BETWEEN


def draw_bars(chart: BarChart, chart_id: str) -> SafeString:
    """Lying bars, each under its label, with its number at the right."""
    points = chart.shown()
    scale = Scale.around(point.value for point in points)
    if scale.low == 0:  # the longest bar takes the whole width: no axis is drawn that would need a round end
        scale = Scale(0, max([point.value for point in points if point.value > 0], default=1))
    drawn, top = [], 0.0
    for point in points:
        bar, top = _bar(point, scale, top)
        drawn.append(bar)
    return framed(chart, chart_id, joined(drawn), max(top - BETWEEN, 1), linked=any(point.href for point in points))


def part_colours(parts: list[Part]) -> list[str]:
    """A colour for each part, dark to light; muted parts are grey."""
    lively = list(reversed(sequential(BLUE, sum(not part.muted for part in parts))))
    return [GREY if part.muted else lively.pop(0) for part in parts]


def _stack(values: list[Value], colours: list[str], top: float) -> list[SafeString]:
    """The parts of one bar side by side; the number is written where there is room."""
    total = sum(values)
    drawn: list[SafeString] = []
    start = 0.0
    for value, colour in zip(values, colours, strict=True):
        width = value / total * 100 if total else 0
        if width:
            drawn.append(
                element(
                    "rect",
                    x=percent(start),
                    y=top,
                    width=percent(width),
                    height=STACK,
                    fill=colour,
                    stroke="#FFFFFF",
                    stroke_width=2,
                )
            )
        if width >= ROOM_FOR_NUMBER:
            drawn.append(
                element(
                    "text",
                    number_text(value),
                    x=percent(start + width / 2),
                    y=top + STACK / 2 + 5,
                    text_anchor="middle",
                    font_size=FONT,
                    font_weight=600,
                    fill=ink_on(colour),
                )
            )
        start += width
    return drawn


def draw_stacked(chart: StackedBar, chart_id: str) -> SafeString:
    """Each row as a whole divided into its parts."""
    if any(value < 0 for row in chart.rows for value in row.values):
        raise ValueError("a part of a whole cannot be negative")
    colours = part_colours(list(chart.parts))
    drawn: list[SafeString] = []
    top = 0.0
    for row in chart.rows:
        if str(row.label):
            label, bottom = label_lines(str(row.label), number_text(sum(row.values)), top)
            drawn.append(label)
            top = bottom + 6
        drawn.extend(_stack(list(row.values), colours, top))
        top += STACK + BETWEEN
    return framed(chart, chart_id, joined(drawn), max(top - BETWEEN, LINE))
