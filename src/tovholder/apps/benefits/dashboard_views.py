"""The overviews of benefits: the own municipality's, and the country's."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.benefits import rules
from tovholder.apps.benefits.dashboards import (
    AT_HOME,
    LINES,
    NATIONAL,
    Grouping,
    Piece,
    country_parts,
    grouping,
    home_benefits,
    line_rows,
    money_table,
    outcome_chart,
    parts_of,
    parts_table,
)
from tovholder.apps.benefits.overview import Overview
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel import clock

KINDS = ("csv", "xlsx", "json")


def _home(request: TovholderRequest) -> tuple[Grouping, Overview, list[Piece]]:
    by = grouping(request.GET.get("efter", ""), AT_HOME)
    return by, *parts_of(home_benefits(request.actor), by, clock.today())


def _country(request: TovholderRequest) -> tuple[Grouping, Overview, list[Piece]]:
    by = grouping(request.GET.get("efter", ""), NATIONAL)
    return by, *country_parts(request.actor, by, clock.today())


def _context(
    name: str, found: tuple[Grouping, Overview, list[Piece]], offered: Sequence[Grouping], title: str
) -> dict[str, Any]:
    by, overview, parts = found
    query = f"?efter={by.key}"
    return {
        "overview": overview,
        "parts_count": len(parts),
        "chart": None if overview.is_empty else outcome_chart(overview, title),
        "money": None if name == "national" else money_table(overview),  # others never see an amount
        "table": parts_table(parts, by) if parts else None,
        "ways": [
            Link(str(one.label), f"{reverse(f'benefits:{name}')}?efter={one.key}", current=one is by) for one in offered
        ],
        "downloads": {kind: reverse(f"benefits:{name}_file", args=[kind]) + query for kind in KINDS},
        "is_national": name == "national",
    }


@allow(rules.may_list)
def dashboard(request: TovholderRequest) -> HttpResponse:
    """The own municipality's benefits on three bottom lines, and by project, unit or technology."""
    context = _context("dashboard", _home(request), AT_HOME, _("Forventet og nået på de tre bundlinjer"))
    return render(request, "benefits/dashboard.html", context)


@allow(rules.may_list)
def dashboard_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same as a file to take along: csv, xlsx or json."""
    return export_response(LINES, line_rows(_home(request)[2]), kind, "gevinster-naaet")


@allow(everyone)
def national(request: TovholderRequest) -> HttpResponse:
    """The country's benefits that the reader may see, by municipality or technology."""
    context = _context("national", _country(request), NATIONAL, _("Forventet og nået i hele landet"))
    return render(request, "benefits/dashboard.html", context)


@allow(everyone)
def national_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same as a file to take along."""
    return export_response(LINES, line_rows(_country(request)[2]), kind, "gevinster-landet")
