"""What a published value is counted in, and how value and unit are read together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from tovholder.foundation.ui.formats import date_text, number_text


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. ``label`` is its name in a list; ``before`` and ``after`` stand around the value, ``one`` after a 1.

    ``counted`` values are whole numbers and are written with the thousands mark of the language.
    """

    label: StrOrPromise
    after: StrOrPromise
    before: StrOrPromise = ""
    one: StrOrPromise = ""
    counted: bool = True


def _plain(word: StrOrPromise, one: StrOrPromise = "") -> Unit:
    return Unit(word, word, one=one)


PERCENT: Final = frozenset({"pct", "pct_over"})
FRACTIONS: Final = frozenset({"fraction", "fraction_about", "fraction_over"})
SHARES: Final = PERCENT | FRACTIONS
"""Units of a part of a whole: they mean nothing without their base."""

UNITS: Final[Mapping[str, Unit]] = MappingProxyType(
    {
        "pct": _plain(_("pct.")),
        "pct_over": Unit(_("pct. (nedre grænse)"), _("pct."), before=_("over")),
        "fraction": Unit(_("brøkdel"), "", counted=False),
        "fraction_about": Unit(_("brøkdel (cirka)"), "", before=_("cirka"), counted=False),
        "fraction_over": Unit(_("brøkdel (nedre grænse)"), "", before=_("over"), counted=False),
        "municipalities": _plain(_("kommuner"), _("kommune")),
        "regions": _plain(_("regioner"), _("region")),
        "projects": _plain(_("projekter"), _("projekt")),
        "projects_almost": Unit(_("projekter (næsten)"), _("projekter"), before=_("næsten")),
        "answers": _plain(_("svar")),
        "persons": _plain(_("personer"), _("person")),
        "citizens_over": Unit(_("borgere (nedre grænse)"), _("borgere"), before=_("over")),
        "staff": Unit(_("medarbejdere før og efter"), _("medarbejdere"), counted=False),
        "technologies": _plain(_("teknologier"), _("teknologi")),
        "among": Unit(_("nævnt blandt så mange teknologier"), "", before=_("blandt")),
        "rank_of_5": Unit(_("plads blandt fem"), _("af 5"), before=_("nummer")),
        "dkk_year": _plain(_("kr. om året")),
        "documented": _plain(_("dokumenterede gevinster"), _("dokumenteret gevinst")),
        "barriers": _plain(_("barrierer"), _("barriere")),
        "themes": _plain(_("temaer"), _("tema")),
        "categories": _plain(_("kategorier"), _("kategori")),
        "parts": _plain(_("dele"), _("del")),
        "phases": _plain(_("faser"), _("fase")),
        "fields": _plain(_("fagområder"), _("fagområde")),
        "focus_areas": _plain(_("fokusområder"), _("fokusområde")),
        "bottom_lines": _plain(_("bundlinjer"), _("bundlinje")),
        "systems": _plain(_("systemer"), _("system")),
        "centres": _plain(_("centre"), _("center")),
        "products": _plain(_("produkter"), _("produkt")),
        "suppliers": _plain(_("leverandører"), _("leverandør")),
        "advice": _plain(pgettext_lazy("gode råd", "råd")),
        "figures": _plain(_("figurer"), _("figur")),
        "meetings_year": _plain(_("møder om året"), _("møde om året")),
        "hours": _plain(_("timer"), _("time")),
        "weeks": Unit(_("uger"), _("uger"), one=_("uge"), counted=False),
        "years": _plain(pgettext_lazy("flere år", "år"), pgettext_lazy("ét år", "år")),
        "years_old": Unit(_("alder i år"), pgettext_lazy("flere år", "år")),
        "initiative": Unit(_("nummer på et initiativ"), "", before=_("initiativ"), counted=False),
        "paragraph": Unit(_("paragraf"), "", before="§", counted=False),
        "period": Unit(_("årrække"), "", counted=False),
        "year": Unit(_("årstal"), "", counted=False),
        "month": Unit(_("måned"), "", counted=False),
        "date": Unit(_("dato"), "", counted=False),
        "text": Unit(_("tekst"), "", counted=False),
    }
)


def value_text(value: str, unit: str) -> str:
    """A value with its unit as it is read: "1.077 projekter", "over 70 pct.", "nummer 1 af 5", "19. februar 2016"."""
    known = UNITS.get(unit, UNITS["text"])
    after = known.one if value == "1" and known.one else known.after
    return " ".join(str(word) for word in (known.before, _shown(value, unit, counted=known.counted), after) if word)


def _shown(value: str, unit: str, *, counted: bool) -> str:
    if unit == "date":
        return date_text(date.fromisoformat(value))
    if unit == "month":
        return formats.date_format(date.fromisoformat(f"{value}-01"), "F Y")
    return number_text(int(value)) if counted and value.isdecimal() else value


def is_value_of(value: str, unit: str) -> bool:
    """Whether a value can be one of that unit: whole numbers for what is counted, days for dates."""
    known = UNITS.get(unit)
    if known is None or not value:
        return False
    try:
        if unit in {"date", "month"}:
            date.fromisoformat(value if unit == "date" else f"{value}-01")
    except ValueError:
        return False
    if unit in PERCENT:
        whole, _mark, rest = value.partition(",")
        return whole.isdecimal() and len(whole) <= MOST_DIGITS and (not rest or rest.isdecimal())
    return not known.counted or (value.isdecimal() and value.isascii() and len(value) <= MOST_DIGITS)


def printed_share(value: str) -> Decimal:
    """A share in per cent as it is printed, with its decimals. Only for a value of a unit in ``PERCENT``."""
    return Decimal(value.replace(",", "."))


MOST_DIGITS = 12
