"""The periods in which something is measured: whole calendar months, quarters, half years and years."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import MONTHS_OF, Cadence
from tovholder.foundation.ui.formats import date_text

DAY = timedelta(days=1)
MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """The period in forms and addresses: its first day."""
        return self.first.isoformat()


def period_of(day: date, cadence: str) -> Period:
    """The period of that length that ``day`` falls in; without a cadence the month."""
    months = MONTHS_OF.get(cadence, 1)
    month = (day.month - 1) // months * months + 1
    last = month + months - 1  # never in another year: the lengths divide it
    return Period(date(day.year, month, 1), date(day.year, last, monthrange(day.year, last)[1]))


def last_whole(today: date, cadence: str) -> Period:
    """The latest period that has ended before ``today``."""
    return period_of(period_of(today, cadence).first - DAY, cadence)


def latest_periods(today: date, cadence: str, count: int) -> list[Period]:
    """The latest whole periods, the newest first."""
    found = [last_whole(today, cadence)]
    while len(found) < count:
        found.append(period_of(found[-1].first - DAY, cadence))
    return found


def due_after(measured_to: date, cadence: str) -> date:
    """The day after the period that follows the one that was measured: then there is something to measure again."""
    return period_of(measured_to + DAY, cadence).last + DAY


def cadence_of(period: Period) -> str:
    """The cadence whose whole period this is; empty for one of another length."""
    return next((cadence.value for cadence in Cadence if period_of(period.first, cadence) == period), "")


def period_text(period: Period) -> str:
    """The period in words: "maj 2026", "2. kvartal 2026", "1. halvår 2026", "2026", or its two days."""
    year, month = period.first.year, period.first.month
    match cadence_of(period):
        case Cadence.MONTH:
            return str(formats.date_format(period.first, "F Y"))
        case Cadence.QUARTER:
            return _("%(number)s. kvartal %(year)s") % {"number": (month + 2) // 3, "year": year}
        case Cadence.HALF_YEAR:
            return _("%(number)s. halvår %(year)s") % {"number": 1 if month == 1 else 2, "year": year}
        case Cadence.YEAR:
            return str(year)
        case _:
            return f"{date_text(period.first, 'short')}–{date_text(period.last, 'short')}"
