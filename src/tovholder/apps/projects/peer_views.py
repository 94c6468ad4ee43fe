"""Municipalities alike: the page, its file, and the way in for those who have not chosen a municipality."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.projects import presenting, rules
from tovholder.apps.projects.filters import BadFilterError
from tovholder.apps.projects.peers import Near, doing, municipalities_like, weights_in_words
from tovholder.apps.projects.selectors import municipality_for
from tovholder.apps.technologies.public import Technology, technologies
from tovholder.engines.peers import Feature
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.tables.public import Column, Table, export_response
from tovholder.foundation.ui.values import Cell, TableView
from tovholder.foundation.ui.values import Column as Shown
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PAGE_SIZE = 25

PEERS: Table[Near] = Table(
    "kommuner-som",
    gettext_lazy("Kommuner, der ligner"),
    (
        Column("code", gettext_lazy("Kommunekode"), lambda row: row.municipality.code),
        Column("municipality", gettext_lazy("Kommune"), lambda row: row.municipality.full_name),
        Column("distance", gettext_lazy("Forskel, 0–100"), lambda row: row.distance, kind="whole"),
        Column("population", gettext_lazy("Indbyggere"), lambda row: row.population, kind="whole"),
        Column("km", gettext_lazy("Kilometer"), lambda row: row.km, kind="whole"),
        Column("region", gettext_lazy("Region"), lambda row: row.region.name if row.region else None),
        Column("words", gettext_lazy("Hvad forskellen består af"), lambda row: row.words),
        Column("by_population", gettext_lazy("Point fra indbyggertal"), lambda row: row.adds(Feature.POPULATION)),
        Column("by_density", gettext_lazy("Point fra indbyggere pr. km²"), lambda row: row.adds(Feature.DENSITY)),
        Column("by_distance", gettext_lazy("Point fra kilometer"), lambda row: row.adds(Feature.DISTANCE)),
        Column("by_region", gettext_lazy("Point fra region"), lambda row: row.adds(Feature.REGION)),
        Column("projects", gettext_lazy("Projekter, som du kan se"), lambda row: row.projects, kind="whole"),
        Column("in_operation", gettext_lazy("I drift"), lambda row: row.in_operation, kind="whole"),
    ),
)


def _load_municipality(actor: Actor, slug: str) -> Municipality:
    return municipality_for(actor, slug)


def _chosen(request: HttpRequest, catalogue: list[Technology]) -> Technology | None:
    slug = request.GET.get("teknologi", "")
    if not slug:
        return None
    found = next((item for item in catalogue if item.slug == slug), None)
    if found is None:
        raise BadFilterError("teknologi", slug)
    return found


@allow_on(_load_municipality, rules.may_read)
def alike_page(request: TovholderRequest, municipality: Municipality) -> HttpResponse:
    """The municipalities most like one, with what the difference is made of; if asked, those with one technology."""
    catalogue = list(technologies())
    technology = _chosen(request, catalogue)
    near = municipalities_like(municipality, doing(request.actor, technology))
    if technology is not None:
        near = [one for one in near if one.projects]
    page = Paginator(near, PAGE_SIZE).get_page(request.GET.get("side"))
    query = f"?{urlencode({'teknologi': technology.slug})}" if technology else ""
    files = {
        kind: reverse("projects:alike_file", args=[municipality.slug, kind]) + query for kind in ("csv", "xlsx", "json")
    }
    context = {
        "municipality": municipality,
        "technology": technology,
        "catalogue": catalogue,
        "page_obj": page,
        "table": _shown(list(page.object_list), technology),
        "weights": weights_in_words(),
        "downloads": files,
    }
    return render(request, "projects/alike.html", context)


def _shown(near: list[Near], technology: Technology | None) -> TableView:
    narrowed = {"teknologi": technology.slug} if technology else {}
    return TableView(
        caption=_("Kommuner, den mest lignende først"),
        columns=[
            Shown(_("Kommune")),
            Shown(_("Forskel, 0–100"), numeric=True),
            Shown(_("Hvad forskellen består af")),
            Shown(_("Indbyggere"), numeric=True),
            Shown(_("Projekter, som du kan se"), numeric=True),
            Shown(_("I drift"), numeric=True),
        ],
        rows=[
            (
                Cell(one.municipality.name, presenting.municipality_href(one.municipality)),
                one.distance,
                one.words,
                one.population,
                Cell(one.projects, projects_href(one, narrowed)) if one.projects else 0,
                one.in_operation,
            )
            for one in near
        ],
    )


def projects_href(one: Near, narrowed: dict[str, str]) -> str:
    """The list of a municipality's projects."""
    return f"{reverse('projects:list')}?{urlencode({'kommune': one.municipality.slug, **narrowed})}"


@allow(rules.may_read)
def alike_file(request: TovholderRequest, slug: str, kind: str) -> HttpResponseBase:
    """The same as a file, every part of the difference in a column of its own."""
    municipality = municipality_for(request.actor, slug)
    technology = _chosen(request, list(technologies()))
    near = municipalities_like(municipality, doing(request.actor, technology))
    rows = [one for one in near if one.projects or technology is None]
    return export_response(PEERS, rows, kind, f"kommuner-som-{municipality.slug}")


@allow(rules.may_read)
def choose_municipality(request: TovholderRequest) -> HttpResponse:
    """From a chosen municipality to those like it: for readers whose municipality is not known."""
    slug = request.GET.get("kommune", "")
    technology = _chosen(request, list(technologies()))
    found = municipalities().filter(slug=slug).first()
    if slug and found is None:
        raise BadFilterError("kommune", slug)
    if found is None:
        return redirect("projects:municipalities")
    query = f"?{urlencode({'teknologi': technology.slug})}" if technology else ""
    return redirect(reverse("projects:alike", args=[found.slug]) + query)
