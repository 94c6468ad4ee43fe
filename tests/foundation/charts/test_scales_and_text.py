"""Places, widths, colours and classes: what drawing rests on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.foundation.charts.classes import class_breaks, map_key
from tovholder.foundation.charts.model import Tile, TileMap
from tovholder.foundation.charts.palette import BLUE, GREEN_BLUE, INK, VIOLET, WHITE, contrast, ink_on, sequential
from tovholder.foundation.charts.scale import MOST_STEPS, Scale
from tovholder.foundation.charts.text import fitted, text_width, wrapped
from tovholder.kernel.share import Share

VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([1077], [0, 250, 500, 750, 1000, 1250]),
        ([4], [0, 1, 2, 3, 4]),
        ([0], [0, 1]),
        ([], [0, 1]),
        ([-30, 100], [-40, -20, 0, 20, 40, 60, 80, 100]),
    ],
)
def test_ticks_are_round(values: list[float], ticks: list[float]) -> None:
    """An axis ends at a round number near the greatest value."""
    assert Scale.around(values).ticks() == ticks


@given(st.lists(VALUES, min_size=1, max_size=20))
def test_every_value_lies_on_its_scale(values: list[float]) -> None:
    """Zero and all values are between the ends, and a greater value never lies further left."""
    scale = Scale.around(values, whole=False)
    places = [scale.place(value) for value in sorted(values)]
    assert places == sorted(places)
    unseen = 1e-6 * (scale.high - scale.low)
    assert scale.low <= min(*values, 0) + unseen
    assert scale.high >= max(*values, 0) - unseen
    assert len(scale.ticks()) <= 2 * MOST_STEPS + 2


@given(st.text(max_size=60), st.floats(20, 400), st.sampled_from([11.0, 15.0, 16.0]))
def test_fitted_text_fits(text: str, width: float, size: float) -> None:
    """Whatever the text: what is left of it is not too wide."""
    assert text_width(fitted(text, width, size), size) <= width


@given(st.text(max_size=200), st.floats(40, 400))
def test_wrapped_lines_fit(text: str, width: float) -> None:
    """No line is wider than its room, and there are at most three."""
    lines = wrapped(text, width, 15)
    assert 1 <= len(lines) <= 3
    assert max(text_width(line, 15) for line in lines) <= width


def test_short_text_is_one_line() -> None:
    """Text that fits is left alone."""
    assert wrapped("Skærmbesøg", 200, 15) == ["Skærmbesøg"]


def test_long_text_ends_in_an_ellipsis() -> None:
    """What does not fit in the lines is told to go on."""
    assert wrapped("Forflytning og løft i eget hjem", 90, 15, most=2) == ["Forflytning", "og løft i …"]


@pytest.mark.parametrize("palette", [BLUE, GREEN_BLUE, VIOLET])
@pytest.mark.parametrize("classes", range(1, 8))
def test_numbers_can_be_read_on_every_shade(palette: tuple[str, ...], classes: int) -> None:
    """Text on any shade reaches the contrast of WCAG AA, and shades go from light to dark."""
    colours = sequential(palette, classes)
    assert min(contrast(colour, ink_on(colour)) for colour in colours) >= 4.5
    against_white = [contrast(colour, WHITE) for colour in colours]
    assert against_white == sorted(set(against_white))


def test_contrast_of_black_and_white() -> None:
    """The two ends of the measure."""
    assert (round(contrast("#000000", WHITE), 1), contrast(WHITE, WHITE)) == (21.0, 1.0)
    assert (ink_on(WHITE), ink_on(BLUE[-1])) == (INK, WHITE)


@pytest.mark.parametrize(
    ("highest", "breaks"),
    [(0, (1,)), (1, (1,)), (3, (1, 2, 3)), (5, (1, 2, 3, 4)), (35, (1, 5, 10, 20, 30)), (900, (1, 25, 50, 100, 200))],
)
def test_classes_have_round_bounds(highest: int, breaks: tuple[int, ...]) -> None:
    """The classes follow the greatest value."""
    assert class_breaks(highest) == breaks


def a_map(values: list[int | Share | None], **more: Any) -> TileMap:
    """A map of tiles in one row."""
    tiles = [Tile(f"{at:04}", f"Kommune {at}", "K", at, 0, value) for at, value in enumerate(values)]
    return TileMap(title="T", description="D", unit="projekter", unit_one="projekt", tiles=tiles, **more)


def test_the_key_counts_the_tiles() -> None:
    """None first, then the classes, unknown last; every tile is counted once."""
    key = [(one.label, one.tiles) for one in map_key(a_map([0, 0, 1, 4, 5, 12, 33, None]))]
    assert key == [("ingen", 2), ("1–4", 2), ("5–9", 1), ("10–19", 1), ("20–29", 0), ("30+", 1), ("ikke kendt", 1)]


def test_the_key_of_shares() -> None:
    """Shares have fixed classes; no projects is none."""
    shares: list[int | Share | None] = [Share(0, 0, "p"), Share(0, 5, "p"), Share(1, 2, "p"), Share(2, 2, "p")]
    key = [(one.label, one.tiles) for one in map_key(a_map(shares, shading="share"))]
    assert key == [
        ("0 pct. eller ingen", 2),
        ("1–19 pct.", 0),
        ("20–39 pct.", 0),
        ("40–59 pct.", 1),
        ("60–79 pct.", 0),
        ("80+ pct.", 1),
    ]


@given(st.lists(st.none() | st.integers(0, 3000), max_size=98))
def test_the_key_accounts_for_every_tile(values: list[int | Share | None]) -> None:
    """Whatever the values, the classes add up to the tiles."""
    assert sum(one.tiles for one in map_key(a_map(values))) == len(values)
