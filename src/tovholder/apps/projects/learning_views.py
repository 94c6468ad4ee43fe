"""Stopped, and what we learnt: the page and its file."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from tovholder.apps.projects import presenting, rules
from tovholder.apps.projects.browse import PAGE_SIZE, found_keys
from tovholder.apps.projects.filters import Choice, Filters, learning_choices, read_filters
from tovholder.apps.projects.learning import LEARNING, Stopped, cause_chart, find_learning, with_reasons
from tovholder.apps.projects.listing import active_filters, shown_facet
from tovholder.apps.projects.showing import shown_projects
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest

EXPORT_CHUNK = 500


@allow(rules.may_read)
def learning_list(request: TovholderRequest) -> HttpResponse:
    """The stopped and ended projects that the reader may see, with why and what they would do differently."""
    known = learning_choices()
    filters = read_filters(request.GET, known)
    learning = find_learning(request.actor, filters, known)
    found = learning.found
    here = reverse("projects:learning")
    hrefs = {cause.theme.code: f"{here}?{urlencode({'aarsag': cause.theme.code})}" for cause in learning.causes}
    context = {
        "found": found,
        "page_obj": Paginator(range(found.total), PAGE_SIZE).get_page(min(filters.page, found.pages)),
        "facets": [shown_facet(facet) for facet in found.facets],
        "active": active_filters(found),
        "rows": [(row, presenting.shown_status(row.project.status)) for row in with_reasons(found.projects)],
        "chart": cause_chart(learning, hrefs) if learning.told else None,
        "downloads": {
            kind: f"{reverse('projects:learning_file', args=[kind])}?{filters.query()}"
            for kind in ("csv", "xlsx", "json")
        },
    }
    return render(request, "projects/learning.html", context)


@allow(rules.may_read)
def learning_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    known = learning_choices()
    filters = read_filters(request.GET, known)
    return export_response(LEARNING, _rows(request, filters, known), kind, "stoppet-og-laert")


def _rows(request: TovholderRequest, filters: Filters, known: dict[str, list[Choice]]) -> Iterator[Stopped]:
    keys = found_keys(request.actor, filters, known, finished=True)
    for start in range(0, len(keys), EXPORT_CHUNK):
        chunk = keys[start : start + EXPORT_CHUNK]
        yield from with_reasons(shown_projects(request.actor, chunk, whole=True))
