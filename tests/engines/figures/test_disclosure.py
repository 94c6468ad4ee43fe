"""Small groups: what is told of them, and that nothing hidden follows from what is told."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.figures import Cell, Group, Hidden, disclose, may_tell

LIMIT = 5


def _groups(regions: Sequence[int], sizes: Sequence[int] = ()) -> list[Group]:
    """The country and its parts: municipality number i lies in region ``regions[i]`` and has the size ``sizes[i]``."""
    parts = [
        Group(kind, f"{kind}{value}", frozenset(at for at, one in enumerate(values) if one == value))
        for kind, values in (("region", regions), ("size", sizes))
        for value in sorted(set(values))
    ]
    return [Group("country", "country", frozenset(range(len(regions)))), *parts]


def _hidden(cells: Sequence[Cell]) -> dict[tuple[str, str], Hidden]:
    return {(cell.key, cell.option): cell.hidden for cell in cells if cell.hidden is not None}


def test_a_base_needs_five_others() -> None:
    """Six in a group see five others; five see four."""
    cells = disclose(_groups([0] * 6 + [1] * 7), {"yes": range(3)})
    assert _hidden(cells) == {}
    assert [(cell.key, cell.hits, cell.n) for cell in cells] == [
        ("country", 3, 13),
        ("region0", 3, 6),
        ("region1", 0, 7),
    ]
    few = disclose(_groups([0] * 5 + [1] * 7 + [2] * 8), {"yes": range(3)})
    assert _hidden(few) == {("region0", "yes"): Hidden.FEW, ("region1", "yes"): Hidden.COMPLEMENT}


def test_a_small_group_may_not_be_what_the_others_leave_of_the_country() -> None:
    """Two small regions hide each other when six are in them together; the others stand."""
    cells = disclose(_groups([0] * 3 + [1] * 3 + [2] * 8 + [3] * 9), {"yes": range(3)})
    assert set(_hidden(cells).values()) == {Hidden.FEW}


def test_a_class_of_size_within_a_region_hides_what_lies_between_them() -> None:
    """Seven of the eight in a region are all of a class: the eighth would be told by the difference."""
    regions = [0] * 8 + [1] * 10 + [2] * 10
    sizes = [0] * 7 + [1] * 11 + [2] * 10
    cells = disclose(_groups(regions, sizes), {"yes": range(3)})
    assert ("size0", "yes") in _hidden(cells)
    assert ("country", "yes") not in _hidden(cells)


def test_of_a_sensitive_question_small_counts_are_hidden_and_the_way_to_them() -> None:
    """Two of one region; the others would leave it, so the smallest of them goes too. The country's is told."""
    regions = [0] * 20 + [1] * 20 + [2] * 22
    yes = [0, 1, *range(20, 30), *range(40, 50)]
    assert _hidden(disclose(_groups(regions), {"yes": yes})) == {}
    assert _hidden(disclose(_groups(regions), {"yes": yes}, sensitive=True)) == {
        ("region0", "yes"): Hidden.SENSITIVE,
        ("region1", "yes"): Hidden.COMPLEMENT,
    }


@pytest.mark.parametrize("yes", [range(20), range(0), range(17)], ids=["all", "nobody", "all but three"])
def test_nobody_and_all_tell_of_each_and_so_do_few_who_did_not(yes: range) -> None:
    """Of a sensitive question."""
    assert set(_hidden(disclose(_groups([0] * 20), {"yes": yes}, sensitive=True)).values()) == {Hidden.SENSITIVE}


def test_options_of_which_each_gave_one_are_hidden_together() -> None:
    """Otherwise the hidden one is what the others leave of the base."""
    options = {"yes": range(10), "no": range(10, 18), "unsure": range(18, 20)}
    alone = disclose(_groups([0] * 20), options, sensitive=True)
    assert {option for key, option in _hidden(alone) if key == "country"} == {"unsure"}
    together = disclose(_groups([0] * 20), options, sensitive=True, exclusive=True)
    assert {option for key, option in _hidden(together) if key == "country"} == {"yes", "no", "unsure"}


