"""What the lists of goals and of actions have in common on the page: facets, active filters, orders, downloads."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.goals.finding import ACTION_FACETS, GOAL_FACETS, ORDERS, FacetOf, Found
from tovholder.foundation.ui.values import ActiveFilter, Facet, FacetOption, Link, SortChoice
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
    pairs = _pairs(found)
    query = urlencode([*pairs, *([("sorter", found.order)] if found.order != "frist" else [])])
    return {
        "found": found,
        "page_obj": Paginator(found.records, PAGE).get_page(request.GET.get("side")),
        "facets": [
            Facet(
                name,
                facets[name].title,
                [FacetOption(item.value, item.label, item.count, item.chosen) for item in items],
                open=name in OPEN_FACETS,
            )
            for name, items in found.facets.items()
        ],
        "active": _active(found, facets, pairs),
        "sort": SortChoice(found.order, [(key, ORDERS[key][0]) for key in orders]),
        "downloads": {kind: f"{reverse(file_name, args=[kind])}?{query}" for kind in KINDS},
        "sub_links": sub_links(request.resolver_match.view_name if request.resolver_match else ""),
    }


def _pairs(found: Found[Any]) -> list[tuple[str, str]]:
    pairs = [("q", found.text)] if found.text else []
    return pairs + [(name, value) for name, values in found.chosen.items() for value in sorted(values)]


def _active(found: Found[Any], facets: dict[str, FacetOf[Any]], pairs: list[tuple[str, str]]) -> list[ActiveFilter]:
    labels = {(name, item.value): item.label for name, items in found.facets.items() for item in items}
    labels["q", found.text] = f"”{found.text}”"
    titles = {name: str(facet.title) for name, facet in facets.items()} | {"q": _("Søgning")}
    return [
        ActiveFilter(labels[pair], f"?{urlencode([other for other in pairs if other != pair])}", titles[pair[0]])
        for pair in pairs
    ]
