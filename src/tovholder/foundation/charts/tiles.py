"""Drawing Denmark as tiles."""

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.foundation.charts.classes import amount, filler, is_none
from tovholder.foundation.charts.model import Tile, TileMap
from tovholder.foundation.charts.palette import BORDER, NAVY, SOFT_INK, WHITE, ink_on
from tovholder.foundation.charts.svg import Attribute, element, joined, shown
from tovholder.foundation.charts.text import fitted
from tovholder.foundation.ui.formats import number_text, share_text
from tovholder.kernel.share import Share

WIDTH, HEIGHT, GAP, MARGIN = 68, 56, 3, 3
NAME_SIZE, NUMBER_SIZE = 16.0, 21  # read as 11 and 14 px when the map is 840 px wide


def told(tile: Tile, chart: TileMap) -> str:
    """A tile in words: "Syddjurs Kommune: 26 projekter", "Syddjurs Kommune: i drift, 2 projekter"."""
    if tile.value is None:
        words = _("ikke kendt")
    elif isinstance(tile.value, Share):
        words = share_text(tile.value)
    elif tile.value == 0:
        words = _("ingen %(unit)s") % {"unit": chart.unit}
    else:
        words = f"{number_text(tile.value)} {chart.unit_one if tile.value == 1 else chart.unit}"
    kind = f"{chart.kind_label(tile).lower()}, " if tile.kind is not None else ""
    return f"{tile.name}: {kind}{words}"


Corner = tuple[int, int]


def kept(chart: TileMap, what: str, chart_id: str, make: Callable[[], SafeString]) -> SafeString:
    """What ``make`` draws; of a map that is shown often drawn once in each language."""
    if chart.drawn is None:
        return make()
    key = (what, chart_id, get_language())
    if key not in chart.drawn:
        chart.drawn[key] = make()
    drawn: SafeString = chart.drawn[key]
    return drawn


def _corners(chart: TileMap) -> list[Corner]:
    """The upper left corner of each tile; empty columns and rows at the edges are left out."""
    first_col = min((tile.col for tile in chart.tiles), default=0)
    first_row = min((tile.row for tile in chart.tiles), default=0)
    return [
        (MARGIN + (tile.col - first_col) * (WIDTH + GAP), MARGIN + (tile.row - first_row) * (HEIGHT + GAP))
        for tile in chart.tiles
    ]


def _number(tile: Tile) -> str:
    value = amount(tile)
    return "–" if value is None or is_none(tile) else number_text(value)


def tile_picture(tile: Tile, corner: Corner, fill: str) -> SafeString:
    """What is seen of a tile. Hidden from screen readers, which read the link over it."""
    x, y = corner
    middle = x + WIDTH / 2
    ink = SOFT_INK if fill == WHITE else ink_on(fill)
    border = BORDER if fill == WHITE else fill
    common: dict[str, Attribute] = {"x": middle, "text_anchor": "middle", "fill": ink}
    return joined(
        (
            element("rect", x=x, y=y, width=WIDTH, height=HEIGHT, rx=5, fill=fill, stroke=border, stroke_width=1),
            element(
                "text",
                fitted(tile.short, WIDTH - 2, NAME_SIZE),
                **common,
                y=y + 21,
                font_size=NAME_SIZE,
                font_weight=500,
                class_="tilemap__name",
            ),
            element(
                "text",
                _number(tile),
                **common,
                y=y + 45,
                font_size=NUMBER_SIZE,
                font_weight=600,
                class_="tilemap__number",
            ),
        )
    )


def tile_mark(corner: Corner) -> SafeString:
    """The frame of the reader's own municipality."""
    x, y = corner
    return element(
        "rect",
        x=x,
        y=y,
        width=WIDTH,
        height=HEIGHT,
        rx=5,
        fill="none",
        stroke=NAVY,
        stroke_width=4,
        class_="tilemap__own",
    )


def marks_layer(marks: Sequence[SafeString]) -> SafeString:
    """The frames of the reader's own municipality; nothing when it is not on the map."""
    return element("g", joined(marks), aria_hidden="true") if marks else SafeString("")


def tile_link(tile: Tile, chart: TileMap, corner: Corner) -> SafeString:
    """The link that covers a tile."""
    x, y = corner
    area = element(
        "rect", x=x, y=y, width=WIDTH, height=HEIGHT, rx=5, fill="#FFFFFF", fill_opacity=0, class_="tilemap__hit"
    )
    return link_over(tile, chart, area)


def link_over(tile: Tile, chart: TileMap, area: SafeString) -> SafeString:
    """The link of a municipality over the area that is pressed; its name says the number in words."""
    words = told(tile, chart)
    return element(
        "a", joined((element("title", words), area)), href=tile.href, aria_label=words, class_="tilemap__link"
    )


def draw_tiles(chart: TileMap, chart_id: str) -> SafeString:
    """The map as one scalable picture: tiles below, links over them."""
    corners = _corners(chart)
    placed = list(zip(chart.tiles, corners, strict=True))
    width = max((x for x, _y in corners), default=0) + WIDTH + MARGIN
    height = max((y for _x, y in corners), default=0) + HEIGHT + MARGIN
    marks = [tile_mark(corner) for tile, corner in placed if tile.code == chart.marked]
    return map_frame(
        chart,
        chart_id,
        (
            kept(chart, "tiles", chart_id, lambda: _pictures(chart, placed)),
            marks_layer(marks),
            kept(chart, "links", chart_id, lambda: _links(chart, placed)),
        ),
        (width, height),
    )


def _pictures(chart: TileMap, placed: Sequence[tuple[Tile, Corner]]) -> SafeString:
    fill = filler(chart)
    pictures = joined(tile_picture(tile, corner, fill(tile)) for tile, corner in placed)
    return element("g", pictures, aria_hidden="true", class_="tilemap__tiles")


def _links(chart: TileMap, placed: Sequence[tuple[Tile, Corner]]) -> SafeString:
    links = joined(tile_link(tile, chart, corner) for tile, corner in placed if tile.href)
    return element("g", links, class_="tilemap__links")


def map_frame(
    chart: TileMap, chart_id: str, layers: Sequence[SafeString], size: tuple[float, float], css: str = ""
) -> SafeString:
    """The outer element of a map: title, description and the layers, one over the other."""
    return element(
        "svg",
        joined(
            (
                element("title", str(chart.title), id=f"{chart_id}-title"),
                element("desc", str(chart.description), id=f"{chart_id}-desc"),
                *layers,
            )
        ),
        viewBox=f"0 0 {shown(size[0])} {shown(size[1])}",
        xmlns="http://www.w3.org/2000/svg",
        role="group" if any(tile.href for tile in chart.tiles) else "img",
        aria_labelledby=f"{chart_id}-title",
        aria_describedby=f"{chart_id}-desc",
        class_=f"tilemap {css}".strip(),
    )
