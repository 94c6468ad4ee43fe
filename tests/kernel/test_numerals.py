"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.kernel.numerals import NumeralError, Unread, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.000,50", "1000.50"),
        ("1,000.50", "1000.50"),
        ("1000,5", "1000.5"),
        ("1000.5", "1000.5"),
        ("1.000", "1000"),
        ("1.000.000", "1000000"),
        ("1,000,000", "1000000"),
        ("1.234.567,8", "1234567.8"),
        ("1 000,50", "1000.50"),
        ("1\u202f000", "1000"),
        ("1'000", "1000"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("12,5", "12.5"),
        ("\u2212 3,25".replace(" ", ""), "-3.25"),
        ("+7", "7"),
        (" 12 ", "12"),
    ],
)
def test_both_forms_are_read(text: str, number: str) -> None:
    """Danish and English marks mean the same amount."""
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,000", Unread.TWO_MEANINGS),
        ("-999,999", Unread.TWO_MEANINGS),
        ("1.2.3", Unread.NO_NUMBER),
        ("1,00,000", Unread.NO_NUMBER),
        ("1.000,5,5", Unread.NO_NUMBER),
        ("10.00,5", Unread.NO_NUMBER),
        ("1e5", Unread.NO_NUMBER),
        ("NaN", Unread.NO_NUMBER),
        ("\u0661\u0662", Unread.NO_NUMBER),
        ("kr. 5", Unread.NO_NUMBER),
        ("", Unread.NO_NUMBER),
        ("9" * 16, Unread.TOO_LARGE),
    ],
)
def test_what_is_none_or_may_be_two_is_refused(text: str, why: Unread) -> None:
    """A thousandfold mistake is not guessed at."""
    with pytest.raises(NumeralError) as told:
        number_of(text)
    assert told.value.why is why


@given(st.decimals(-(10**12), 10**12, places=2))
def test_every_amount_is_itself_in_both_forms(amount: Decimal) -> None:
    """Grouped and with two decimals, as a budget has it."""
    english = f"{amount:,.2f}"
    danish = english.translate(str.maketrans(",.", ".,"))
    assert (number_of(english), number_of(danish)) == (amount, amount)


@given(st.text(max_size=20))
def test_no_text_fails_in_another_way(text: str) -> None:
    """A number or a reason."""
    try:
        told: object = number_of(text)
    except NumeralError as error:
        told = error.why
    assert isinstance(told, Decimal | Unread)
