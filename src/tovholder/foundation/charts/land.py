"""Drawing municipalities as they lie, by their borders, when an installation has brought them."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from tovholder.foundation.charts.classes import filler
from tovholder.foundation.charts.model import Land, Tile, TileMap
from tovholder.foundation.charts.palette import BORDER, NAVY, SOFT_INK
from tovholder.foundation.charts.svg import element, joined, shown
from tovholder.foundation.charts.tiles import (
    GAP,
    HEIGHT,
    MARGIN,
    WIDTH,
    Corner,
    kept,
    link_over,
    map_frame,
    marks_layer,
    tile_link,
    tile_mark,
    tile_picture,
)

COAST = 0.7
WATER = "#F2F6FA"


def draw_land(chart: TileMap, land: Land, chart_id: str) -> SafeString:
    """The map by its borders. Those too small to be pressed are drawn again in an enlarged window, and linked there.

    Municipalities without a border stand as tiles under it, so that nobody is missing.
    """
    lying = [tile for tile in chart.tiles if tile.outline]
    beside = _placed([tile for tile in chart.tiles if not tile.outline], land)
    height = max((corner[1] + HEIGHT + MARGIN for _tile, corner in beside), default=land.height)
    return map_frame(
        chart,
        chart_id,
        (
            kept(chart, "land", chart_id, lambda: _pictures(chart, chart_id, land, lying, beside)),
            _marks(chart, chart_id, land, beside),
            kept(chart, "landlinks", chart_id, lambda: _links(chart, chart_id, land, lying, beside)),
        ),
        (land.width, height),
        "tilemap--land",
    )


def _placed(tiles: Sequence[Tile], land: Land) -> list[tuple[Tile, Corner]]:
    """The tiles without a border, in rows under the land."""
    across = max(1, int((land.width - MARGIN) // (WIDTH + GAP)))
    return [
        (tile, (MARGIN + at % across * (WIDTH + GAP), int(land.height) + GAP + at // across * (HEIGHT + GAP)))
        for at, tile in enumerate(tiles)
    ]


def _shape(tile: Tile, chart_id: str) -> str:
    return f"#{chart_id}-{tile.code}"


def _pictures(
    chart: TileMap, chart_id: str, land: Land, lying: Sequence[Tile], beside: Sequence[tuple[Tile, Corner]]
) -> SafeString:
    """What is seen. Each outline stands once and is used wherever it is drawn."""
    fill = filler(chart)
    shapes = joined(element("path", id=_shape(tile, chart_id)[1:], d=tile.outline) for tile in lying)
    coloured = {tile.code: element("use", href=_shape(tile, chart_id), fill=fill(tile)) for tile in lying}
    whole = element("g", joined(coloured.values()), stroke=BORDER, stroke_width=COAST, stroke_linejoin="round")
    window = joined(coloured[tile.code] for tile in lying if tile.enlarged)
    words = joined(
        element("text", str(word), x=x, y=y, font_size=17, fill=SOFT_INK, class_="tilemap__place")
        for word, x, y in land.named
    )
    tiles = joined(tile_picture(tile, corner, fill(tile)) for tile, corner in beside)
    layers = (element("defs", shapes), whole, _window(land, window), words, tiles)
    return element("g", joined(layers), aria_hidden="true", class_="tilemap__tiles")


def _window(land: Land, content: SafeString) -> SafeString:
    """The enlarged window, and a frame around what it enlarges; nothing when nothing lies in it."""
    if not content:
        return SafeString("")
    left, top, width, height = land.window
    scaled = land.enlarged[2] / width
    water = element("rect", x=left, y=top, width=width, height=height, fill=WATER)
    seen = element("g", content, stroke=BORDER, stroke_width=round(COAST * 1.4 / scaled, 2), stroke_linejoin="round")
    frames = joined(
        element("rect", x=x, y=y, width=w, height=h, fill="none", stroke=SOFT_INK, stroke_width=1)
        for x, y, w, h in (land.window, land.enlarged)
    )
    return joined((_enlarging(land, joined((water, seen))), frames))


def _enlarging(land: Land, content: SafeString) -> SafeString:
    """``content`` in the place and at the size of the enlarged window; what lies outside is cut off."""
    x, y, width, height = land.enlarged
    return element(
        "svg", content, x=x, y=y, width=width, height=height, viewBox=" ".join(shown(number) for number in land.window)
    )


def _marks(chart: TileMap, chart_id: str, land: Land, beside: Sequence[tuple[Tile, Corner]]) -> SafeString:
    """The frame of the reader's own municipality, wherever it is drawn."""
    marks = [tile_mark(corner) for tile, corner in beside if tile.code == chart.marked]
    for tile in chart.tiles:
        if tile.outline and tile.code == chart.marked:
            around = {"fill": "none", "stroke": NAVY, "class_": "tilemap__own"}
            marks.append(element("use", href=_shape(tile, chart_id), **around, stroke_width=3))
            if tile.enlarged:
                scaled = land.enlarged[2] / land.window[2]
                again = element("use", href=_shape(tile, chart_id), **around, stroke_width=round(3 / scaled, 2))
                marks.append(_enlarging(land, again))
    return marks_layer(marks)


def _links(
    chart: TileMap, chart_id: str, land: Land, lying: Sequence[Tile], beside: Sequence[tuple[Tile, Corner]]
) -> SafeString:
    """The links, each municipality once: those of the land in the order of the table, then those of the window."""

    def over(tile: Tile) -> SafeString:
        area = element("use", href=_shape(tile, chart_id), fill="#FFFFFF", fill_opacity=0, class_="tilemap__hit")
        return link_over(tile, chart, area)

    linked = [tile for tile in lying if tile.href]
    at_large = joined(over(tile) for tile in linked if tile.enlarged != "whole")
    in_window = joined(over(tile) for tile in linked if tile.enlarged == "whole")
    window = _enlarging(land, element("g", in_window, class_="tilemap__window")) if in_window else SafeString("")
    tiles = joined(tile_link(tile, chart, corner) for tile, corner in beside if tile.href)
    return element("g", joined((at_large, window, tiles)), class_="tilemap__links")
