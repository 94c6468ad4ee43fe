"""Where a product is in its life, and what four years of it cost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue import product
from tovholder.apps.products.market import Life, Market, market_on
from tovholder.apps.products.presenting import FourYears, four_years, money, price_line
from tovholder.kernel.months import months_after

TODAY = date(2026, 11, 21)
OLD = date(2020, 1, 1)


@pytest.mark.requirement("TEC-27")
@pytest.mark.parametrize(
    ("life", "state"),
    [
        (Life(OLD, None, None, support_told=True), Market.SOLD),
        (Life(OLD, None, None, support_told=False), Market.SUPPORT_UNKNOWN),
        (Life(OLD, date(2028, 1, 1), None), Market.SOLD),
        (Life(OLD, TODAY, None), Market.SUPPORT_ENDING),
        (Life(OLD, date(2027, 11, 21), None), Market.SUPPORT_ENDING),
        (Life(OLD, date(2027, 11, 22), None), Market.SOLD),
        (Life(OLD, date(2026, 11, 20), None), Market.UNSUPPORTED),
        (Life(OLD, None, date(2027, 11, 21), support_told=True), Market.ENDING),
        (Life(OLD, None, date(2027, 11, 22), support_told=True), Market.SOLD),
        (Life(OLD, date(2026, 1, 1), TODAY), Market.ENDED),
        (Life(date(2026, 11, 22), None, None, support_told=True), Market.COMING),
        (Life(date(2025, 11, 22), None, None, support_told=True), Market.NEW),
        (Life(date(2025, 11, 21), None, None, support_told=True), Market.SOLD),
    ],
)
def test_a_product_is_marked_by_its_days(life: Life, state: Market) -> None:
    """Immature, unsupported and ending products are told apart, to the day."""
    assert market_on(TODAY, life) is state


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 48))
def test_months_ahead_never_miss_a_day(day: date, months: int) -> None:
    """The same day of the month, or the last one where the month is shorter."""
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_after(later, 0).day >= 28)


@pytest.mark.django_db
def test_four_years_are_a_plain_sum() -> None:
    """Purchase once and 48 months; what is not told is said to be left out."""
    both = product("Begge", price_purchase=Decimal("1000.00"), price_per_month=Decimal("12.50"))
    assert four_years(both) == FourYears(Decimal("1600.00"))
    month = product("Måned", price_per_month=Decimal("10.00"))
    assert four_years(month) == FourYears(Decimal("480.00"), "Købspris er ikke oplyst og regnes som 0 kr.")
    none = product("Ingen", price_per_month=None, priced_on=None)
    assert four_years(none) == FourYears(None, "Ingen pris er oplyst.")


@pytest.mark.django_db
def test_money_is_read_as_danes_write_it() -> None:
    """Thousands with a point, øre only where there are any, and the day on which the price was so."""
    assert money(Decimal("1077.00")) == "1.077 kr."
    assert money(Decimal("0.50")) == "0,50 kr."
    shown = product("Lås", price_purchase=Decimal("1650.00"), price_per_month=Decimal("38.00"))
    assert price_line(shown) == "1.650 kr. i køb + 38 kr. pr. måned (01.11.2026)"
