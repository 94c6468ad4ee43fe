"""The catalogue's pages for readers."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tovholder.apps.technologies import concepts, presenting, rules
from tovholder.apps.technologies.comparing import MOST, ComparedRow, Comparison, compare
from tovholder.apps.technologies.finding import FACETS, RETIRED, Catalogue, find_technologies
from tovholder.apps.technologies.kinds import Kind
from tovholder.apps.technologies.models import LocalDefinition, Technology
from tovholder.apps.technologies.papers import TECHNOLOGY_REPORT, technology_on_paper
from tovholder.apps.technologies.remembered import RememberedEntry, remembered_entry, remembered_technology
from tovholder.apps.technologies.selectors import (
    current_technologies,
    definitions_of,
    newest_edition,
    publications_by_key,
)
from tovholder.apps.technologies.sheet import TECHNOLOGIES, comparison_table
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.values import ActiveFilter, Column, Facet, FacetOption, Link, TableView
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE_SIZE = 25
OPEN_FACETS = {"kategori", "slags"}


@allow(rules.may_read)
def technology_list(request: TovholderRequest) -> HttpResponse:
    """The catalogue, narrowed by text and facets."""
    catalogue = find_technologies(request.GET)
    page = Paginator(catalogue.found, PAGE_SIZE).get_page(request.GET.get("side"))
    kept = request.GET.copy()
    kept.pop("side", None)
    context = {
        "catalogue": catalogue,
        "page": page,
        "rows": [(item, presenting.kind_tag(item)) for item in page],
        "facets": [
            Facet(
                name,
                FACETS[name].label,
                [FacetOption(item.code, item.label, item.count, item.chosen) for item in items],
                open=name in OPEN_FACETS,
            )
            for name, items in catalogue.facets.items()
        ],
        "active": _active(catalogue),
        "query": kept.urlencode(),
        "most": MOST,
        "may_edit": may(request.actor, rules.may_edit),
    }
    return render(request, "technologies/list.html", context)


def _active(catalogue: Catalogue) -> list[ActiveFilter]:
    pairs = [(name, value) for name, values in catalogue.chosen.items() for value in sorted(values)]
    text = [("q", catalogue.text)] if catalogue.text else []
    shown = [(RETIRED, "1")] if catalogue.shows_retired else []
    every = [*text, *pairs, *shown]
    labels = {(name, item.code): item.label for name, items in catalogue.facets.items() for item in items}

    def without(gone: tuple[str, str]) -> str:
        return f"?{urlencode([pair for pair in every if pair != gone])}"

    active = [ActiveFilter(f"”{catalogue.text}”", without(text[0]), _("Søgning"))] if text else []
    active += [ActiveFilter(labels.get(pair, pair[1]), without(pair), FACETS[pair[0]].label) for pair in pairs]
    active += [ActiveFilter(_("Også udgåede"), without(pair)) for pair in shown]
    return active


@allow_on(remembered_entry, rules.may_read)
def technology_page(request: TovholderRequest, entry: RememberedEntry) -> HttpResponse:
    """What a technology is, what it gives and demands, and what other rooms know of it.

    What is the same for all readers is drawn once; a municipality's definitions and the panels are each reader's own.
    """
    technology, catalogue = entry.technology, entry.catalogue
    definitions = list(definitions_of(request.actor, technology))
    own = [item for item in definitions if item.municipality_id == request.actor.municipality_id]
    others = [item for item in definitions if item not in own]
    context = {
        "technology": technology,
        "kind": presenting.kind_tag(technology),
        "is_bundle": technology.kind == Kind.BUNDLE,
        "contents": _contents(technology, definitions),
        "told": catalogue.made("told", technology.slug, lambda: _told(technology, catalogue.every)),
        "own_definitions": [(item, may(request.actor, rules.may_change_definition, item)) for item in own],
        "other_definitions": others,
        "may_define": may(request.actor, rules.may_define) and not technology.is_retired,
        "may_edit": may(request.actor, rules.may_edit),
        "facts": catalogue.made("facts", technology.slug, lambda: _told_facts(technology)),
    }
    return render(request, "technologies/technology.html", context)


def _told(technology: Technology, every: Sequence[Technology]) -> SafeString:
    """The sections that every reader reads alike, from what it is to the law."""
    context = {
        "technology": technology,
        "is_bundle": technology.kind == Kind.BUNDLE,
        "for_whom": presenting.for_whom(technology),
        "benefits": presenting.benefits(technology),
        "demands": presenting.demands(technology),
        "procedures": presenting.lines_of(technology, "work_procedure"),
        "barriers": presenting.barriers(technology),
        "paragraphs": presenting.paragraphs(technology),
        "law_classes": presenting.law_classes(technology),
        "legal_notes": presenting.lines_of(technology, "legal_note"),
        "bundles": [item for item in every if technology.pk in {part.part_id for part in item.parts.all()}],
    }
    return render_to_string("technologies/parts/told.html", context)


def _told_facts(technology: Technology) -> SafeString:
    """The facts beside the text, and which edition it is."""
    context = {
        "technology": technology,
        "facts": presenting.facts(technology),
        "newest": newest_edition(technology),
    }
    return render_to_string("technologies/parts/facts.html", context)


def _contents(technology: Technology, definitions: list[LocalDefinition]) -> list[Link]:
    """The table of contents of a technology's page."""
    contents = [
        Link(_("Hvad er det?"), "#hvad"),
        Link(_("Hvem er det til?"), "#hvem"),
        Link(_("Hvad giver det?"), "#gavn"),
        Link(_("Hvad kræver det?"), "#krav"),
        Link(_("Arbejdsgange, der ændres"), "#arbejdsgange"),
        Link(_("Kendte barrierer"), "#barrierer"),
        Link(_("Lovgivning og klasser"), "#lov"),
        Link(_("Lokale definitioner"), "#definitioner", count=len(definitions) or None),
        Link(_("Ude i kommunerne"), "#kommunerne"),
        Link(_("Fakta"), "#fakta"),
    ]
    if technology.kind == Kind.BUNDLE:
        contents.insert(1, Link(_("Delene i pakken"), "#dele"))
    return contents


