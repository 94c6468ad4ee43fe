"""The list of packages: what the filters find, with the count of every facet.

The packages of the whole country are some thousands at most, so that their few facts are counted in memory: two
queries, whatever is chosen.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _

from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.states import State
from tovholder.apps.products.public import Product
from tovholder.apps.technologies.public import technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.search.public import is_ready, matching_keys
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key

PAGE_SIZE: Final = 25
MAX_TEXT: Final = 200
FACETS: Final = ("teknologi", "produkt", "kommune", "dokument", "status")
SORTS: Final = ("senest", "titel", "kommune")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen. ``chosen`` maps a facet's name to its values."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    sort: str = "senest"
    page: int = 1

    def query(self, **instead: Any) -> str:
        """The filters as the query of an address, with some of them replaced. Page 1 unless told."""
        other = replace(self, **({"page": 1} | instead))
        pairs = [(name, value) for name, values in other.chosen.items() for value in values]
        pairs += [("q", other.text)] if other.text else []
        pairs += [("sorter", other.sort)] if other.sort != SORTS[0] else []
        pairs += [("side", str(other.page))] if other.page > 1 else []
        return urlencode(pairs)

    def without(self, name: str, value: str) -> str:
        """The query without one chosen value."""
        rest = tuple(item for item in self.chosen.get(name, ()) if item != value)
        return self.query(chosen={facet: values for facet, values in ({**self.chosen, name: rest}).items() if values})

    @property
    def any_chosen(self) -> bool:
        """Whether something narrows the result."""
        return bool(self.chosen or self.text)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: as in the address, its name, its count, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The keys that fit, in order; how many the reader may see at all; and the facets."""

    keys: tuple[int, ...]
    visible: int
    facets: Mapping[str, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class _Row:
    key: int
    values: Mapping[str, frozenset[str]]
    order: tuple[object, ...]


def read_filters(query: QueryDict) -> Filters:
    """The filters in an address. Raises ``BadRequest`` for what means nothing; unknown values find nothing."""
    chosen = {}
    for name in FACETS:
        wanted = tuple(dict.fromkeys(value[:MAX_TEXT] for value in query.getlist(name) if value))
        if wanted:
            chosen[name] = wanted
    sort, side = query.get("sorter", "") or SORTS[0], query.get("side", "") or "1"
    if sort not in SORTS:
        raise BadRequest(_("Listen kan ikke sorteres sådan. Vælg en af rækkefølgerne."))
    if not side.isascii() or not side.isdigit() or len(side) > 7 or not 1 <= int(side) <= 1_000_000:
        raise BadRequest(_("Siden findes ikke. Begynd forfra på listen."))
    return Filters(chosen, query.get("q", "").strip()[:MAX_TEXT], sort, int(side))


def find_packages(actor: Actor, filters: Filters) -> Found:
    """What ``actor`` may see and the filters let through."""
    rows, labels = _rows(actor, filters.sort)
    ranked = _matching(filters.text) if filters.text else None
    texted = [row for row in rows if ranked is None or row.key in ranked]
    facets = {name: _facet(name, texted, filters, labels[name]) for name in FACETS}
    fits = sorted((row for row in texted if _fits(row, filters, "")), key=lambda row: row.order)
    return Found(tuple(row.key for row in fits), len(rows), facets)


def _rows(actor: Actor, sort: str) -> tuple[list[_Row], dict[str, dict[str, str]]]:
    """What the reader may see, as plain values: names are read once each, not once a package."""
    seen = Package.objects.visible_to(actor).order_by()
    kinds: dict[int, set[str]] = {}
    for package, kind in Paper.objects.filter(package__in=seen).order_by().values_list("package_id", "kind__code"):
        kinds.setdefault(package, set()).add(kind)
    read = list(
        seen.values_list("pk", "revision", "sort_key", "state", "technology_id", "product_id", "municipality_id")
    )
    entries = {item.pk: item for item in technologies()}
    products = Product.objects.filter(pk__in={row[5] for row in read if row[5]}).in_bulk()
    places = Municipality.objects.filter(pk__in={row[6] for row in read}).in_bulk()
    used = {row[4] for row in read}
    labels = {
        "teknologi": {item.slug: item.label for key, item in entries.items() if key in used},
        "produkt": {item.slug: item.name for item in products.values()},
        "kommune": {place.slug: place.name for place in places.values()},
        "dokument": {kind.code: kind.label for kind in Code.objects.of("paper_kind")},
        "status": {state.value: str(state.label) for state in State},
    }
    rows = []
    for key, revision, title, state, technology, product, place in read:
        values = {
            "teknologi": frozenset({entries[technology].slug}),
            "produkt": frozenset({products[product].slug}) if product else frozenset(),
            "kommune": frozenset({places[place].slug}),
            "dokument": frozenset(kinds.get(key, ())),
            "status": frozenset({state}),
        }
        rows.append(_Row(key, values, _order(sort, (-revision, -key), title, places[place])))
    return rows, labels


def _order(sort: str, newest: tuple[int, int], title: str, place: Municipality) -> tuple[object, ...]:
    if sort == "titel":
        return (title, *newest)
    if sort == "kommune":
        return (place.sort_key, title, *newest)
    return newest


def _fits(row: _Row, filters: Filters, leave_out: str) -> bool:
    return all(name == leave_out or not row.values[name].isdisjoint(wanted) for name, wanted in filters.chosen.items())


def _facet(name: str, rows: Sequence[_Row], filters: Filters, labels: Mapping[str, str]) -> tuple[FacetValue, ...]:
    counts = Counter(value for row in rows if _fits(row, filters, name) for value in row.values[name])
    chosen = filters.chosen.get(name, ())
    values = [
        FacetValue(value, label, counts[value], value in chosen)
        for value, label in labels.items()
        if counts[value] or value in chosen
    ]
    if name in {"teknologi", "produkt", "kommune"}:
        values.sort(key=lambda value: (-value.count, sort_key(value.label)))
    return tuple(values)


def _matching(text: str) -> set[int]:
    """The keys of the packages that a text finds; by the stored text until the search has an index."""
    if is_ready("packages"):
        return {int(key) for key in matching_keys("packages", text)}
    found = Package.objects.order_by()
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return set(found.values_list("pk", flat=True))
