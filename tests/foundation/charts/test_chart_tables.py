"""Every chart tells its figures as a table."""

import pytest

from tovholder.foundation.charts.model import (
    BarChart,
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
    chart_csv_rows,
)
from tovholder.kernel.share import Share


def test_bars_come_longest_first() -> None:
    """The table has the order of the drawing."""
    chart = BarChart(
        title="T", description="D", unit="Projekter", label_title="Teknologi", points=[Point("a", 1), Point("b", 3)]
    )
    assert chart_csv_rows(chart) == [["Teknologi", "Projekter"], ["b", 3], ["a", 1]]


def test_an_order_that_means_something_is_kept() -> None:
    """Years or steps are not sorted by their size."""
    chart = BarChart(title="T", description="D", unit="U", points=[Point("a", 1), Point("b", 3)], keep_order=True)
    assert [row[0] for row in chart.table().rows] == ["a", "b"]


def test_a_single_stacked_bar_has_a_row_a_part() -> None:
    """One whole is told part by part."""
    chart = StackedBar(
        title="T",
        description="D",
        unit="Projekter",
        label_title="Status",
        parts=[Part("I drift"), Part("Stoppet", muted=True)],
        rows=[StackedRow("", [430, 76])],
    )
    assert chart_csv_rows(chart) == [["Status", "Projekter"], ["I drift", 430], ["Stoppet", 76]]


def test_several_stacked_bars_have_a_row_each() -> None:
    """Several wholes are told with a column a part."""
    chart = StackedBar(
        title="T",
        description="D",
        unit="Projekter",
        label_title="Område",
        parts=[Part("I drift"), Part("Stoppet")],
        rows=[StackedRow("Ældre", [4, 1]), StackedRow("Børn", [2, 0])],
    )
    assert chart_csv_rows(chart) == [["Område", "I drift", "Stoppet"], ["Ældre", 4, 1], ["Børn", 2, 0]]


def test_lines_have_a_row_a_point_in_time() -> None:
    """A gap stays a gap."""
    chart = LineChart(
        title="T",
        description="D",
        unit="Projekter",
        label_title="År",
        labels=["2014", "2015"],
        series=[Series("Alle", [96, 240]), Series("I drift", [None, 40])],
    )
    assert chart_csv_rows(chart) == [["År", "Alle", "I drift"], ["2014", 96, None], ["2015", 240, 40]]


def test_comparisons_have_a_column_a_name() -> None:
    """One row a line."""
    chart = DotComparison(
        title="T",
        description="D",
        unit="Pct.",
        label_title="Område",
        names=["Jer", "Landet"],
        rows=[DotRow("Ældre", [52, 38])],
    )
    assert chart_csv_rows(chart) == [["Område", "Jer", "Landet"], ["Ældre", 52, 38]]


def test_a_map_of_counts() -> None:
    """One row a municipality, in the order given."""
    tiles = [
        Tile("0706", "Syddjurs Kommune", "Syddj.", 6, 7, 26),
        Tile("0707", "Norddjurs Kommune", "Norddj.", 6, 6, None),
    ]
    chart = TileMap(title="T", description="D", unit="projekter", unit_one="projekt", tiles=tiles)
    assert chart_csv_rows(chart) == [["Kommune", "Projekter"], ["Syddjurs Kommune", 26], ["Norddjurs Kommune", None]]


def test_a_map_of_shares_keeps_count_and_base() -> None:
    """A share is never a bare percentage."""
    tiles = [Tile("0706", "Syddjurs Kommune", "Syddj.", 6, 7, Share(10, 26, "projekter"))]
    chart = TileMap(title="T", description="D", unit="projekter", unit_one="projekt", shading="share", tiles=tiles)
    assert chart_csv_rows(chart) == [["Kommune", "Antal", "Ud af", "Pct."], ["Syddjurs Kommune", 10, 26, 38]]


def test_a_missing_value_is_refused() -> None:
    """A chart whose values do not fit its labels cannot be made."""
    with pytest.raises(ValueError, match="one value for each label"):
        LineChart(title="T", description="D", unit="U", labels=["a", "b"], series=[Series("s", [1])])
    with pytest.raises(ValueError, match="one value for each part"):
        StackedBar(title="T", description="D", unit="U", parts=[Part("a")], rows=[StackedRow("", [1, 2])])
    with pytest.raises(ValueError, match="one value for each name"):
        DotComparison(title="T", description="D", unit="U", names=["a"], rows=[DotRow("x", [])])
