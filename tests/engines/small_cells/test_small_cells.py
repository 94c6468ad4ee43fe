"""Nothing that is kept back can be worked out: countries that look alike differ in what is hidden."""

from collections import defaultdict
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.small_cells import Crossed, Params, tell, tell_crossed

POSSIBLE = 5
"""At least so many values fit a number that is kept back."""


@st.composite
def chains(draw: st.DrawFn) -> tuple[int, tuple[int, ...]]:
    """A whole and three groups, each within the one before."""
    whole = draw(st.integers(0, 98))
    first = draw(st.integers(0, whole))
    second = draw(st.integers(0, first))
    return whole, (first, second, draw(st.integers(0, second)))


@given(chains())
def test_no_count_and_no_rest_that_is_told_is_under_five(case: tuple[int, tuple[int, ...]]) -> None:
    """Also not the differences between any two that are told."""
    whole, chain = case
    told = [whole, *(count for count in tell(whole, chain) if count is not None)]
    assert [(a, b) for a, b in pairwise(told) if b < 5 or a - b < 5] == []


@given(chains())
def test_what_is_told_is_true_and_ends_once(case: tuple[int, tuple[int, ...]]) -> None:
    """A count is told as it is, and after the first that is kept back all are."""
    whole, chain = case
    told = tell(whole, chain)
    kept = next((at for at, count in enumerate(told) if count is None), len(told))
    assert (told[:kept], told[kept:]) == (chain[:kept], (None,) * (len(chain) - kept))


@pytest.mark.parametrize("whole", [5, 10, 12, 19, 24])
def test_every_hidden_link_of_a_chain_may_be_five_values_at_least(whole: int) -> None:
    """All countries of a size are tried: those that look alike are told apart by nothing."""
    alike: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for chain in product(range(whole + 1), repeat=3):
        if whole >= chain[0] >= chain[1] >= chain[2]:
            alike[tell(whole, chain)].append(chain)
    narrow = [
        (told, at)
        for told, chains in alike.items()
        for at, count in enumerate(told)
        if count is None and len({chain[at] for chain in chains}) < POSSIBLE
    ]
    assert narrow == []


@pytest.mark.parametrize(("whole", "group"), [(20, 5), (20, 10), (26, 9), (30, 24)])
def test_every_hidden_part_of_a_table_may_be_five_values_at_least(whole: int, group: int) -> None:
    """The same for two groups that cross: the reader knows the whole, the group and the rules."""
    alike: dict[Crossed, list[tuple[int, int]]] = defaultdict(list)
    for having, both in product(range(whole + 1), range(group + 1)):
        if 0 <= having - both <= whole - group:
            alike[tell_crossed(whole, group, having, both)].append((having, both))
    narrow = [
        told
        for told, worlds in alike.items()
        if (told.of_whole is None and len({having for having, _both in worlds}) < POSSIBLE)
        or (told.of_group is None and len({both for _having, both in worlds}) < POSSIBLE)
    ]
    assert narrow == []


@settings(max_examples=200)
@given(st.integers(0, 98), st.data())
def test_a_told_table_has_no_part_under_five(whole: int, data: st.DataObject) -> None:
    """Those who have it in the group and outside, and those who have not."""
    group = data.draw(st.integers(0, whole))
    both = data.draw(st.integers(0, group))
    having = both + data.draw(st.integers(0, whole - group))
    told = tell_crossed(whole, group, having, both)
    if told.of_group is not None:
        assert min(both, group - both, having - both, whole - group - having + both) >= 5
    if told.of_whole is not None:
        assert min(having, whole - having) >= 5


def test_examples_of_the_readme_hold() -> None:
    """What the method says, in numbers."""
    assert tell(98, (40, 22, 3)) == (40, 22, None)
    assert tell_crossed(98, group=40, having=31, both=29) == Crossed(31, None)
    assert tell_crossed(98, group=None, having=31, both=29) == Crossed(31, None)
    assert tell_crossed(98, group=40, having=31, both=20) == Crossed(31, 20)
    assert tell(98, (95,)) == (None,)
    assert tell(98, (95,), Params(fewest=3)) == (95,)


@pytest.mark.parametrize("wrong", [(98, 40, 30, 41), (98, 40, 99, 3), (98, 40, 80, 5), (98, 40, 10, -1)])
def test_counts_that_cannot_be_are_refused(wrong: tuple[int, int, int, int]) -> None:
    """A mistake in counting is an error, never a figure."""
    with pytest.raises(ValueError, match="cannot be"):
        tell_crossed(*wrong)
    with pytest.raises(ValueError, match="no part"):
        tell(10, (4, 6))
