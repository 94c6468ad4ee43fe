"""``{% load charts %}``: a chart as a figure with its caption, table and downloads."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tovholder.foundation.charts import model
from tovholder.foundation.charts.classes import amount
from tovholder.foundation.charts.render import caption, chart_identifier, chart_key, render_svg
from tovholder.foundation.charts.tiles import kept
from tovholder.foundation.ui.values import Cell, Column, Link, TableView, Text

register = template.Library()
LISTED = 10  # municipalities in the list under a map on a phone; the table has them all


def _table(chart: model.Chart) -> TableView:
    """The chart's table as the interface shows it."""
    table = chart.table()
    columns = [Column(title, numeric=at > 0) for at, title in enumerate(table.header)]
    rows: list[tuple[object, ...]] = list(table.rows)
    if isinstance(chart, model.TileMap):
        rows = [(Cell(name, tile.href), *rest) for tile, (name, *rest) in zip(chart.tiles, rows, strict=True)]
    return TableView(caption=str(chart.title), columns=columns, rows=rows)


def _shown_table(chart: model.Chart, chart_id: str) -> SafeString:
    """The table as the page shows it; that of a map which is shown often is made once."""

    def make() -> SafeString:
        return render_to_string("ui/components/data_table.html", {"table": _table(chart)})

    return kept(chart, "table", chart_id, make) if isinstance(chart, model.TileMap) else make()


def _list(chart: model.Chart) -> list[Link]:
    """The tiles with the most as links: what a phone shows under the map, whose tiles are too small there."""
    if not isinstance(chart, model.TileMap):
        return []
    shown = [tile for tile in chart.tiles if amount(tile)]
    shown.sort(key=lambda tile: -(amount(tile) or 0))
    return [
        Link(tile.name, tile.href, count=amount(tile), current=tile.code == chart.marked) for tile in shown[:LISTED]
    ]


@register.inclusion_tag("charts/chart.html")
def chart(
    chart: model.Chart,
    csv: str = "",
    xlsx: str = "",
    json: str = "",
    level: int = 2,
    chart_id: str = "",
    note: Text = "",
) -> dict[str, Any]:
    """The figure: heading, key, drawing, caption, table one click away, downloads. ``level`` is that of its heading."""
    identity = chart_id or chart_identifier(chart)
    return {
        "chart": chart,
        "id": identity,
        "svg": render_svg(chart, identity),
        "key": chart_key(chart),
        "key_below": isinstance(chart, model.StackedBar),
        "is_map": isinstance(chart, model.TileMap),
        "is_land": isinstance(chart, model.TileMap) and chart.land is not None,
        "caption": caption(chart),
        "note": note,
        "table": _shown_table(chart, identity),
        "phone_list": _list(chart),
        "percent": isinstance(chart, model.TileMap) and chart.shading == "share",
        "csv": csv,
        "xlsx": xlsx,
        "json": json,
        "tag": f"h{level}",
    }
