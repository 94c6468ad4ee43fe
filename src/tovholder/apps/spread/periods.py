"""The periods that counts belong to: whole months or whole quarters."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

MONTHS = {"month": 1, "quarter": 3}
"""How many months a period lasts, by its kind."""
GRACE = timedelta(days=14)
"""So long after the end of a period its count is asked for without being late."""


def start_of(day: date, kind: str) -> date:
    """The first day of the period that ``day`` lies in."""
    length = MONTHS[kind]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def next_start(start: date, kind: str) -> date:
    """The first day of the period after the one that begins on ``start``."""
    month = start.month - 1 + MONTHS[kind]
    return date(start.year + month // 12, month % 12 + 1, 1)


def previous_start(start: date, kind: str) -> date:
    """The first day of the period before the one that begins on ``start``."""
    return start_of(start - timedelta(days=1), kind)


def last_day(start: date, kind: str) -> date:
    """The last day of the period that begins on ``start``."""
    return next_start(start, kind) - timedelta(days=1)


def ended_by(day: date, kind: str) -> date:
    """The first day of the last period that is over on ``day``."""
    return previous_start(start_of(day, kind), kind)


def due_on(start: date, kind: str) -> date:
    """The day by which the count of a period should be there."""
    return last_day(start, kind) + GRACE


def period_text(start: date, kind: str) -> str:
    """A period in words: "3. kvartal 2026", "juli 2026"."""
    if kind == "quarter":
        return _("%(quarter)d. kvartal %(year)d") % {"quarter": (start.month + 2) // 3, "year": start.year}
    return date_format(start, "F Y")