def test_groups_of_one_kind_must_not_overlap() -> None:
    """A municipality lies in one region."""
    twice = [Group("region", "a", frozenset({1, 2})), Group("region", "b", frozenset({2, 3}))]
    with pytest.raises(ValueError, match="overlap at b"):
        disclose(twice, {})


@pytest.mark.parametrize(
    ("hits", "n", "sensitive", "told"),
    [(0, 5, False, False), (0, 6, False, True), (4, 20, True, False), (5, 20, True, True), (16, 20, True, False)],
)
def test_a_figure_that_stands_alone(hits: int, n: int, sensitive: bool, told: bool) -> None:
    """The same limits, for a group that is of no kind: municipalities that are like one's own."""
    assert may_tell(hits, n, sensitive=sensitive) is told


countries = st.integers(1, 45).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 4), min_size=n, max_size=n),
        st.lists(st.integers(0, 3), min_size=n, max_size=n),
        st.lists(st.integers(0, 3), min_size=n, max_size=n),
    )
)


def _rows(groups: Sequence[Group], people: int) -> dict[str, np.ndarray]:
    return {group.key: np.array([float(one in group.members) for one in range(people)]) for group in groups}


def _follows(wanted: np.ndarray, told: Sequence[np.ndarray]) -> bool:
    """Whether the wanted sum is one of the told ones added and subtracted: it adds nothing to their rank."""
    if not told:
        return False
    return bool(np.linalg.matrix_rank(np.array([*told, wanted])) == np.linalg.matrix_rank(np.array(told)))


@settings(deadline=None, max_examples=60)
@given(countries)
def test_no_count_of_five_or_fewer_follows_from_what_is_told(country: tuple[list[int], list[int], list[int]]) -> None:
    """Each pair of groups: what is within one and not in the other, in both, and each member alone."""
    regions, sizes, answers = country
    groups, people = _groups(regions, sizes), len(regions)
    cells = disclose(groups, {"yes": [at for at, answer in enumerate(answers) if answer]})
    rows = _rows(groups, people)
    told = [rows[cell.key] for cell in cells if cell.hidden is None]
    assert all(sum(row) > LIMIT for row in told)
    pairs = [one * other for one in rows.values() for other in rows.values()]
    rests = [one * (1 - other) for one in rows.values() for other in rows.values()]
    singles = list(np.eye(people))
    few = [row for row in [*pairs, *rests, *singles] if 0 < sum(row) <= LIMIT]
    assert not any(_follows(row, told) for row in few)


@settings(deadline=None, max_examples=60)
@given(countries, st.booleans())
def test_no_hidden_count_of_a_sensitive_question_follows(
    country: tuple[list[int], list[int], list[int]], exclusive: bool
) -> None:
    """Over all groups and options at once, with the bases known, and with options that add up to them."""
    regions, sizes, answers = country
    groups, people = _groups(regions, sizes), len(regions)
    options = {str(one): [at for at, answer in enumerate(answers) if answer == one] for one in range(4)}
    cells = disclose(groups, options, sensitive=True, exclusive=exclusive)
    rows, nothing = _rows(groups, people), np.zeros(people)

    def of(key: str, option: str) -> np.ndarray:
        return np.concatenate([rows[key] if one == option else nothing for one in options])

    told = [of(cell.key, cell.option) for cell in cells if cell.hidden is None]
    if exclusive:
        told += [np.tile(row, len(options)) for row in rows.values()]
    hidden = [of(cell.key, cell.option) for cell in cells if cell.hidden is not None and cell.n]
    assert not any(_follows(row, told) for row in hidden)
    assert all(LIMIT <= cell.hits <= cell.n - LIMIT for cell in cells if cell.hidden is None)
