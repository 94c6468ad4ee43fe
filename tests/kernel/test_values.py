"""Period, Share, Place: small values that cannot be wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tovholder.kernel.period import Period
from tovholder.kernel.place import Place
from tovholder.kernel.share import Share

DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))
ENDS = st.none() | DAYS
FIRST, LAST = date(2019, 12, 1), date(2020, 4, 1)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period within a few weeks, perhaps open at an end."""
    first, last = draw(ENDS), draw(ENDS)
    assume(first is None or last is None or first <= last)
    return Period(first, last)


@given(periods(), periods())
def test_periods_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    """The quick answer is the answer of looking at every day; and it is mutual."""
    shared = any(day in one and day in other for day in EVERY_DAY)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_both_ends_belong_to_a_period() -> None:
    """The last day is included."""
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [day in period for day in days] == [False, True, True, False]


def test_a_period_does_not_end_before_it_begins() -> None:
    """Such a period is refused when it is made."""
    with pytest.raises(ValueError):
        Period(date(2026, 2, 1), date(2026, 1, 31))


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_within_half_a_percent_of_its_count(count: int, base: int) -> None:
    """Whole per cent, halves up: never further than half a point from the exact share."""
    assume(count <= base)
    percent = Share(count, base, "projekter").percent
    assert percent is not None
    assert 2 * abs(percent * base - 100 * count) <= base


@pytest.mark.parametrize(
    ("count", "base", "percent"), [(1, 8, 13), (1, 200, 1), (430, 1077, 40), (0, 5, 0), (5, 5, 100), (0, 0, None)]
)
def test_a_share_in_whole_per_cent(count: int, base: int, percent: int | None) -> None:
    """Halves go up; of nothing there is no share."""
    assert Share(count, base, "projekter").percent == percent


@pytest.mark.parametrize(("count", "base"), [(-1, 5), (6, 5), (0, -1)])
def test_what_is_no_share_is_refused(count: int, base: int) -> None:
    """More than all, or less than nothing."""
    with pytest.raises(ValueError):
        Share(count, base, "projekter")


LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
PLACES = st.builds(Place, LATITUDES, LONGITUDES)


@given(PLACES, PLACES, PLACES)
def test_distance_is_a_distance(here: Place, there: Place, between: Place) -> None:
    """None to itself, the same both ways, never shortened by a detour, never more than half the globe."""
    assert here.distance_km(here) == 0
    assert here.distance_km(there) == pytest.approx(there.distance_km(here), abs=1e-6)
    detour = here.distance_km(between) + between.distance_km(there)
    assert here.distance_km(there) <= detour + 1e-3
    assert here.distance_km(there) <= 20_016


def test_copenhagen_and_aarhus_are_157_kilometres_apart() -> None:
    """A distance that one can look up."""
    copenhagen, aarhus = Place(55.6761, 12.5683), Place(56.1629, 10.2039)
    assert round(copenhagen.distance_km(aarhus)) == 157
