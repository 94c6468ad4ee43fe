"""The one clock. Nothing else in the product asks the machine what time it is.

The demo sets its own day (``--today``); tests set theirs. A shifted clock keeps running from there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Clock(Protocol):
    """Tells the time as an aware datetime in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """The machine's clock moved by ``shift``: the demo lives on its own day, and time still passes."""

    shift: timedelta

    def now(self) -> datetime:
        """The present moment of the moved clock."""
        return datetime.now(UTC) + self.shift


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at ``at``: for tests and for building a repeatable demo."""

    at: datetime

    def now(self) -> datetime:
        """The moment at which the clock stands."""
        return self.at


_current: Clock = SystemClock()


def use_clock(clock: Clock) -> None:
    """Make ``clock`` the clock of this process."""
    global _current  # noqa: PLW0603  # the process has one clock by design
    _current = clock


@contextmanager
def clock_at(moment: datetime | date) -> Iterator[None]:
    """Let the clock stand still at ``moment`` (a date means noon in Copenhagen) inside the block."""
    before = _current
    use_clock(FixedClock(moment_of(moment)))
    try:
        yield
    finally:
        use_clock(before)


def moment_of(moment: datetime | date) -> datetime:
    """A date as noon in Copenhagen, in UTC; a datetime must be aware and is returned in UTC."""
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(12), COPENHAGEN).astimezone(UTC)


def shifted_to(today: date) -> ShiftedClock:
    """A running clock whose date in Copenhagen is ``today`` when it is made."""
    actual = datetime.now(UTC)
    wanted = datetime.combine(today, actual.astimezone(COPENHAGEN).time(), COPENHAGEN).astimezone(UTC)
    return ShiftedClock(wanted - actual)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _current.now()


def today() -> date:
    """Today's date in Copenhagen."""
    return now().astimezone(COPENHAGEN).date()
