"""Drawing change over time."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.safestring import SafeString

from tovholder.foundation.charts.frame import FONT, framed
from tovholder.foundation.charts.model import LineChart, Series, Value
from tovholder.foundation.charts.palette import BLUE, GREY, GRID, INK, NAVY, SOFT_INK, WHITE
from tovholder.foundation.charts.scale import Scale
from tovholder.foundation.charts.svg import Attribute, element, joined, percent
from tovholder.foundation.ui.formats import number_text

TOP, PLOT, BELOW = 26, 220, 30
INSET = 8.0  # per cent kept free at both ends: half of a label on the narrowest phone
AXIS = "#8A94A1"
MOST_LABELS = 6  # more years than that do not fit side by side on a phone
APART = 18  # px between two numbers written at the ends of lines
COLOURS = (NAVY, BLUE[4], "#6A51A3")


def line_colours(series: Sequence[Series]) -> list[str]:
    """A colour for each line; muted ones are grey."""
    return [GREY if one.muted else COLOURS[at % len(COLOURS)] for at, one in enumerate(series)]


def shown_labels(count: int) -> list[int]:
    """Which of ``count`` labels are written: evenly spaced, always the last, never two close together."""
    if count <= MOST_LABELS:
        return list(range(count))
    step = -(-(count - 1) // (MOST_LABELS - 1))
    return sorted(range(count - 1, -1, -step))


def _x(at: int, count: int) -> float:
    return 50.0 if count == 1 else INSET + at * (100 - 2 * INSET) / (count - 1)


def _y(value: float, scale: Scale) -> float:
    return TOP + PLOT * (1 - scale.place(value) / 100)


def _grid(scale: Scale) -> list[SafeString]:
    """Lines across, each with its value written on it at the left."""
    drawn = []
    for tick in scale.ticks():
        y = _y(tick, scale)
        drawn.append(element("line", x1="0", x2="100%", y1=y, y2=y, stroke=GRID if tick else AXIS, stroke_width=1))
        drawn.append(element("text", number_text(tick, scale.decimals), x="0", y=y - 5, font_size=13, fill=SOFT_INK))
    return drawn


def _labels(labels: Sequence[object]) -> list[SafeString]:
    """The points in time, each under its own."""
    drawn = []
    for at in shown_labels(len(labels)):
        common: dict[str, Attribute] = {"x": percent(_x(at, len(labels))), "y": float(TOP + PLOT + 22)}
        drawn.append(element("text", str(labels[at]), **common, text_anchor="middle", font_size=14, fill=SOFT_INK))
    return drawn


def _line(values: Sequence[Value | None], scale: Scale, colour: str) -> list[SafeString]:
    """A line through the known values, with a dot at each."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    drawn = [
        element(
            "line",
            x1=percent(_x(one, len(values))),
            y1=_y(value, scale),
            x2=percent(_x(two, len(values))),
            y2=_y(following, scale),
            stroke=colour,
            stroke_width=3,
            stroke_linecap="round",
        )
        for (one, value), (two, following) in pairwise(known)
        if two == one + 1
    ]
    for at, value in known:
        dot: dict[str, Attribute] = {
            "cx": percent(_x(at, len(values))),
            "cy": _y(value, scale),
            "r": 4,
            "fill": colour,
        }
        drawn.append(element("circle", **dot, stroke=WHITE, stroke_width=1.5))
    return drawn


def _ends(chart: LineChart, scale: Scale) -> list[SafeString]:
    """The last value of each line, written over its dot unless another number is too near."""
    taken: list[float] = []
    drawn = []
    at_end = percent(_x(len(chart.labels) - 1, len(chart.labels)))
    for one in chart.series:
        value = one.values[-1] if one.values else None
        if value is None:
            continue
        y = _y(value, scale) - 11
        if all(abs(y - other) >= APART for other in taken):
            taken.append(y)
            common: dict[str, Attribute] = {
                "x": at_end,
                "y": y,
                "text_anchor": "middle",
                "font_size": FONT,
                "fill": INK,
            }
            drawn.append(element("text", number_text(value), **common, font_weight=700))
    return drawn


def draw_lines(chart: LineChart, chart_id: str) -> SafeString:
    """Lines over a grid from zero, the last value of each written out."""
    values = [value for one in chart.series for value in one.values if value is not None]
    scale = Scale.around(values, whole=all(isinstance(value, int) for value in values))
    lines = [
        joined(_line(one.values, scale, colour))
        for one, colour in zip(chart.series, line_colours(chart.series), strict=True)
    ]
    drawn = joined((*_grid(scale), *_labels(chart.labels), *reversed(lines), *_ends(chart, scale)))
    return framed(chart, chart_id, drawn, TOP + PLOT + BELOW)
