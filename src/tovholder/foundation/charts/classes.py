"""Classes of a shaded map: where one shade ends and the next begins, and what the key says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.foundation.charts.model import Shading, Tile, TileMap
from tovholder.foundation.charts.palette import BLUE, GREEN_BLUE, GREY, UNKNOWN, VIOLET, WHITE, sequential
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.share import Share

SHARE_BREAKS = (1, 20, 40, 60, 80)
PALETTES: dict[Shading, tuple[str, ...]] = {"count": BLUE, "share": GREEN_BLUE, "technology": VIOLET}
# The sequences of lower bounds that are tried, finest last. The first whose top is reached is taken.
_ROUND_BREAKS = (
    (1, 2, 3, 4),
    (1, 2, 4, 6, 8),
    (1, 5, 10, 15, 20),
    (1, 5, 10, 20, 30),
    (1, 10, 20, 40, 60),
    (1, 25, 50, 100, 200),
)


@dataclass(frozen=True, slots=True)
class MapClass:
    """One shade: its colour, its words in the key, and how many tiles have it."""

    fill: str
    label: str
    tiles: int


def amount(tile: Tile) -> int | None:
    """The number that decides the shade: the count, or the whole per cent. None when unknown or without a base."""
    return tile.value.percent if isinstance(tile.value, Share) else tile.value


def is_none(tile: Tile) -> bool:
    """Whether there is nothing to shade: no projects, or no base for a share."""
    return tile.value.base == 0 if isinstance(tile.value, Share) else tile.value == 0


def class_breaks(highest: int) -> tuple[int, ...]:
    """Round lower bounds for values up to ``highest``."""
    fitting = [breaks for breaks in _ROUND_BREAKS if breaks[-1] <= highest]
    return fitting[-1] if fitting else tuple(range(1, max(highest, 1) + 1))


def breaks_of(chart: TileMap) -> tuple[int, ...]:
    """The lower bounds of the chart's classes above none."""
    if chart.breaks:
        return tuple(chart.breaks)
    if chart.shading == "share":
        return SHARE_BREAKS
    return class_breaks(max((amount(tile) or 0 for tile in chart.tiles), default=0))


def _label(low: int, following: int | None, *, share: bool) -> str:
    if following is None:
        words = f"{number_text(low)}+"
    elif following - low == 1:
        words = number_text(low)
    else:
        words = f"{number_text(low)}–{number_text(following - 1)}"
    return _("%(range)s pct.") % {"range": words} if share else words


def fill_of(tile: Tile, breaks: Sequence[int], colours: Sequence[str]) -> str:
    """The shade of a tile: white for none, light grey for unknown."""
    value = amount(tile)
    if is_none(tile):
        return WHITE
    if value is None:
        return UNKNOWN
    reached = sum(value >= low for low in breaks)
    return colours[reached - 1] if reached else WHITE


def shades(chart: TileMap) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Lower bounds and colours of the classes above none."""
    breaks = breaks_of(chart)
    return breaks, sequential(PALETTES[chart.shading], len(breaks))


def filler(chart: TileMap) -> Callable[[Tile], str]:
    """How the tiles of a map are coloured: by their kind, or by their number."""
    if chart.kinds:
        colours = kind_colours(chart)
        return lambda tile: WHITE if tile.kind is None else colours[tile.kind]
    breaks, shaded = shades(chart)
    return lambda tile: fill_of(tile, breaks, shaded)


def kind_colours(chart: TileMap) -> list[str]:
    """A colour for each kind, dark to light in their order; the muted ones grey."""
    told = [kind for kind in chart.kinds if not kind.muted]
    dark_first = iter(reversed(sequential(GREEN_BLUE, len(told))))
    return [GREY if kind.muted else next(dark_first) for kind in chart.kinds]


def map_key(chart: TileMap) -> tuple[MapClass, ...]:
    """The key of the map: its kinds and none; or none first, unknown last and only when there is any."""
    if chart.kinds:
        among = [tile.kind for tile in chart.tiles]
        known = [
            MapClass(colour, str(kind.label), among.count(at))
            for at, (kind, colour) in enumerate(zip(chart.kinds, kind_colours(chart), strict=True))
        ]
        return (*known, MapClass(WHITE, str(chart.none_label), among.count(None)))
    breaks, colours = shades(chart)
    fills = [fill_of(tile, breaks, colours) for tile in chart.tiles]
    share = chart.shading == "share"
    key = [MapClass(WHITE, _("0 pct. eller ingen") if share else _("ingen"), fills.count(WHITE))]
    for low, following, colour in zip(breaks, (*breaks[1:], None), colours, strict=True):
        key.append(MapClass(colour, _label(low, following, share=share), fills.count(colour)))
    if UNKNOWN in fills:
        key.append(MapClass(UNKNOWN, _("ikke kendt"), fills.count(UNKNOWN)))
    return tuple(key)
