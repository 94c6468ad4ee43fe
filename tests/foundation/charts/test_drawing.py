"""Charts as SVG: small ones by their whole markup, all kinds with any values, hostile labels."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tovholder.foundation.charts.lines import shown_labels
from tovholder.foundation.charts.model import (
    BarChart,
    Chart,
    DotComparison,
    DotRow,
    LineChart,
    Part,
    Point,
    Series,
    StackedBar,
    StackedRow,
    Tile,
    TileMap,
)
from tovholder.foundation.charts.render import caption, chart_key, render_svg
from tovholder.foundation.charts.text import text_width
from tovholder.foundation.charts.tiles import NAME_SIZE, WIDTH, told
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.share import Share

COMMON: dict[str, Any] = {"title": "Titel", "description": "Det ses.", "unit": "projekter"}
NUMBERS = st.integers(-(10**7), 10**7) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 2))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart) -> ElementTree.Element:
    """The chart as parsed XML, drawn in Danish."""
    with translation.override("da"):
        return ElementTree.fromstring(render_svg(chart, "c"))  # noqa: S314  # our own output


def texts(root: ElementTree.Element) -> list[str]:
    """All words in the drawing, in order."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def a_map(tiles: Sequence[Tile], **more: Any) -> TileMap:
    """A map of ``tiles``."""
    return TileMap(**COMMON, unit_one="projekt", tiles=tiles, **more)


def test_one_bar() -> None:
    """A bar under its label, its number at the right, title and description first."""
    chart = BarChart(**COMMON, points=[Point("Skærmbesøg", 142)])
    with translation.override("da"):
        svg = render_svg(chart, "c")
    assert svg == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="38" role="img" aria-labelledby="c-title"'
        ' aria-describedby="c-desc" class="chart__svg"><title id="c-title">Titel</title>'
        '<desc id="c-desc">Det ses.</desc>'
        '<text x="0" y="15" font-size="15" font-weight="400" fill="#1A1A1A">Skærmbesøg</text> '
        '<text x="100%" y="15" text-anchor="end" font-size="15" font-weight="600" fill="#1A1A1A"'
        ' class="chart__value">142</text><rect x="0" y="26" width="100%" height="12" rx="2" fill="#EEF2F6"></rect>'
        '<rect x="0%" y="26" width="100%" height="12" rx="2" fill="#2171B5" class="chart__bar"></rect></svg>'
    )


def test_a_bar_that_leads_somewhere_is_named_by_what_stands_at_it() -> None:
    """No second name beside the words that are seen, and a space between label and number."""
    chart = BarChart(**COMMON, points=[Point("Skærmbesøg", 142, href="/t/")])
    with translation.override("da"):
        svg = render_svg(chart, "c")
    link = svg.split("<a ")[1].split("</a>")[0]
    assert link.startswith('href="/t/">')
    assert re.sub(r"<[^>]+>", "", link.split(">", 1)[1]) == "Skærmbesøg 142"


