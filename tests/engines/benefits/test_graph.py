"""The benefit tree: what is counted, what is left out and why, and what cannot be a tree."""

import pytest

from tovholder.engines.benefits import BottomLine, CaseError, Code, Left, LeftOut, Node, Part, Realisation, count


def test_a_means_has_its_worth_in_its_end() -> None:
    """Fewer visits are a means to fewer hours: the hours are counted, the visits are not."""
    nodes = [
        Node(key="visits", value=40_000.0, realisation=Realisation.FREES_ROOM),
        Node(key="hours", value=100_000.0, realisation=Realisation.FREES_ROOM),
    ]
    found = count(nodes, [("visits", "hours")])
    assert (found.counted, found.total) == (("hours",), 100_000.0)
    assert found.left_out == (LeftOut("visits", Left.MEANS, ("hours",)),)


def test_an_end_without_money_between_two_does_not_hide_the_means() -> None:
    """Driving leads over planning, which has no money, to hours: the driving is a means all the same."""
    nodes = [Node(key="driving", value=10.0), Node(key="planning"), Node(key="hours", value=30.0)]
    found = count(nodes, [("driving", "planning"), ("planning", "hours")])
    assert found.counted == ("hours",)
    assert found.left_out == (LeftOut("driving", Left.MEANS, ("hours",)), LeftOut("planning", Left.NO_MONEY))


def test_a_means_to_ends_without_money_is_counted() -> None:
    """Its worth stands nowhere else: to leave it out would lose it, and to count it counts it once."""
    nodes = [Node(key="toilet", value=50.0), Node(key="dignity", bottom_line=BottomLine.CITIZEN, part=Part.QUALITY)]
    found = count(nodes, [("toilet", "dignity")])
    assert (found.counted, found.left_out) == (("toilet",), (LeftOut("dignity", Left.NO_MONEY),))


def test_the_sums_stand_apart() -> None:
    """By bottom line and by way of realisation, what gets worse with its sign."""
    nodes = [
        Node(key="a", value=100.0, realisation=Realisation.REDUCES_BUDGET),
        Node(key="b", value=-30.0, realisation=Realisation.FREES_ROOM, bottom_line=BottomLine.STAFF),
        Node(key="c", value=7.0, bottom_line=BottomLine.CITIZEN),
    ]
    found = count(nodes, [])
    assert found.by_bottom_line == {BottomLine.CITIZEN: 7.0, BottomLine.STAFF: -30.0, BottomLine.ECONOMY: 100.0}
    assert found.by_realisation == {
        Realisation.PREVENTS: 0.0,
        Realisation.FREES_ROOM: -30.0,
        Realisation.REDUCES_BUDGET: 100.0,
    }


def test_a_ring_is_named() -> None:
    """Benefits that lead back to themselves are no tree, and the error tells which."""
    nodes = [Node(key=key) for key in "abc"]
    with pytest.raises(CaseError) as raised:
        count(nodes, [("a", "b"), ("b", "c"), ("c", "a")])
    assert [(one.code, one.about) for one in raised.value.problems] == [(Code.CYCLE, "a → b → c → a")]


def test_an_edge_to_nowhere_is_named() -> None:
    """An edge names two nodes of the tree."""
    with pytest.raises(CaseError) as raised:
        count([Node(key="a")], [("a", "ghost")])
    assert [(one.code, one.about) for one in raised.value.problems] == [(Code.UNKNOWN, "ghost")]
