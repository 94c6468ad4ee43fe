"""Printed shares row by row: the checks that were made by hand of the published figures, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.figures import Guess, Hypothesis, Row, check_rounding, check_row, check_rows, smallest_base
from tovholder.engines.figures.rounding import nearest

FOUR = ["48", "44", "30", "7"]


@pytest.mark.parametrize(
    ("share", "n", "counts"),
    [
        ("86", 98, [84]),
        ("38", 84, [32]),
        ("19", 84, [16]),
        ("38", 68, [26]),
        ("19", 68, [13]),
        ("69", 68, [47]),
        ("58", 91, [53]),
        ("76", 91, [69]),
        ("48", 35, []),
        ("44", 35, []),
        ("30", 35, []),
        ("7", 35, []),
        ("42", 58, []),
    ],
)
def test_the_shares_that_were_checked_by_hand(share: str, n: int, counts: list[int]) -> None:
    """Five of the report of 2017 do not fit; the others do, with these counts."""
    found = check_row(Row("x", Decimal(share), n))
    assert (list(found.counts), found.fits) == (counts, bool(counts))


def test_the_four_of_figure_8_are_mentions_out_of_27() -> None:
    """13, 12, 8 and 2 are 35, the printed n. They fit 84 too, which is a base that the report has."""
    (group,) = check_rows([Row(share, Decimal(share), 35) for share in FOUR], known={84, 58, 35})
    assert (group.fits, group.n, group.smallest_base) == (False, 35, 27)
    assert group.guesses == (
        Guess(Hypothesis.MENTIONS, bases=(27,), counts=(13, 12, 8, 2)),
        Guess(Hypothesis.KNOWN_BASE, bases=(84,)),
        Guess(Hypothesis.OTHER_BASE, bases=(27,)),
    )


def test_the_42_per_cent_are_35_of_the_84_who_answered() -> None:
    """Or 41 or 43 per cent of 58."""
    (group,) = check_rows([Row("x", Decimal(42), 58)], known={84, 58})
    assert group.guesses == (
        Guess(Hypothesis.KNOWN_BASE, bases=(84,), counts=(35,)),
        Guess(Hypothesis.MISPRINT, shares=(Decimal(41), Decimal(43))),
    )


def test_a_group_that_fits_has_no_guesses_and_one_of_several_n_has_no_n() -> None:
    """Rows without a group are one by their n, in the order of their first."""
    rows = [Row("a", Decimal(50), 2), Row("b", Decimal(33), 3), Row("c", Decimal(0), 2), Row("d", Decimal(1), 5, "x")]
    rows.append(Row("e", Decimal(1), 6, "x"))
    groups = check_rows(rows)
    assert [(group.group, group.n, group.fits) for group in groups] == [
        ("", 2, True),
        ("", 3, True),
        ("x", None, False),
    ]
    assert [[row.row.id for row in group.rows] for group in groups] == [["a", "c"], ["b"], ["d", "e"]]
    assert groups[0].guesses == ()


def test_a_base_that_fits_anything_and_too_many_bases_are_no_hypothesis() -> None:
    """A hundred gives every whole per cent; with one decimal it is a thousand."""

    def guessed(share: str, known: set[int]) -> list[int]:
        (group,) = check_rows([Row("x", Decimal(share), 35)], known)
        return [base for guess in group.guesses if guess.code is Hypothesis.KNOWN_BASE for base in guess.bases]

    assert guessed("48", {49, 50, 100, 500}) == [50]
    assert guessed("48.0", {50, 100, 500, 1000}) == [50, 100, 500]
    assert guessed("48", set(range(1, 201))) != []
    assert guessed("48", set(range(1, 202))) == []


shares = st.integers(0, 3).flatmap(
    lambda digits: st.integers(0, 100 * 10**digits).map(lambda steps: Decimal(steps).scaleb(-digits))
)


@given(st.lists(shares, min_size=1, max_size=4))
def test_the_smallest_base_fits_and_none_below_does(printed: list[Decimal]) -> None:
    """Tried one by one."""
    found = smallest_base(printed)
    assert found is None or all(check_rounding(share, found).fits for share in printed)
    below = range(1, min(found or 1, 400))
    assert not any(all(check_rounding(share, base).fits for share in printed) for base in below)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 2))
def test_a_true_share_fits_its_n_and_has_no_larger_smallest_base(counted: tuple[int, int], digits: int) -> None:
    """Rounded half to even, as a computer does."""
    count, n = counted
    share = (Decimal(count * 100) / Decimal(n)).quantize(Decimal(1).scaleb(-digits))
    found = check_row(Row("x", share, n))
    assert count in found.counts
    assert found.smallest_base is not None
    assert found.smallest_base <= n


@given(shares, st.integers(1, 500))
def test_the_nearest_shares_are_ones_that_n_gives(share: Decimal, n: int) -> None:
    """One at most as large, one at least as large, or the printed one itself."""
    beside = nearest(share, n)
    assert 1 <= len(beside) <= 2
    assert all(check_rounding(one, n).fits for one in beside)
    assert beside[0] <= share or check_rounding(share, n).fits
    assert share <= beside[-1] or check_rounding(share, n).fits
