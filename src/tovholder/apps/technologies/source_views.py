"""The pages of publications: what the catalogue leans on."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tovholder.apps.technologies import rules, sources
from tovholder.apps.technologies.forms import PublicationForm
from tovholder.apps.technologies.kinds import PublicationKind
from tovholder.apps.technologies.models import Publication
from tovholder.apps.technologies.selectors import citations, points_citing, publication_for, publications
from tovholder.apps.technologies.sheet import PUBLICATIONS
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import ActiveFilter, Cell, Column, Facet, FacetOption, Fact, TableView
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.danish import fold

PAGE_SIZE = 25
MAX_TEXT = 200


def _found(request: HttpRequest) -> tuple[list[Publication], str, list[str]]:
    """The publications that fit the address; its text; its kinds."""
    text = request.GET.get("q", "").strip()[:MAX_TEXT]
    kinds = [kind for kind in request.GET.getlist("slags") if kind in PublicationKind.values]
    words = fold(text).split()
    found = [
        item
        for item in publications()
        if (not kinds or item.kind in kinds)
        and all(word in fold(f"{item.title} {item.publisher} {item.year}") for word in words)
    ]
    return found, text, kinds


@allow(rules.may_read)
def publication_list(request: TovholderRequest) -> HttpResponse:
    """All publications, narrowed by text and kind."""
    found, text, kinds = _found(request)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    cited = citations()
    pairs = [*([("q", text)] if text else []), *(("slags", kind) for kind in kinds)]
    context = {
        "page": page,
        "text": text,
        "facet": Facet(
            "slags",
            _("Slags"),
            [FacetOption(kind.value, kind.label, checked=kind.value in kinds) for kind in PublicationKind],
            open=True,
        ),
        "active": [
            ActiveFilter(
                f"”{value}”" if name == "q" else PublicationKind(value).label,
                f"?{urlencode([pair for pair in pairs if pair != (name, value)])}",
            )
            for name, value in pairs
        ],
        "query": urlencode(pairs),
        "table": TableView(
            caption=_("Kilder"),
            columns=[
                Column(_("Titel")),
                Column(_("Udgiver")),
                Column(_("År")),
                Column(_("Slags")),
                Column(_("Punkter"), numeric=True),
            ],
            rows=[
                (
                    Cell(item.title, item.get_absolute_url()),
                    item.publisher,
                    str(item.year or ""),
                    item.get_kind_display(),
                    cited.get(item.pk, 0),
                )
                for item in page
            ],
        ),
        "may_edit": may(request.actor, rules.may_edit),
    }
    return render(request, "technologies/publications.html", context)


@allow(rules.may_read)
def publication_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file."""
    return export_response(PUBLICATIONS, _found(request)[0], kind, "kilder")


@allow_on(publication_for, rules.may_read)
def publication_page(request: TovholderRequest, publication: Publication) -> HttpResponse:
    """A publication, and which points lean on it."""
    points = points_citing(publication)
    context = {
        "publication": publication,
        "groups": [(technology, list(held)) for technology, held in groupby(points, lambda point: point.technology)],
        "facts": [
            Fact(_("Udgiver"), publication.publisher),
            Fact(_("År"), str(publication.year or "")),
            Fact(_("Slags"), publication.get_kind_display()),
            Fact(_("Adresse på nettet"), publication.url, publication.url),
            Fact(_("Note"), publication.note),
        ],
        "may_edit": may(request.actor, rules.may_edit),
    }
    return render(request, "technologies/publication.html", context)


def _href(publication: Publication) -> str:
    return publication.get_absolute_url()


@allow(rules.may_edit)
def new_publication(request: TovholderRequest) -> HttpResponse:
    """Add a publication."""
    form = PublicationForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: sources.create_publication(by=request.actor, key=form.cleaned_data["key"], facts=form.facts()),
        template="technologies/publication_form.html",
        context={"publication": None, "back_href": reverse("technologies:publications")},
        saved=_href,
        message=lambda made: _("%(title)s er tilføjet.") % {"title": made.title},
    )


@allow_on(publication_for, rules.may_edit)
def edit_publication(request: TovholderRequest, publication: Publication) -> HttpResponse:
    """Change what is told of a publication."""
    shown = publication.version
    form = PublicationForm(request.POST or None, publication=publication)
    return form_page(
        request,
        form,
        lambda: sources.change_publication(
            by=request.actor, publication=publication, facts=form.facts(), expected_version=version_of(request)
        ),
        template="technologies/publication_form.html",
        context={"publication": publication, "version": shown, "back_href": _href(publication)},
        saved=_href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: PublicationForm(publication=record),
    )