def test_one_tile() -> None:
    """A tile below, its link over it with the whole sentence as its name."""
    chart = a_map([Tile("0706", "Syddjurs Kommune", "Syddj.", 6, 7, 26, "/k/syddjurs/")], breaks=(1, 20))
    with translation.override("da"):
        svg = render_svg(chart, "c")
    assert svg == (
        '<svg viewBox="0 0 74 62" xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="c-title"'
        ' aria-describedby="c-desc" class="tilemap"><title id="c-title">Titel</title><desc id="c-desc">Det ses.</desc>'
        '<g aria-hidden="true" class="tilemap__tiles">'
        '<rect x="3" y="3" width="68" height="56" rx="5" fill="#08519C" stroke="#08519C" stroke-width="1"></rect>'
        '<text x="37" text-anchor="middle" fill="#FFFFFF" y="24" font-size="16" font-weight="500"'
        ' class="tilemap__name">Syddj.</text>'
        '<text x="37" text-anchor="middle" fill="#FFFFFF" y="48" font-size="21" font-weight="600"'
        ' class="tilemap__number">26</text></g>'
        '<g class="tilemap__links"><a href="/k/syddjurs/" aria-label="Syddjurs Kommune: 26 projekter"'
        ' class="tilemap__link">'
        "<title>Syddjurs Kommune: 26 projekter</title>"
        '<rect x="3" y="3" width="68" height="56" rx="5" fill="#FFFFFF" fill-opacity="0" class="tilemap__hit"></rect>'
        "</a></g></svg>"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (26, "Syddjurs Kommune: 26 projekter"),
        (1, "Syddjurs Kommune: 1 projekt"),
        (0, "Syddjurs Kommune: ingen projekter"),
        (None, "Syddjurs Kommune: ikke kendt"),
        (Share(10, 26, "projekter"), "Syddjurs Kommune: 38 pct. (10 af 26 projekter)"),
        (Share(0, 0, "projekter"), "Syddjurs Kommune: ingen projekter endnu"),
    ],
)
def test_a_tile_in_words(value: int | Share | None, words: str) -> None:
    """What a screen reader says of a municipality."""
    tile = Tile("0706", "Syddjurs Kommune", "Syddj.", 0, 0, value)
    with translation.override("da"):
        assert told(tile, a_map([tile])) == words


def test_the_own_municipality_is_framed() -> None:
    """The reader's own tile has a frame, not another shade."""
    tiles = [Tile("1", "A", "A", 0, 0, 3), Tile("2", "B", "B", 1, 0, 3)]
    rects = [rect for rect in drawn(a_map(tiles, marked="2")).iter(f"{SVG}rect") if rect.get("fill-opacity") is None]
    looks = [(rect.get("x"), rect.get("fill"), rect.get("stroke"), rect.get("stroke-width")) for rect in rects]
    assert looks == [
        ("3", "#08519C", "#08519C", "1"),
        ("74", "#08519C", "#08519C", "1"),
        ("74", "none", "#08306B", "4"),
    ]


@pytest.mark.django_db
def test_every_municipality_fits_in_its_tile() -> None:
    """All short names of the reference data are shown whole, and no two tiles lie on each other."""
    places = list(Municipality.objects.municipalities())
    tiles = [
        Tile(place.code, place.full_name, place.short_name, place.tile_column or 0, place.tile_row or 0, 1)
        for place in places
    ]
    assert [place.short_name for place in places if text_width(place.short_name, NAME_SIZE) > WIDTH - 2] == []
    corners = [(rect.get("x"), rect.get("y")) for rect in drawn(a_map(tiles)).iter(f"{SVG}rect")]
    assert (len(corners), len(set(corners))) == (98, 98)


def test_parts_too_narrow_for_a_number_have_none() -> None:
    """A number never runs over the edge of its part; the key tells it."""
    chart = StackedBar(**COMMON, parts=[Part("I drift"), Part("Stoppet", muted=True)], rows=[StackedRow("", [930, 70])])
    with translation.override("da"):
        assert texts(drawn(chart)) == ["930"]
        assert [(item.label, item.value, item.note) for item in chart_key(chart)] == [
            ("I drift", "930", "93 pct."),
            ("Stoppet", "70", "7 pct."),
        ]


def test_a_negative_part_is_refused() -> None:
    """A whole has no negative parts."""
    with pytest.raises(ValueError, match="negative"):
        render_svg(StackedBar(**COMMON, parts=[Part("a")], rows=[StackedRow("", [-1])]))


@pytest.mark.parametrize(
    ("count", "shown"), [(1, [0]), (6, [0, 1, 2, 3, 4, 5]), (13, [0, 3, 6, 9, 12]), (14, [1, 4, 7, 10, 13])]
)
def test_years_are_thinned_evenly(count: int, shown: list[int]) -> None:
    """As many labels as fit on a phone, evenly spaced, the last always there."""
    assert shown_labels(count) == shown


