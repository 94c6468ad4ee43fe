"""Whether a product is sold and supported on a day: what lists mark, and what a buyer must know first."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.ui.values import Tone
from tovholder.kernel.months import months_after

WARNED_MONTHS = 12
"""So long before its end a product is marked: as long as a tender and a change take."""


NEW_MONTHS = 12
"""So long a product counts as new: nobody has yet run it for a year."""


class Market(Enum):
    """Where a product is in its life. The gravest that fits counts."""

    ENDED = "udgaaet"
    UNSUPPORTED = "uden-support"
    COMING = "paa-vej"
    ENDING = "udgaar-snart"
    SUPPORT_ENDING = "support-slutter"
    SUPPORT_UNKNOWN = "support-ikke-oplyst"
    NEW = "nyt"
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
    Market.COMING: _("Ikke på markedet endnu"),
    Market.ENDING: _("Udgår inden for 12 måneder"),
    Market.SUPPORT_ENDING: _("Support slutter inden for 12 måneder"),
    Market.SUPPORT_UNKNOWN: _("Support ikke oplyst"),
    Market.NEW: _("Nyt: under 12 måneder på markedet"),
    Market.SOLD: _("I handel"),
}
_TONES: dict[Market, Tone] = {
    Market.ENDED: "danger",
    Market.UNSUPPORTED: "danger",
    Market.COMING: "warning",
    Market.ENDING: "warning",
    Market.SUPPORT_ENDING: "warning",
    Market.SUPPORT_UNKNOWN: "neutral",
    Market.NEW: "info",
    Market.SOLD: "success",
}


@dataclass(frozen=True, slots=True)
class Life:
    """What decides a product's state: its days, and whether anything is known of its support."""

    marketed_since: date | None = None
    support_until: date | None = None
    end_of_life: date | None = None
    support_told: bool = False


def market_on(day: date, life: Life) -> Market:
    """The state of a product on ``day``: sold before its end of life, supported up to and with a last day."""
    soon = months_after(day, WARNED_MONTHS)
    states = (
        (Market.ENDED, life.end_of_life is not None and life.end_of_life <= day),
        (Market.UNSUPPORTED, life.support_until is not None and life.support_until < day),
        (Market.COMING, life.marketed_since is not None and life.marketed_since > day),
        (Market.ENDING, life.end_of_life is not None and life.end_of_life <= soon),
        (Market.SUPPORT_ENDING, life.support_until is not None and life.support_until <= soon),
        (Market.SUPPORT_UNKNOWN, life.support_until is None and not life.support_told),
        (Market.NEW, life.marketed_since is not None and life.marketed_since > months_after(day, -NEW_MONTHS)),
    )
    return next((state for state, holds in states if holds), Market.SOLD)
