"""Whether a printed share can be true of its base."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.figures import check_rounding, smallest_base

STAFF_GAINS = [Decimal(48), Decimal(44), Decimal(30), Decimal(7)]


@pytest.mark.parametrize(("printed", "base"), [("48", 35), ("44", 35), ("30", 35), ("7", 35), ("42", 58)], ids=str)
def test_the_five_known_misfits_fit_no_count(printed: str, base: int) -> None:
    """The four staff gains of n = 35, and 42 per cent out of 58."""
    assert not check_rounding(Decimal(printed), base).fits


@pytest.mark.parametrize(
    ("printed", "base", "counts"),
    [
        ("86", 98, (84,)),
        ("42", 84, (35,)),
        ("38", 84, (32,)),
        ("38", 68, (26,)),
        ("19", 84, (16,)),
        ("69", 68, (47,)),
        ("58", 91, (53,)),
        ("76", 91, (69,)),
        ("48", 27, (13,)),
        ("44", 27, (12,)),
        ("30", 27, (8,)),
        ("7", 27, (2,)),
        ("12", 8, (1,)),
        ("13", 8, (1,)),
        ("0", 5, (0,)),
        ("100", 5, (5,)),
        ("33.3", 3, (1,)),
        ("33.4", 3, ()),
    ],
)
def test_shares_that_fit_tell_their_counts(printed: str, base: int, counts: tuple[int, ...]) -> None:
    """12.5 per cent may have become 12 or 13: both ways of rounding a half are allowed."""
    assert tuple(check_rounding(Decimal(printed), base).counts) == counts


def test_the_four_staff_gains_share_a_base_of_27() -> None:
    """The smallest one; the counts 13, 12, 8 and 2 add up to the printed 35."""
    assert smallest_base(STAFF_GAINS) == 27
    assert sum(check_rounding(share, 27).counts[0] for share in STAFF_GAINS) == 35


def test_shares_that_no_base_has_give_none() -> None:
    """0.0005 per cent out of at most ten thousand is less than one."""
    assert smallest_base([Decimal("0.0005")]) is None


@pytest.mark.parametrize(("printed", "base"), [("50", 0), ("101", 10), ("-1", 10), ("0.0000001", 10), ("NaN", 10)])
def test_what_is_no_share_is_refused(printed: str, base: int) -> None:
    """A base below one, a share outside 0 to 100, more decimals than anybody prints, no number."""
    with pytest.raises(ValueError, match="is no share"):
        check_rounding(Decimal(printed), base)


@given(st.integers(1, 2000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))), st.integers(0, 3))
def test_a_true_share_always_fits_and_its_count_is_among_those_found(counted: tuple[int, int], digits: int) -> None:
    """Whatever count, base and number of decimals, rounded up at a half."""
    count, base = counted
    steps = 10**digits
    printed = Decimal((Fraction(count * 100, base) * steps + Fraction(1, 2)).__floor__()) / steps
    assert count in check_rounding(printed.quantize(Decimal(1) / steps), base).counts


@given(st.integers(0, 100), st.integers(1, 500))
def test_every_count_that_is_found_is_within_half_a_step(printed: int, base: int) -> None:
    """And no count within less than half a step is left out."""
    found = check_rounding(Decimal(printed), base).counts
    distances = {count: abs(Fraction(count * 100, base) - printed) for count in range(base + 1)}
    assert all(distances[count] <= Fraction(1, 2) for count in found)
    assert {count for count, distance in distances.items() if distance < Fraction(1, 2)} <= set(found)