@given(st.integers(1, 400))
def test_labels_are_never_too_many_nor_uneven(count: int) -> None:
    """At most six, in even steps, ending with the last."""
    shown = shown_labels(count)
    steps = {later - earlier for earlier, later in pairwise(shown)}
    assert (len(shown) <= 6, shown[-1], len(steps) <= 1) == (True, count - 1, True)


def test_a_gap_in_a_line_stays_open() -> None:
    """No line is drawn over a year without a value."""
    chart = LineChart(**COMMON, labels=["1", "2", "3", "4"], series=[Series("s", [1, 2, None, 4])])
    root = drawn(chart)
    segments = [line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "3"]
    assert (len(segments), len(list(root.iter(f"{SVG}circle")))) == (1, 3)


def test_numbers_at_the_ends_of_lines_keep_apart() -> None:
    """Of two lines that end together only the first is numbered; the table has both."""
    near = LineChart(**COMMON, labels=["1", "2"], series=[Series("a", [1, 100]), Series("b", [1, 99])])
    far = LineChart(**COMMON, labels=["1", "2"], series=[Series("a", [1, 100]), Series("b", [1, 10])])
    ends = [
        [text.text for text in drawn(chart).iter(f"{SVG}text") if text.get("font-weight") == "700"]
        for chart in (near, far)
    ]
    assert ends == [["100"], ["100", "10"]]


@given(st.lists(st.tuples(st.text(max_size=80), NUMBERS), max_size=15))
def test_bars_of_any_values(pairs: list[tuple[str, Any]]) -> None:
    """Every point has a bar inside the picture, whatever its value and label."""
    chart = BarChart(**COMMON, points=[Point(_xml(label), value) for label, value in pairs])
    bars = [rect for rect in drawn(chart).iter(f"{SVG}rect") if rect.get("class") == "chart__bar"]
    ends = [_percent(bar, "x") + _percent(bar, "width") for bar in bars]
    assert len(bars) == len(pairs)
    assert all(_percent(bar, "x") >= 0 for bar in bars)
    assert max(ends, default=0) <= 100.02


@given(st.lists(st.lists(st.none() | NUMBERS, min_size=3, max_size=3), max_size=8))
def test_dots_of_any_values(rows: list[list[Any]]) -> None:
    """Every known value has a dot inside the picture."""
    chart = DotComparison(**COMMON, names=["a", "b", "c"], rows=[DotRow(f"r{at}", row) for at, row in enumerate(rows)])
    places = [_percent(dot, "cx") for dot in drawn(chart).iter(f"{SVG}circle")]
    assert len(places) == sum(value is not None for row in rows for value in row)
    assert all(3 <= place <= 97 for place in places)


@given(st.lists(st.none() | NUMBERS, max_size=40))
def test_lines_of_any_values(values: list[Any]) -> None:
    """Every known value has a dot inside the picture."""
    chart = LineChart(**COMMON, labels=[str(at) for at in range(len(values))], series=[Series("s", values)])
    root = drawn(chart)
    heights = [float(dot.get("cy", "nan")) for dot in root.iter(f"{SVG}circle")]
    assert len(heights) == sum(value is not None for value in values)
    assert all(0 <= height <= float(root.get("height", "0")) for height in heights)


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), max_size=6))
def test_stacks_of_any_values(rows: list[list[int]]) -> None:
    """The parts of a whole fill it exactly; an empty whole has none."""
    parts = [Part("a"), Part("b"), Part("c", muted=True)]
    root = drawn(StackedBar(**COMMON, parts=parts, rows=[StackedRow(f"r{at}", row) for at, row in enumerate(rows)]))
    width = sum(_percent(rect, "width") for rect in root.iter(f"{SVG}rect"))
    assert width == pytest.approx(100 * sum(any(row) for row in rows), abs=0.1)


