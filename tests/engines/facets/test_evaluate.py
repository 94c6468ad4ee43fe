"""The facet engine against a plain reading of its definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.facets import Columns, ManyColumn, OneColumn, Question, evaluate

WIDTHS = {"status": 3, "technology": 4, "groups": 3}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[int, int, frozenset[int]]], list[bool], dict[str, frozenset[int]]]:
    """Rows (status, technology, groups), which of them count, and a choice."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(-1, 2),
                st.integers(-1, 3),
                st.frozensets(st.integers(0, 2)),
            ),
            max_size=30,
        )
    )
    within = draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    chosen = {name: draw(st.frozensets(st.integers(0, width - 1), max_size=2)) for name, width in WIDTHS.items()}
    return rows, within, chosen


def _columns(rows: list[tuple[int, int, frozenset[int]]]) -> Columns:
    pairs = [(index, code) for index, row in enumerate(rows) for code in sorted(row[2])]
    return Columns(
        size=len(rows),
        one={
            "status": OneColumn(np.array([row[0] for row in rows], dtype=np.int32), 3),
            "technology": OneColumn(np.array([row[1] for row in rows], dtype=np.int32), 4),
        },
        many={
            "groups": ManyColumn(
                np.array([pair[0] for pair in pairs], dtype=np.int32),
                np.array([pair[1] for pair in pairs], dtype=np.int32),
                3,
            )
        },
    )


def _values(row: tuple[int, int, frozenset[int]], name: str) -> frozenset[int]:
    if name == "groups":
        return row[2]
    return frozenset({row[0] if name == "status" else row[1]}) - {-1}


@given(tables())
def test_counts_are_what_choosing_each_value_alone_would_give(
    case: tuple[list[tuple[int, int, frozenset[int]]], list[bool], dict[str, frozenset[int]]],
) -> None:
    """For every facet and value: the rows that would fit, counted one by one."""
    rows, within, chosen = case
    answer = evaluate(
        _columns(rows),
        Question(
            within=np.array(within, dtype=np.bool_),
            chosen=chosen,
            facets=tuple(WIDTHS),
            crosses=(("status", "technology"), ("status", "groups")),
        ),
    )

    def fits(row: tuple[int, int, frozenset[int]], choice: dict[str, frozenset[int]]) -> bool:
        return all(not values or values & _values(row, name) for name, values in choice.items())

    expected = [counts and fits(row, chosen) for row, counts in zip(rows, within, strict=True)]
    assert answer.fits.tolist() == expected
    for name, width in WIDTHS.items():
        for value in range(width):
            alone = chosen | {name: frozenset({value})}
            plain = sum(counts and fits(row, alone) for row, counts in zip(rows, within, strict=True))
            assert answer.counts[name][value] == plain
    for status in range(3):
        for group in range(3):
            plain = sum(ok and row[0] == status and group in row[2] for row, ok in zip(rows, expected, strict=True))
            assert answer.crosses["status", "groups"][status, group] == plain
        for technology in range(4):
            plain = sum(ok and row[:2] == (status, technology) for row, ok in zip(rows, expected, strict=True))
            assert answer.crosses["status", "technology"][status, technology] == plain


def test_an_empty_table_has_empty_answers() -> None:
    """No rows: nothing fits, and every count is there as zero."""
    answer = evaluate(_columns([]), Question(within=np.zeros(0, dtype=np.bool_), facets=("status", "groups")))
    assert answer.total == 0
    assert answer.counts["status"].tolist() == [0, 0, 0]
    assert answer.counts["groups"].tolist() == [0, 0, 0]


def test_a_code_beyond_its_width_is_refused() -> None:
    """A column that cannot be counted is an error where it is made, not where it is read."""
    with pytest.raises(ValueError, match="a code lies outside -1 … 2"):
        OneColumn(np.array([0, 3], dtype=np.int32), 3)
