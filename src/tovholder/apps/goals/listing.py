"""What the lists of goals and of actions have in common on the page: facets, active filters, orders, downloads."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.goals.finding import ACTION_FACETS, GOAL_FACETS, ORDERS, Found
from tovholder.foundation.ui.narrowing import FacetOf, active_filters, address_pairs, as_facets
from tovholder.foundation.ui.values import Link, SortChoice
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
OPEN_FACETS = {"tilstand", "maerke"}
KINDS = ("csv", "xlsx", "json")


def sub_links(view_name: str) -> list[Link]:
    """The pages of the room: over each of them."""
    pages = (
        (_("Mål"), "goals:list"),
        (_("Sammenhæng"), "goals:compatibility"),
        (_("Handlingsplan"), "goals:plan"),
        (_("Tavle"), "goals:board"),
        (_("Deltagere"), "goals:people"),
        (_("Kalender"), "goals:calendar"),
    )
    return [Link(label, reverse(name), current=name == view_name) for label, name in pages]


def list_context(request: TovholderRequest, found: Found[Any], file_name: str) -> dict[str, Any]:
    """The context of a list's template around ``found``."""
    facets: dict[str, FacetOf[Any]] = {**(GOAL_FACETS if file_name == "goals:file" else ACTION_FACETS)}
    orders = [key for key in ORDERS if key != "plads" or file_name != "goals:file"]
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode([*pairs, *([("sorter", found.order)] if found.order != "frist" else [])])
    return {
        "found": found,
        "page_obj": Paginator(found.records, PAGE).get_page(request.GET.get("side")),
        "facets": as_facets(facets, found.facets, OPEN_FACETS),
        "active": active_filters(facets, found.facets, pairs),
        "sort": SortChoice(found.order, [(key, ORDERS[key][0]) for key in orders]),
        "downloads": {kind: f"{reverse(file_name, args=[kind])}?{query}" for kind in KINDS},
        "sub_links": sub_links(request.resolver_match.view_name if request.resolver_match else ""),
    }
