"""All screenings, a unit's over time, and the municipality's units side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.screenings import presenting, rules
from tovholder.apps.screenings.choices import State
from tovholder.apps.screenings.comparing import (
    Told,
    answer_rows,
    series_of,
    table_of_figures,
    told_of,
    unit_rows,
)
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.picturing import level_chart, met_chart, speed_text, unit_charts
from tovholder.apps.screenings.sheet import SCREENINGS, UNITS
from tovholder.apps.screenings.views import load
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.formats import date_text, number_text, share_text
from tovholder.foundation.ui.values import ActiveFilter, Cell, Column, Facet, FacetOption, TableView
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PAGE_SIZE = 25
EXPORT_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which screenings to list: in these states, of these units (by their public ids)."""

    states: tuple[str, ...]
    units: tuple[str, ...]

    def query(self, *, without: str = "") -> str:
        """The choice as an address, without one value."""
        pairs = [("status", value) for value in self.states] + [("enhed", value) for value in self.units]
        return urlencode([(name, value) for name, value in pairs if value != without])


def _wanted(request: HttpRequest) -> Wanted:
    given = request.GET
    states = tuple(value for value in given.getlist("status") if value in State.values)
    return Wanted(states, tuple(value for value in given.getlist("enhed") if len(value) == 36))


def _own(actor: Actor) -> QuerySet[Screening]:
    seen = Screening.objects.visible_to(actor).at_home(actor)
    return seen.select_related("unit", "round").order_by("-planned_on", "-pk")


def _found(actor: Actor, wanted: Wanted) -> QuerySet[Screening]:
    found = _own(actor)
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.units:
        known = {str(key) for key in found.values_list("unit__public_id", flat=True)}
        found = found.filter(unit__public_id__in=[key for key in wanted.units if key in known])
    return found


def _facets(actor: Actor, wanted: Wanted) -> list[Facet]:
    every = list(_own(actor).values_list("state", "unit__public_id", "unit__name", "unit__sort_key"))
    states = [
        FacetOption(state.value, state.label, sum(row[0] == state for row in every), state.value in wanted.states)
        for state in State
    ]
    units = sorted({(key, name, order) for _state, key, name, order in every}, key=lambda row: (row[2], row[1]))
    shown = [
        FacetOption(str(key), name, sum(row[1] == key for row in every), str(key) in wanted.units)
        for key, name, _order in units
    ]
    return [Facet("status", _("Status"), states, open=True), Facet("enhed", _("Enhed"), shown, open=True)]


@allow(rules.may_list)
def screening_list(request: TovholderRequest) -> HttpResponse:
    """The screenings of the own municipality that the reader may see."""
    wanted = _wanted(request)
    found = _found(request.actor, wanted)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    facets = _facets(request.actor, wanted)
    active = [
        ActiveFilter(option.label, f"?{wanted.query(without=option.value)}", facet.title)
        for facet in facets
        for option in facet.options
        if option.checked
    ]
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [(one, presenting.shown_state(one)) for one in page],
        "facets": facets,
        "active": active,
        "downloads": {
            kind: f"{reverse('screenings:list_file', args=[kind])}?{wanted.query()}" for kind in ("csv", "xlsx", "json")
        },
        "may_write": may(request.actor, rules.may_write),
    }
    return render(request, "screenings/list.html", context)


@allow(rules.may_list)
def list_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file."""
    return export_response(SCREENINGS, _rows(list(_found(request.actor, _wanted(request)))), kind, "it-screeninger")


def _rows(found: Sequence[Screening]) -> Iterator[Told]:
    for start in range(0, len(found), EXPORT_CHUNK):
        yield from told_of(found[start : start + EXPORT_CHUNK])


@allow_on(load, rules.may_read)
def compare(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """The unit's screenings beside each other, the oldest first."""
    series = series_of(request.actor, screening)
    days = [date_text(one.screening.held_on, "short") for one in series]
    pairs = [(one.contents, one.summary) for one in series]
    rows = answer_rows(series)
    noted = any(row.note for row in rows)
    context = {
        "screening": screening,
        "state": presenting.shown_state(screening),
        "tabs": presenting.tabs(screening, "sammenlign"),
        "series": series,
        "charts": [chart for chart in (level_chart(pairs), met_chart(pairs)) if chart is not None],
        "figures": TableView(_("Tal"), [Column(_("Tal")), *(Column(day) for day in days)], table_of_figures(series)),
        "answers": TableView(
            _("Svar"),
            [Column(_("Spørgsmål")), *(Column(day) for day in days), *([Column(_("Bemærk"))] if noted else [])],
            [[row.question, *row.answers, *([row.note] if noted else [])] for row in rows],
        ),
    }
    return render(request, "screenings/compare.html", context)


@allow(rules.may_list)
def units(request: TovholderRequest) -> HttpResponse:
    """The municipality's units side by side: are citizens offered the same?"""
    municipality = tenant_of(request)
    rows = unit_rows(request.actor, municipality.pk)
    told = [(row.unit.name, row.told.summary) for row in rows if row.told is not None]
    columns = (
        _("Enhed"),
        _("Type"),
        _("Seneste screening"),
        _("Digitalt stade"),
        _("Apparater for hver plads"),
        _("Laveste hastighed"),
        _("Sikkerhed (af 5)"),
        _("Betalt af borgerne selv"),
    )
    shown: list[list[object]] = []
    for row in rows:
        one = row.told
        if one is None:
            shown.append([row.unit.name, row.unit.type.label, row.held_text, "–", "–", "–", "–", "–"])
            continue
        figures = one.summary
        per_place = number_text(figures.devices_per_place) if figures.devices_per_place is not None else "–"
        level = number_text(figures.level) if figures.level is not None else "–"
        paid = share_text(figures.citizen_paid) if figures.citizen_paid.base else "–"
        shown.append(
            [
                Cell(row.unit.name, one.screening.get_absolute_url()),
                row.unit.type.label,
                row.held_text if row.is_fresh else _("%(day)s (over 24 måneder)") % {"day": row.held_text},
                one.stage_text,
                per_place,
                speed_text(figures.slowest),
                level,
                paid,
            ]
        )
    context = {
        "municipality": municipality,
        "table": TableView(_("Enhederne side om side"), [Column(title) for title in columns], shown),
        "charts": unit_charts(told),
        "fresh": sum(row.is_fresh for row in rows),
        "screened": len(told),
        "total": len(rows),
        "downloads": {kind: reverse("screenings:units_file", args=[kind]) for kind in ("csv", "xlsx", "json")},
        "may_write": may(request.actor, rules.may_write),
    }
    return render(request, "screenings/units.html", context)


@allow(rules.may_list)
def units_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The units side by side as a file."""
    return export_response(UNITS, unit_rows(request.actor, tenant_of(request).pk), kind, "enheders-it")
