"""Circles, means, and the places in a drawing: small graphs worked out by hand."""

from itertools import combinations

from tovholder.apps.benefits.tree_graph import closes_a_circle, means_among, reached_from
from tovholder.apps.benefits.tree_layout import COLUMN, Arrow, Box, Layout, layout_of
from tovholder.foundation.charts.text import text_width

EDGES = [(1, 2), (2, 3), (1, 4)]


def test_what_a_point_leads_to() -> None:
    """Directly and over others."""
    assert (reached_from(1, EDGES), reached_from(4, EDGES)) == (frozenset({2, 3, 4}), frozenset())


def test_an_arrow_back_closes_a_circle_and_one_across_does_not() -> None:
    """3 → 1 leads round; 4 → 3 does not; nothing leads to itself."""
    assert [closes_a_circle(EDGES, *pair) for pair in ((3, 1), (2, 1), (4, 3), (2, 2))] == [True, True, False, True]


def test_a_means_leads_to_another_of_those_that_are_counted() -> None:
    """1 leads to 3 over 2, which is not counted itself: 1 is a means to 3."""
    assert means_among([1, 3, 4], EDGES) == {1: {3, 4}}
    assert means_among([2, 4], EDGES) == {}


def _layout() -> Layout:
    boxes = [
        Box(key=number, column=number % 5, title=f"Et punkt med en lang forklaring nummer {number} og lidt til")
        for number in range(20)
    ]
    arrows = [Arrow(start, end) for start in range(0, 20, 5) for end in (1, 7, 13, 19)]
    return layout_of(boxes, arrows, 5)


def test_no_box_lies_over_another_and_words_stay_inside() -> None:
    """Whatever the tree, boxes of a column stand apart and their lines fit."""
    placed = _layout()
    for one, other in combinations(placed.boxes, 2):
        apart = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert one.column != other.column or apart
    assert max(text_width(line, 13) for slot in placed.boxes for line in slot.lines) <= COLUMN - 18
    assert max(slot.top + slot.height for slot in placed.boxes) <= placed.height


def test_an_arrow_over_several_columns_passes_between_the_boxes() -> None:
    """In each column between it has a lane that no box touches."""
    placed = _layout()
    lanes = [slot for run in placed.runs for slot in run.slots[1:-1]]
    assert len(lanes) == 4 * (0 + 1 + 2 + 3)
    for lane in lanes:
        for box in placed.boxes:
            touches = box.column == lane.column and box.top < lane.middle < box.top + box.height
            assert touches is False
