"""The list of products, its files, and products beside each other."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.products import rules
from tovholder.apps.products.browse import (
    MOST_BOXES,
    PAGE_SIZE,
    Found,
    FoundFacet,
    find_products,
    found_keys,
    known_choices,
    shown_products,
)
from tovholder.apps.products.filters import read_filters
from tovholder.apps.products.models import Product
from tovholder.apps.products.presenting import MONTHS, YEARS, comparison, market_of, price_line, shown_market
from tovholder.apps.products.selectors import products
from tovholder.apps.products.sheet import PRODUCTS
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.values import ActiveFilter, Column, Facet, FacetOption, SortChoice, TableView
from tovholder.foundation.visibility.access import allow, may
from tovholder.foundation.visibility.requests import TovholderRequest

SORT_LABELS = (
    ("bedst", gettext_lazy("Bedste match")),
    ("navn", gettext_lazy("Navn")),
    ("maaned", gettext_lazy("Pris pr. måned")),
    ("koeb", gettext_lazy("Købspris")),
)
EXPORT_CHUNK = 500
OPEN_FACETS = {"marked"}
MOST_COMPARED = 4


@allow(rules.may_read)
def product_list(request: TovholderRequest) -> HttpResponse:
    """All products, narrowed by text and facets."""
    known = known_choices()
    filters = read_filters(request.GET, known)
    found = find_products(filters, known)
    page = Paginator(range(found.total), PAGE_SIZE).get_page(min(filters.page, found.pages))
    context = {
        "found": found,
        "page_obj": page,
        "facets": [_shown_facet(facet) for facet in found.facets],
        "most_boxes": MOST_BOXES,
        "active": _active(found),
        "sort": SortChoice(filters.order, SORT_LABELS if filters.text else SORT_LABELS[1:]),
        "rows": [(product, shown_market(market_of(product)), price_line(product)) for product in found.products],
        "downloads": {
            kind: f"{reverse('products:file', args=[kind])}?{filters.query()}" for kind in ("csv", "xlsx", "json")
        },
        "may_keep": may(request.actor, rules.may_keep),
        "may_propose": may(request.actor, rules.may_propose),
        "may_follow": may(request.actor, rules.may_follow_proposals),
    }
    return render(request, "products/list.html", context)


def _shown_facet(facet: FoundFacet) -> Facet:
    options = [FacetOption(value.value, value.label, value.count, value.chosen) for value in facet.values]
    return Facet(facet.name, facet.label, options, open=facet.name in OPEN_FACETS)


def _active(found: Found) -> list[ActiveFilter]:
    filters = found.filters
    active = [
        ActiveFilter(value.label, f"?{filters.without(facet.name, value.value)}", facet.label)
        for facet in found.facets
        for value in facet.values
        if value.chosen
    ]
    if filters.text:
        active.insert(0, ActiveFilter(f"”{filters.text}”", f"?{filters.query(text='')}", _("Søgning")))
    return active


@allow(rules.may_read)
def product_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    known = known_choices()
    keys = found_keys(read_filters(request.GET, known), known)
    return export_response(PRODUCTS, _rows(keys), kind, "produkter")


def _rows(keys: list[int]) -> Iterator[Product]:
    """The products, read in chunks while they are sent."""
    for start in range(0, len(keys), EXPORT_CHUNK):
        yield from shown_products(keys[start : start + EXPORT_CHUNK])


@allow(rules.may_read)
def compare(request: TovholderRequest) -> HttpResponse:
    """Up to four products beside each other, with what they cost over four years."""
    wanted = list(dict.fromkeys(slug for slug in request.GET.getlist("produkt") if slug))
    if len(wanted) > MOST_COMPARED:
        raise BadRequest(
            _("I kan sammenligne højst %(most)s produkter ad gangen. Gå tilbage, og vælg færre.")
            % {"most": MOST_COMPARED}
        )
    there = {product.slug: product for product in products().filter(slug__in=wanted)}
    unknown = [slug for slug in wanted if slug not in there]
    if unknown:
        raise BadRequest(_("Der er intet produkt, der hedder %(slug)s i adressen.") % {"slug": unknown[0][:60]})
    found = [there[slug] for slug in wanted]
    context = {"shown": _chosen(found), "table": _table(found), "years": YEARS, "months": MONTHS}
    return render(request, "products/compare.html", context)


def _chosen(found: list[Product]) -> list[tuple[Product, str]]:
    """Each product with the address of the comparison without it."""
    slugs = [product.slug for product in found]
    return [
        (product, f"?{urlencode([('produkt', slug) for slug in slugs if slug != product.slug])}") for product in found
    ]


def _table(found: list[Product]) -> TableView:
    return TableView(
        caption=_("Produkterne ved siden af hinanden"),
        columns=[Column(_("Om produktet")), *(Column(product.name) for product in found)],
        rows=[[line.label, *line.values] for line in comparison(found)] if found else [],
    )