@allow_on(remembered_technology, rules.may_read)
def technology_paper(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """A fact sheet to bring to a meeting."""
    return pdf_response(TECHNOLOGY_REPORT, technology_on_paper(technology), f"teknologi-{technology.slug}")


@allow(rules.may_read)
def technology_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(TECHNOLOGIES, list(find_technologies(request.GET).found), kind, "teknologier")


@allow(rules.may_read)
def compare_page(request: TovholderRequest) -> HttpResponse:
    """Two to four technologies side by side."""
    comparison = compare(request.GET)
    query = urlencode([("t", item.slug) for item in comparison.chosen])
    slugs = [item.slug for item in comparison.chosen]
    context = {
        "comparison": comparison,
        "table": _table(comparison) if comparison.rows else None,
        "shown": [
            (item, f"?{urlencode([('t', slug) for slug in slugs if slug != item.slug])}") for item in comparison.chosen
        ],
        "addable": current_technologies().exclude(slug__in=slugs) if len(slugs) < MOST else (),
        "downloads": {kind: f"{reverse('technologies:compare_file', args=[kind])}?{query}" for kind in ("csv", "xlsx")},
    }
    return render(request, "technologies/compare.html", context, status=400 if comparison.refused else 200)


def _table(comparison: Comparison) -> TableView:
    return TableView(
        caption=_("Teknologierne side om side"),
        columns=[Column(_("Emne")), *(Column(item.label) for item in comparison.chosen)],
        rows=[[row.label, *_cells(row)] for row in comparison.rows],
    )


def _cells(row: ComparedRow) -> list[SafeString | str]:
    return [
        format_html('<ul class="tv-lines nobullet-list">{}</ul>', format_html_join("", "<li>{}</li>", zip(cell)))
        if cell
        else ""
        for cell in row.cells
    ]


@allow(rules.may_read)
def compare_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The comparison as a file. Raises ``BadRequest`` for a choice that cannot be compared."""
    comparison = compare(request.GET)
    if comparison.problem:
        raise BadRequest(comparison.problem)
    return export_response(comparison_table(comparison.chosen), comparison.rows, kind, "sammenligning")


@allow(rules.may_read)
def concept_page(request: TovholderRequest) -> HttpResponse:
    """What the words mean: welfare technology, IKT solution, social IT."""
    context = {"concepts": concepts.concepts(publications_by_key())}
    return render(request, "technologies/concepts.html", context)
