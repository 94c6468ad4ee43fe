"""The catalogue's pages."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tovholder.apps.technologies.finding import FACETS, Catalogue, find_technologies
from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.selectors import technology_for
from tovholder.apps.technologies.sheet import TECHNOLOGIES
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.values import ActiveFilter, Facet, FacetOption, Fact
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import everyone


@allow(everyone)
def technology_list(request: TovholderRequest) -> HttpResponse:
    """The catalogue, narrowed by text and facets."""
    catalogue = find_technologies(request.GET)
    context = {
        "catalogue": catalogue,
        "facets": [
            Facet(
                name,
                FACETS[name][0],
                [FacetOption(item.code.code, item.code.label, item.count, item.chosen) for item in items],
                open=name == "kategori",
            )
            for name, items in catalogue.facets.items()
        ],
        "active": _active(catalogue),
        "query": request.GET.urlencode(),
    }
    return render(request, "technologies/list.html", context)


def _active(catalogue: Catalogue) -> list[ActiveFilter]:
    pairs = [(name, value) for name, values in catalogue.chosen.items() for value in sorted(values)]
    text = [("q", catalogue.text)] if catalogue.text else []
    labels = {(name, item.code.code): item.code.label for name, items in catalogue.facets.items() for item in items}
    active = [
        ActiveFilter(
            labels[pair], f"?{urlencode([other for other in (*text, *pairs) if other != pair])}", FACETS[pair[0]][0]
        )
        for pair in pairs
    ]
    if text:
        active.insert(0, ActiveFilter(f"”{catalogue.text}”", f"?{urlencode(pairs)}", _("Søgning")))
    return active


@allow_on(technology_for, everyone)
def technology_page(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """What a technology is, and what other rooms know of it."""
    context = {"technology": technology, "facts": _facts(technology)}
    return render(request, "technologies/technology.html", context)


def _facts(technology: Technology) -> list[Fact]:
    facts = [Fact(_("Kategori på Landkortet"), technology.category.label)]
    facts += [
        Fact(label, ", ".join(code.label for code in getattr(technology, field).all()))
        for name, (label, field) in FACETS.items()
        if name != "kategori"
    ]
    facts += [
        Fact(_("Andre navne"), ", ".join(technology.alias_list)),
        Fact(_("ISO 9999-klasser"), ", ".join(code.label for code in technology.iso9999.all())),
        Fact(_("Nævnt i"), ", ".join(part.strip() for part in technology.origin.split(";"))),
    ]
    return facts


@allow(everyone)
def technology_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(TECHNOLOGIES, find_technologies(request.GET).found, kind, "teknologier")
