"""Numbers, shares and dates as they are read in the language of the page."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.kernel.share import Share

Amount = int | float | Decimal
DANISH_DATES = {"long": "j. F Y", "short": "d.m.Y", "time": "j. F Y \\k\\l. H.i"}
ENGLISH_DATES = {"long": "j F Y", "short": "d/m/Y", "time": "j F Y, H:i"}


def number_text(amount: Amount, decimals: int | None = None) -> str:
    """``1077`` as "1.077" in Danish, halves rounded up.

    ``decimals`` fixes the digits after the comma; without it whole numbers have none and others one.
    """
    exact = Decimal(str(amount))
    digits = decimals if decimals is not None else 0 if exact == exact.to_integral_value() else 1
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return formats.number_format(rounded, decimal_pos=digits, use_l10n=True, force_grouping=True)


def whole_text(amount: int) -> str:
    """A whole number in the form of the language, without the cost of the general case."""
    mark = "," if (get_language() or "da").startswith("en") else "."
    return f"{amount:,}".replace(",", mark)


def percent_text(share: Share) -> str:
    """The share alone: "38 pct.", or a dash when its base is empty."""
    if share.percent is None:
        return "–"
    return _("%(percent)s pct.") % {"percent": number_text(share.percent)}


def share_text(share: Share) -> str:
    """The share with its count and base: "38 pct. (32 af 84 kommuner)"."""
    words = {"count": number_text(share.count), "base": number_text(share.base), "of": share.of}
    if share.percent is None:
        return _("ingen %(of)s endnu") % words
    return _("%(percent)s (%(count)s af %(base)s %(of)s)") % {**words, "percent": percent_text(share)}


def date_text(day: date | datetime | None, style: str = "long") -> str:
    """A day as "3. maj 2026"; ``style="short"`` gives "03.05.2026", ``style="time"`` adds the time of day.

    A moment is read in Danish time. Nothing gives an empty string.
    """
    if day is None:
        return ""
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    patterns = ENGLISH_DATES if (get_language() or "da").startswith("en") else DANISH_DATES
    return formats.date_format(day, patterns[style])
