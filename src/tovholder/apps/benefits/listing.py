"""What the list of benefits has on the page around its rows: facets, active filters, orders, downloads."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from tovholder.apps.benefits.finding import FACETS, FIRST_ORDER, ORDERS, Found
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.values import SortChoice
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
OPEN_FACETS = {"bundlinje", "tilstand", "maerke"}
KINDS = ("csv", "xlsx", "json")


def list_context(request: TovholderRequest, found: Found) -> dict[str, Any]:
    """The context of the list's template around ``found``."""
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode([*pairs, *([("sorter", found.order)] if found.order != FIRST_ORDER else [])])
    return {
        "found": found,
        "page_obj": Paginator(found.records, PAGE).get_page(request.GET.get("side")),
        "facets": as_facets(FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(FACETS, found.facets, pairs),
        "sort": SortChoice(found.order, [(key, label) for key, (label, _of) in ORDERS.items()]),
        "downloads": {kind: f"{reverse('benefits:file', args=[kind])}?{query}" for kind in KINDS},
    }
