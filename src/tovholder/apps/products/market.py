"""Whether a product is sold and supported on a day: what lists mark, and what a buyer must know first."""

from datetime import date
from enum import Enum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.ui.values import Tone

WARNED_MONTHS = 12
"""So long before its end a product is marked: as long as a tender and a change take."""


class Market(Enum):
    """Where a product is on its way out. The gravest that fits counts."""

    ENDED = "udgaaet"
    UNSUPPORTED = "uden-support"
    ENDING = "udgaar-snart"
    SUPPORT_ENDING = "support-slutter"
    SOLD = "i-handel"

    @property
    def label(self) -> StrPromise:
        """The state in words."""
        return _LABELS[self]

    @property
    def tone(self) -> Tone:
        """How it should be felt."""
        return _TONES[self]

    @property
    def is_marked(self) -> bool:
        """Whether lists and pages warn of it."""
        return self is not Market.SOLD


_LABELS: dict[Market, StrPromise] = {
    Market.ENDED: _("Udgået"),
    Market.UNSUPPORTED: _("Uden support"),
    Market.ENDING: _("Udgår inden for 12 måneder"),
    Market.SUPPORT_ENDING: _("Support slutter inden for 12 måneder"),
    Market.SOLD: _("I handel"),
}
_TONES: dict[Market, Tone] = {
    Market.ENDED: "danger",
    Market.UNSUPPORTED: "danger",
    Market.ENDING: "warning",
    Market.SUPPORT_ENDING: "warning",
    Market.SOLD: "success",
}


def market_on(day: date, *, end_of_life: date | None, support_until: date | None) -> Market:
    """The state of a product on ``day``: it is sold before its end of life, and supported up to and with a last day."""
    soon = months_after(day, WARNED_MONTHS)
    if end_of_life is not None and end_of_life <= day:
        return Market.ENDED
    if support_until is not None and support_until < day:
        return Market.UNSUPPORTED
    if end_of_life is not None and end_of_life <= soon:
        return Market.ENDING
    if support_until is not None and support_until <= soon:
        return Market.SUPPORT_ENDING
    return Market.SOLD


def months_after(day: date, months: int) -> date:
    """The same day ``months`` months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
