"""Finding products: filters, facets with counts, and one page of results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from numpy.typing import NDArray

from tovholder.apps.products.columns import ProductColumns, current_columns
from tovholder.apps.products.filters import COLUMN_OF, Choice, Filters, choices
from tovholder.apps.products.models import Product
from tovholder.apps.products.selectors import products
from tovholder.engines.facets import Answer, Question, evaluate
from tovholder.foundation.search.public import is_ready, matching_keys
from tovholder.kernel.danish import fold

PAGE_SIZE = 25
MOST_BOXES = 30
"""A facet shows its most frequent values; with hundreds of suppliers the page would be nothing but boxes."""

FACET_LABELS: dict[str, StrPromise] = {
    "teknologi": _("Teknologi"),
    "leverandoer": _("Leverandør"),
    "marked": _("På markedet"),
    "prismodel": _("Prismodel"),
    "mdr": _("Medicinsk udstyr"),
    "iso": _("ISO 9999-klasse"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: its name, how many products choosing it would give, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FoundFacet:
    """A facet with the values that would give something, and those that are chosen."""

    name: str
    label: StrPromise
    values: Sequence[FacetValue]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and the facets around it."""

    filters: Filters
    products: Sequence[Product]
    total: int
    all: int
    pages: int
    facets: Sequence[FoundFacet]


def known_choices() -> dict[str, list[Choice]]:
    """What may be chosen today."""
    return choices(current_columns())


def find_products(filters: Filters, known: Mapping[str, Sequence[Choice]]) -> Found:
    """The products that fit the filters, one page of them, with facet counts."""
    columns = current_columns()
    ranked = _matching(filters.text)
    answer = _answered(columns, filters, known, ranked)
    keys = _ordered(columns, answer.fits, filters, ranked)
    pages = max(1, -(-len(keys) // PAGE_SIZE))
    page = min(filters.page, pages)
    return Found(
        filters=filters,
        products=shown_products(keys[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].tolist()),
        total=len(keys),
        all=len(columns.keys),
        pages=pages,
        facets=[_facet(columns, answer, filters, name, values) for name, values in known.items()],
    )


def found_keys(filters: Filters, known: Mapping[str, Sequence[Choice]]) -> list[int]:
    """The internal keys of everything that fits, in the order of the list: for files and the API."""
    columns = current_columns()
    ranked = _matching(filters.text)
    answer = _answered(columns, filters, known, ranked)
    return [int(key) for key in _ordered(columns, answer.fits, filters, ranked)]


def shown_products(keys: Sequence[int]) -> list[Product]:
    """The products with those internal keys, in that order, as the database has them now."""
    by_key = {product.pk: product for product in products().filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]


def _matching(text: str) -> NDArray[np.int64]:
    """The internal keys of the products that a text finds, the best first; none without a text."""
    if not text:
        return np.zeros(0, dtype=np.int64)
    if is_ready("products"):
        return np.asarray(matching_keys("products", text), dtype=np.int64)
    # Until the index of a new installation is built: those that hold every word.
    found = Product.objects.order_by("sort_key", "pk")
    for word in fold(text).split():
        found = found.filter(Q(search_text__contains=word) | Q(supplier__search_text__contains=word))
    return np.array(list(found.values_list("pk", flat=True)), dtype=np.int64)


def _answered(
    columns: ProductColumns, filters: Filters, known: Mapping[str, Sequence[Choice]], ranked: NDArray[np.int64]
) -> Answer:
    rows = np.ones(len(columns.keys), dtype=np.bool_)
    if filters.text:
        rows = np.isin(columns.keys, ranked, assume_unique=True)
    chosen = {}
    for name, values in filters.chosen.items():
        index = columns.index(COLUMN_OF[name])
        keys = {choice.value: choice.key for choice in known[name]}
        chosen[COLUMN_OF[name]] = frozenset(index.get(keys[value], -1) for value in values)
    facets = tuple(COLUMN_OF[name] for name in known)
    return evaluate(columns.table, Question(within=rows, chosen=chosen, facets=facets))


def _facet(columns: ProductColumns, answer: Answer, filters: Filters, name: str, known: Sequence[Choice]) -> FoundFacet:
    counts = answer.counts[COLUMN_OF[name]]
    index = columns.index(COLUMN_OF[name])
    chosen = set(filters.chosen.get(name, ()))
    values = [
        FacetValue(choice.value, choice.label, int(counts[index[choice.key]]), choice.value in chosen)
        for choice in known
        if choice.key in index
    ]
    shown = [value for value in values if value.count or value.chosen]
    if len(shown) > MOST_BOXES:
        shown.sort(key=lambda value: (not value.chosen, -value.count))
        shown = shown[:MOST_BOXES]
    return FoundFacet(name, FACET_LABELS[name], shown)


def _ordered(
    columns: ProductColumns, fits: NDArray[np.bool_], filters: Filters, ranked: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The keys of the rows that fit, in the order that the reader chose; ties by name. Untold prices come last."""
    rows = np.flatnonzero(fits)
    if filters.order == "bedst":
        return ranked[np.isin(ranked, columns.keys[rows], assume_unique=True)]
    names = columns.sort_keys[rows]
    if filters.order == "maaned":
        order = np.lexsort((columns.keys[rows], names, columns.per_month[rows]))
    elif filters.order == "koeb":
        order = np.lexsort((columns.keys[rows], names, columns.purchase[rows]))
    else:
        order = np.lexsort((columns.keys[rows], names))
    return columns.keys[rows[order]]
