"""Counting in months."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


def month_number(day: date) -> int:
    """The number of a day's month since year 0."""
    return day.year * 12 + day.month - 1


def first_of_month(day: date, months: int) -> date:
    """The first of the month that many months later, or earlier."""
    year, month = divmod(month_number(day) + months, 12)
    return date(year, month + 1, 1)


@lru_cache(maxsize=64)  # a list asks for the same few days in each of its rows
def months_after(day: date, months: int) -> date:
    """The same day ``months`` months later, or earlier; the last of the month where there is no such day."""
    first = first_of_month(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))
