"""One door to all drawings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tovholder.foundation.charts.bars import draw_bars, draw_stacked, part_colours
from tovholder.foundation.charts.classes import map_key
from tovholder.foundation.charts.dots import DOTS, draw_dots
from tovholder.foundation.charts.land import draw_land
from tovholder.foundation.charts.lines import draw_lines, line_colours
from tovholder.foundation.charts.model import BarChart, Chart, DotComparison, LineChart, StackedBar, TileMap
from tovholder.foundation.charts.palette import BORDER, WHITE
from tovholder.foundation.charts.svg import identifier
from tovholder.foundation.charts.tiles import draw_tiles
from tovholder.foundation.ui.formats import number_text, percent_text
from tovholder.kernel.share import Share


def draw_map(chart: TileMap, chart_id: str) -> SafeString:
    """The map by its borders where it has a land, as tiles where it has none."""
    return draw_land(chart, chart.land, chart_id) if chart.land is not None else draw_tiles(chart, chart_id)


_DRAWINGS: dict[type[Chart], Callable[[Any, str], SafeString]] = {
    BarChart: draw_bars,
    StackedBar: draw_stacked,
    DotComparison: draw_dots,
    LineChart: draw_lines,
    TileMap: draw_map,
}


def chart_identifier(chart: Chart) -> str:
    """The id that the chart's elements begin with: the same for the same chart."""
    return identifier(str(chart.title), chart.table().rows)


def render_svg(chart: Chart, chart_id: str = "") -> SafeString:
    """The chart as an SVG element with title and description.

    ``chart_id`` begins all ids in it; give one when the same chart stands twice on a page.
    """
    return _DRAWINGS[type(chart)](chart, chart_id or chart_identifier(chart))


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A line of the key. ``value`` is the number in words, ``note`` what it is of the whole."""

    fill: str
    label: str
    value: str = ""
    note: str = ""
    stroke: str = "none"


def chart_key(chart: Chart) -> list[KeyItem]:
    """What the colours stand for; empty for a chart of one colour."""
    if isinstance(chart, TileMap):
        return [
            KeyItem(one.fill, one.label, note=number_text(one.tiles), stroke=BORDER if one.fill == WHITE else one.fill)
            for one in map_key(chart)
        ]
    if isinstance(chart, StackedBar):
        return _stacked_key(chart)
    if isinstance(chart, DotComparison):
        return [
            KeyItem(fill, str(name), stroke=stroke) for name, (fill, stroke) in zip(chart.names, DOTS, strict=False)
        ]
    if isinstance(chart, LineChart) and len(chart.series) > 1:
        colours = line_colours(chart.series)
        return [
            KeyItem(colour, str(one.name), stroke=colour) for one, colour in zip(chart.series, colours, strict=True)
        ]
    return []


def _stacked_key(chart: StackedBar) -> list[KeyItem]:
    """The parts; those of a single bar with their number and share."""
    colours = part_colours(list(chart.parts))
    if len(chart.rows) != 1:
        return [KeyItem(colour, str(part.label)) for part, colour in zip(chart.parts, colours, strict=True)]
    values = chart.rows[0].values
    total = sum(values)
    return [
        KeyItem(colour, str(part.label), number_text(value), _share_of(value, total))
        for part, colour, value in zip(chart.parts, colours, values, strict=True)
    ]


def _share_of(value: float, total: float) -> str:
    if not isinstance(value, int) or not isinstance(total, int):
        return _("%(percent)s pct.") % {"percent": number_text(round(100 * value / total))} if total else "–"
    return percent_text(Share(value, total, ""))


def caption(chart: Chart) -> str:
    """n, base and source in one line."""
    parts = []
    if chart.n is not None:
        parts.append(f"n = {number_text(chart.n)} {chart.base}".strip())
    elif str(chart.base):
        parts.append(str(chart.base))
    if str(chart.source):
        parts.append(_("Kilde: %(source)s") % {"source": chart.source})
    return ". ".join(part.rstrip(".") for part in parts) + ("." if parts else "")
