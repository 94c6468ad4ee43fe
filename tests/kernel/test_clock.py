"""The one clock: the machine's, a moved one, or one that stands still."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.kernel import clock


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_clock_set_to_a_day_says_that_day(day: date) -> None:
    """Noon in Copenhagen is on the same day in Copenhagen, summer and winter."""
    with clock.clock_at(day):
        assert clock.today() == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_copenhagen(moment: datetime, day: date) -> None:
    """One hour before UTC's midnight in winter, two in summer."""
    with clock.clock_at(moment):
        assert clock.today() == day


def test_the_clock_before_is_back_after_the_block_even_after_an_error() -> None:
    """A test that fails does not move the time of the next."""
    outside = clock.now()
    with pytest.raises(RuntimeError), clock.clock_at(date(2030, 1, 1)):
        raise RuntimeError
    assert clock.now() == outside


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """Nobody knows when that was."""
    with pytest.raises(ValueError):
        clock.moment_of(datetime(2026, 1, 1, 12))  # noqa: DTZ001  # the fault that is tested


def test_a_moved_clock_says_the_demos_day_and_keeps_running() -> None:
    """The demo lives on its own day, and time passes there."""
    moved = clock.shifted_to(date(2026, 3, 1))
    first = moved.now()
    assert first.astimezone(clock.COPENHAGEN).date() == date(2026, 3, 1)
    assert timedelta(0) <= moved.now() - first < timedelta(seconds=5)


def test_the_machines_clock_is_aware_and_runs() -> None:
    """UTC, and never backwards."""
    system = clock.SystemClock()
    first, second = system.now(), system.now()
    assert first.tzinfo is UTC
    assert first <= second
