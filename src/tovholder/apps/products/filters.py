"""The filters of the list of products, read from an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Sum
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.apps.products.columns import MARKETS, ProductColumns
from tovholder.apps.products.selectors import suppliers
from tovholder.apps.technologies.public import catalogue_revision, technologies
from tovholder.foundation.codes.models import Code

SORTS = ("bedst", "navn", "maaned", "koeb")
MAX_TEXT = 200
COLUMN_OF = {
    "teknologi": "technology",
    "leverandoer": "supplier",
    "marked": "market",
    "prismodel": "price_model",
    "mdr": "mdr_class",
    "iso": "iso9999",
}
"""The column in which each facet is counted, by the facet's name in the address."""


class BadFilterError(BadRequest):
    """A filter in the address means nothing. Answered with 400."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(
            _("Filteret %(name)s kender ikke værdien %(value)s. Fjern det fra adressen, eller begynd forfra.")
            % {"name": name, "value": value[:60]}
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen in a facet: as it stands in the address, its name, and its key in the columns."""

    value: str
    label: str
    key: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen. ``chosen`` maps a facet's name in the address to its values there."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order to show: what was chosen, else the best match of a text, else the name."""
        if self.sort and (self.sort != "bedst" or self.text):
            return self.sort
        return "bedst" if self.text else "navn"

    def query(self, **instead: Any) -> str:
        """The filters as the query of an address, with some of them replaced. Page 1 unless told."""
        other = replace(self, **({"page": 1} | instead))
        pairs = [(name, value) for name, values in other.chosen.items() for value in values]
        pairs += [("q", other.text)] if other.text else []
        pairs += [("sorter", other.sort)] if other.sort else []
        pairs += [("side", str(other.page))] if other.page > 1 else []
        return urlencode(pairs)

    def without(self, name: str, value: str) -> str:
        """The query without one chosen value."""
        rest = tuple(item for item in self.chosen.get(name, ()) if item != value)
        chosen = {facet: values for facet, values in (dict(self.chosen) | {name: rest}).items() if values}
        return self.query(chosen=chosen)

    @property
    def any_chosen(self) -> bool:
        """Whether something narrows the result."""
        return bool(self.chosen or self.text)


_remembered: dict[tuple[object, ...], tuple[ProductColumns, dict[str, list[Choice]]]] = {}


def choices(columns: ProductColumns) -> dict[str, list[Choice]]:
    """Every facet's values that some product has, in the order in which they are shown.

    Remembered in this process, in each language, for as long as the products, the catalogue and the suppliers stay.
    """
    names = suppliers().order_by().aggregate(total=Sum("version"))["total"]
    at = (get_language(), catalogue_revision(), names)
    remembered = _remembered.get(at)
    if remembered is not None and remembered[0] is columns:
        return remembered[1]
    if len(_remembered) >= len(settings.LANGUAGES):
        _remembered.clear()
    _remembered[at] = (columns, _choices(columns))
    return _remembered[at][1]


def _choices(columns: ProductColumns) -> dict[str, list[Choice]]:
    used = {name: set(keys) for name, keys in columns.values.items()}
    codes: dict[str, list[Choice]] = {"price_model": [], "mdr_class": [], "iso9999": []}
    for code in Code.objects.filter(list__in=codes).order_by("position", "sort_key"):
        if code.pk in used[code.list]:
            label = f"{code.code} {code.label}" if code.list == "iso9999" else code.label
            codes[code.list].append(Choice(code.code, label, code.pk))
    return {
        "teknologi": [
            Choice(item.slug, item.label, item.pk) for item in technologies() if item.pk in used["technology"]
        ],
        "leverandoer": [
            Choice(str(item.public_id), item.name, item.pk) for item in suppliers() if item.pk in used["supplier"]
        ],
        "marked": [Choice(market.value, str(market.label), key) for key, market in enumerate(MARKETS)],
        "prismodel": codes["price_model"],
        "mdr": codes["mdr_class"],
        "iso": codes["iso9999"],
    }


def read_filters(query: QueryDict, known: Mapping[str, list[Choice]]) -> Filters:
    """The filters in an address. Raises :class:`BadFilterError` for a value that no facet has."""
    chosen: dict[str, tuple[str, ...]] = {}
    for name, facet in known.items():
        wanted = tuple(dict.fromkeys(value for value in query.getlist(name) if value))
        values = {choice.value for choice in facet}
        for value in wanted:
            if value not in values:
                raise BadFilterError(name, value)
        if wanted:
            chosen[name] = wanted
    sort = query.get("sorter", "")
    if sort and sort not in SORTS:
        raise BadFilterError("sorter", sort)
    return Filters(
        chosen=chosen, text=query.get("q", "").strip()[:MAX_TEXT], sort=sort, page=_page(query.get("side", "") or "1")
    )


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 1_000_000:
        raise BadFilterError("side", text)
    return int(text[:9])