@given(st.lists(st.none() | st.integers(0, 5000), min_size=1, max_size=98))
def test_maps_of_any_values(values: list[int | None]) -> None:
    """Every municipality has its tile, its number and its link."""
    tiles = [Tile(str(at), f"K{at}", "K", at % 17, at // 17, value, f"/{at}/") for at, value in enumerate(values)]
    root = drawn(a_map(tiles))
    assert (len(list(root.iter(f"{SVG}a"))), len(texts(root))) == (len(values), 2 * len(values))


HOSTILE = '"><script>alert(1)</script><svg onload=x>'


@pytest.mark.parametrize(
    "chart",
    [
        BarChart(title=HOSTILE, description=HOSTILE, unit=HOSTILE, points=[Point(HOSTILE, 1, HOSTILE)], source=HOSTILE),
        StackedBar(title=HOSTILE, description="", unit="u", parts=[Part(HOSTILE)], rows=[StackedRow(HOSTILE, [1])]),
        LineChart(title=HOSTILE, description="", unit="u", labels=[HOSTILE], series=[Series(HOSTILE, [1])]),
        DotComparison(title=HOSTILE, description="", unit="u", names=[HOSTILE], rows=[DotRow(HOSTILE, [1])]),
        TileMap(
            title=HOSTILE,
            description="",
            unit=HOSTILE,
            unit_one="u",
            tiles=[Tile("1", HOSTILE, HOSTILE, 0, 0, 2, HOSTILE)],
        ),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_hostile_labels_are_escaped_everywhere(chart: Chart) -> None:
    """Names come from people: in drawing, key, caption and table they stay text."""
    html = Template("{% load charts %}{% chart chart csv=href %}").render(Context({"chart": chart, "href": HOSTILE}))
    assert re.findall(r"<script|<svg onload", html) == []


@pytest.mark.parametrize("kind", ["BarChart", "TileMap"])
def test_two_charts_have_different_ids(kind: str) -> None:
    """The same title with other figures, or an id given by hand, keeps the ids of a page apart."""
    charts: list[Chart]
    if kind == "BarChart":
        charts = [BarChart(**COMMON, points=[Point("a", value)]) for value in (1, 2)]
    else:
        charts = [a_map([Tile("1", "A", "A", 0, 0, value)]) for value in (1, 2)]
    ids = [re.findall(r'id="([^"]+)"', render_svg(chart)) for chart in charts]
    assert len({one for pair in ids for one in pair}) == 4


def test_drawings_have_no_styles() -> None:
    """Presentation attributes only: a strict content security policy lets them through, and a saved file keeps them."""
    chart = LineChart(**COMMON, labels=["1", "2"], series=[Series("s", [1, 2])])
    assert re.findall(r"style=|<style", render_svg(chart)) == []


def test_the_caption_has_n_base_and_source() -> None:
    """One line under the figure."""
    chart = BarChart(**COMMON, points=[], n=1077, base="projekter", source="KL, dec. 2017")
    with translation.override("da"):
        assert caption(chart) == "n = 1.077 projekter. Kilde: KL, dec. 2017."


def test_a_chart_without_n_has_no_caption() -> None:
    """Nothing is invented."""
    assert caption(BarChart(**COMMON, points=[])) == ""


def test_the_figure_has_its_table_and_its_list_for_phones() -> None:
    """The greatest municipalities stand as links under the map, all of them in the table."""
    tiles = [Tile(str(at), f"Kommune {at}", "K", at, 0, at, f"/k/{at}/") for at in range(12)]
    html = Template("{% load charts %}{% chart chart %}").render(Context({"chart": a_map(tiles)}))
    listed = html.split('class="chart__list"', 1)[1].split("</ol>", 1)[0]
    assert re.findall(r'href="/k/(\d+)/"', listed) == ["11", "10", "9", "8", "7", "6", "5", "4", "3", "2"]
    assert len(re.findall(r'<th scope="row"', html)) == 12


def _percent(element: ElementTree.Element, attribute: str) -> float:
    return float(element.get(attribute, "nan").rstrip("%"))


def _xml(text: str) -> str:
    """``text`` without the characters that XML cannot hold: the parser of the test would refuse them."""
    return re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd]", "", text)
