"""The map, the list and the downloads."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tovholder.apps.projects import presenting, rules
from tovholder.apps.projects.browse import PAGE_SIZE, find_projects, found_keys
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.filters import BadFilterError, Choice, Filters, choices, read_filters
from tovholder.apps.projects.listing import active_filters, shown_facet
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.selectors import stale_projects
from tovholder.apps.projects.sheet import PROJECTS
from tovholder.apps.projects.showing import learning_from_others, newest_projects, shown_projects
from tovholder.apps.projects.status import Status
from tovholder.apps.technologies.public import Technology, technologies
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.navigation import ways_in
from tovholder.foundation.ui.values import Link, SortChoice
from tovholder.foundation.visibility.access import allow, may
from tovholder.foundation.visibility.requests import TovholderRequest

SORT_LABELS = (
    ("bedst", gettext_lazy("Bedste match")),
    ("senest", gettext_lazy("Senest ændret")),
    ("titel", gettext_lazy("Titel")),
    ("kommune", gettext_lazy("Kommune")),
    ("status", gettext_lazy("Status")),
)
EXPORT_CHUNK = 500


@allow(rules.may_read)
def home(request: TovholderRequest) -> HttpResponse:
    """The front page is the map."""
    return redirect("projects:landkort")


@allow(rules.may_read)
def landkort(request: TovholderRequest) -> HttpResponse:
    """The country on one page: key numbers, the map, how far the projects are, and what to do next."""
    shading = request.GET.get("vis", "antal") or "antal"
    if shading not in presenting.SHADINGS:
        raise BadFilterError("vis", shading)
    catalogue = list(technologies()) if shading == "teknologi" else []
    technology = _chosen_technology(request.GET.get("teknologi", ""), catalogue) if catalogue else None
    if shading == "teknologi" and technology is None:
        technology = next((item for item in catalogue if item.slug == "skaermbesoeg"), None)
    figures = national_figures()
    mapped = national_figures(technology) if shading == "teknologi" and technology else figures
    home_municipality = _home(request)
    context = {
        "figures": figures,
        "map": presenting.landkort_map(
            mapped, shading, technology if shading == "teknologi" else None, home_municipality
        ),
        "mapped": mapped,
        "status_chart": presenting.status_chart(figures) if figures.projects else None,
        "shading": shading,
        "shadings": [
            Link(label, f"?vis={key}#kort", current=key == shading) for key, label in presenting.SHADINGS.items()
        ],
        "technology": technology if shading == "teknologi" else None,
        "catalogue": catalogue,
        "stopped": figures.by_status[Status.STOPPED],
        "newest": newest_projects(request.actor),
        "learning": learning_from_others(request.actor),
        "stale_count": _stale_count(request, home_municipality),
        "ways_in": ways_in(request.actor),
        "may_register": may(request.actor, rules.may_register),
        "home_municipality": home_municipality,
    }
    return render(request, "projects/landkort.html", context)


def _stale_count(request: TovholderRequest, place: Municipality | None) -> int:
    """How many projects those who may confirm them are reminded of."""
    if place is None or not may(request.actor, rules.may_register):
        return 0
    return stale_projects(place.pk).count()


def _home(request: TovholderRequest) -> Municipality | None:
    municipality: Municipality | None = request.seat.municipality if request.seat else None
    return municipality


def _chosen_technology(slug: str, catalogue: list[Technology]) -> Technology | None:
    if not slug:
        return None
    found = next((item for item in catalogue if item.slug == slug), None)
    if found is None:
        raise BadFilterError("teknologi", slug)
    return found


@allow(rules.may_read)
def project_list(request: TovholderRequest) -> HttpResponse:
    """All projects that the reader may see, narrowed by filters."""
    known = choices()
    filters = read_filters(request.GET, known)
    found = find_projects(request.actor, filters, known)
    page = Paginator(range(found.total), PAGE_SIZE).get_page(min(filters.page, found.pages))
    context = {
        "found": found,
        "page_obj": page,
        "facets": [shown_facet(facet) for facet in found.facets],
        "active": active_filters(found),
        "sort": SortChoice(filters.order, SORT_LABELS if filters.text else SORT_LABELS[1:]),
        "rows": [(project, presenting.shown_status(project.status)) for project in found.projects],
        "query": filters.query(),
        "downloads": {
            kind: f"{reverse('projects:project_file', args=[kind])}?{filters.query()}"
            for kind in ("csv", "xlsx", "json")
        },
        "may_register": may(request.actor, rules.may_register),
        "may_import": may(request.actor, rules.may_import),
    }
    return render(request, "projects/list.html", context)


@allow(rules.may_read)
def project_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    known = choices()
    filters = read_filters(request.GET, known)
    return export_response(PROJECTS, _rows(request, filters, known), kind, "projekter")


def _rows(request: TovholderRequest, filters: Filters, known: dict[str, list[Choice]]) -> Iterator[Project]:
    """What the filters find, read in chunks while it is sent, and checked for visibility again."""
    keys = found_keys(request.actor, filters, known)
    for start in range(0, len(keys), EXPORT_CHUNK):
        chunk = keys[start : start + EXPORT_CHUNK]
        yield from shown_projects(request.actor, chunk, whole=True)
