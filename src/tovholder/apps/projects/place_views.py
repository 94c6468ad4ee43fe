"""Municipalities and the country: the pages of figures."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.projects import presenting, rules
from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.papers import MUNICIPALITY_REPORT, municipality_on_paper
from tovholder.apps.projects.peers import doing, municipalities_like
from tovholder.apps.projects.selectors import municipality_for, nearby
from tovholder.apps.projects.sheet import CATEGORIES, MUNICIPALITIES, YEARS
from tovholder.apps.projects.showing import projects_in
from tovholder.apps.projects.spread import SpreadYear, spread
from tovholder.apps.projects.status import ORDER, Status
from tovholder.apps.technologies.public import technologies
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import latest_population, region_of, regions_by_municipality
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.tables.public import Column as TableColumn
from tovholder.foundation.tables.public import Table, export_response
from tovholder.foundation.ui.values import Cell, Column, TableView
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share


@allow(rules.may_read)
def municipality_list(request: TovholderRequest) -> HttpResponse:
    """The municipalities with their projects, and those that have not registered any."""
    figures = national_figures()
    regions = regions_by_municipality(clock.today())
    rows = [
        (
            Cell(count.municipality.name, presenting.municipality_href(count.municipality)),
            regions[count.municipality.pk].name if count.municipality.pk in regions else "",
            count.projects,
            count.in_operation,
        )
        for count in figures.by_municipality
    ]
    table = TableView(
        caption=_("Kommuner og deres projekter"),
        columns=[
            Column(_("Kommune")),
            Column(_("Region")),
            Column(_("Projekter"), numeric=True),
            Column(_("I drift"), numeric=True),
        ],
        rows=rows,
    )
    return render(
        request,
        "projects/municipalities.html",
        {"figures": figures, "table": table, "downloads": _downloads("kommuner")},
    )


def _load_municipality(actor: Actor, slug: str) -> Municipality:
    return municipality_for(actor, slug)


@allow_on(_load_municipality, rules.may_read)
def municipality_page(request: TovholderRequest, municipality: Municipality) -> HttpResponse:
    """One municipality: the projects that the reader may see, and how far they are."""
    if municipality.merged_into is not None:
        told = {"old": municipality.full_name, "new": municipality.merged_into.full_name}
        messages.info(request, _("%(old)s er nu en del af %(new)s.") % told)
        return redirect(presenting.municipality_href(municipality.merged_into))
    by_status, projects = projects_in(request.actor, municipality, PROJECTS_SHOWN)
    total = sum(by_status.values())
    listed = reverse("projects:list")
    context = {
        "municipality": municipality,
        "region": region_of(municipality, clock.today()),
        "population": latest_population(municipality),
        "projects": [(project, presenting.shown_status(project.status)) for project in projects],
        "total": total,
        "in_operation": by_status[Status.IN_OPERATION],
        "stopped": by_status[Status.STOPPED],
        "chart": presenting.status_bars(by_status) if total else None,
        "list_href": f"{listed}?kommune={municipality.slug}",
        "nearby": nearby(municipality),
        "near": [
            (one, presenting.municipality_href(one.municipality))
            for one in municipalities_like(municipality, doing(request.actor))[:NEAR_SHOWN]
        ],
        "alike_href": reverse("projects:alike", args=[municipality.slug]),
        "is_own": municipality.pk == request.actor.municipality_id,
    }
    return render(request, "projects/municipality.html", context)


@allow_on(_load_municipality, rules.may_read)
def municipality_paper(request: TovholderRequest, municipality: Municipality) -> HttpResponse:
    """The same as a PDF to keep or to bring to a meeting."""
    data = municipality_on_paper(municipality, request.actor)
    return pdf_response(MUNICIPALITY_REPORT, data, f"velfaerdsteknologi-{municipality.slug}")


PROJECTS_SHOWN = 25
NEAR_SHOWN = 5


@allow(rules.may_read)
def national_overview(request: TovholderRequest) -> HttpResponse:
    """The country in figures: growth, states, categories, municipalities."""
    figures = national_figures()
    regions = regions_by_municipality(clock.today())
    context = {
        "figures": figures,
        "growth": presenting.growth_chart(figures),
        "categories": presenting.category_chart(figures),
        "status_chart": presenting.status_chart(figures),
        "share_in_operation": figures.share(Status.IN_OPERATION),
        "share_implementing": figures.share(Status.IMPLEMENTING),
        "years": TableView(
            caption=_("Projekter pr. år"),
            columns=[
                Column(_("År")),
                Column(_("Registreret i året"), numeric=True),
                Column(_("På kortet ved årets slutning"), numeric=True),
            ],
            rows=[
                (str(year), count, figures.on_map_by_year[year]) for year, count in figures.registered_by_year.items()
            ],
        ),
        "without": [
            (count.municipality, regions[count.municipality.pk].name if count.municipality.pk in regions else "")
            for count in figures.without_projects
        ],
        "statuses": [(presenting.shown_status(status), figures.by_status[status]) for status in ORDER],
        "downloads": {part: _downloads(part) for part in ("kommuner", "kategorier", "aar", "status")},
    }
    return render(request, "projects/overview.html", context)


def _downloads(part: str) -> dict[str, str]:
    return {kind: reverse("projects:figure_file", args=[part, kind]) for kind in ("csv", "xlsx", "json")}


@allow(rules.may_read)
def figure_file(request: TovholderRequest, part: str, kind: str) -> HttpResponseBase:
    """The figures behind a picture as a file: municipalities, categories, years or states."""
    figures = national_figures()
    if part == "kommuner":
        return export_response(MUNICIPALITIES, figures.by_municipality, kind, "kommuner")
    if part == "kategorier":
        return export_response(CATEGORIES, figures.by_category, kind, "kategorier")
    if part == "aar":
        growing = figures.on_map_by_year
        rows = [(year, count, growing[year]) for year, count in figures.registered_by_year.items()]
        return export_response(YEARS, rows, kind, "aar")
    if part == "status":
        states = [(str(status.label), figures.share(status)) for status in ORDER]
        return export_response(STATES, states, kind, "status")
    raise Http404


STATES: Table[tuple[str, Share]] = Table(
    "status",
    gettext_lazy("Projekter efter status"),
    (
        TableColumn("status", gettext_lazy("Status"), lambda row: row[0]),
        TableColumn("projects", gettext_lazy("Projekter"), lambda row: row[1].count, kind="whole"),
        TableColumn("of", gettext_lazy("Ud af"), lambda row: row[1].base, kind="whole"),
        TableColumn("percent", gettext_lazy("Pct."), lambda row: row[1].percent, kind="whole"),
    ),
)

SPREAD: Table[SpreadYear] = Table(
    "udbredelse",
    gettext_lazy("Udbredelse år for år"),
    (
        TableColumn("year", gettext_lazy("År"), lambda row: row.year, kind="whole"),
        TableColumn("registered", gettext_lazy("Registreret i året"), lambda row: row.registered, kind="whole"),
        TableColumn("on_map", gettext_lazy("På kortet ved årets slutning"), lambda row: row.on_map, kind="whole"),
        TableColumn("in_operation", gettext_lazy("Heraf i drift"), lambda row: row.in_operation, kind="whole"),
        TableColumn("percent", gettext_lazy("I drift, pct."), lambda row: row.share.percent, kind="whole"),
    ),
)


@allow(rules.may_read)
def spread_file(request: TovholderRequest, slug: str, kind: str) -> HttpResponseBase:
    """How a technology spread, as a file."""
    technology = technologies().filter(slug=slug).first()
    if technology is None:
        raise Http404
    return export_response(SPREAD, spread(technology), kind, f"udbredelse-{technology.slug}")
