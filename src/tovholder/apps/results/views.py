"""The explorer: the questions of a survey, one question with all its figures, and both as files."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.results import picturing, presenting, rules
from tovholder.apps.results.comparing import series_of
from tovholder.apps.results.finding import FACETS, SURVEY, Found, FoundQuestion, find_questions
from tovholder.apps.results.kinds import COUNTED, DomainKind
from tovholder.apps.results.models import Results, SurveyItem
from tovholder.apps.results.peering import ALIKE, Beside, beside
from tovholder.apps.results.selectors import (
    Told,
    figures_of,
    highlights_of,
    question_told,
    quotes_told,
    results_for,
)
from tovholder.apps.results.sheet import FIGURE_TABLE
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.listfiles import FORMATS
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets, unknown_value
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
OPEN_FACETS = {"emne"}
GROUPS = {"region": DomainKind.REGION, "stoerrelse": DomainKind.SIZE}


@allow(rules.may_read)
def explorer(request: TovholderRequest) -> HttpResponse:
    """The questions of one survey, narrowed by text and facets, with what was found on top."""
    found = find_questions(request.actor, request.GET)
    page = Paginator(found.questions, PAGE).get_page(request.GET.get("side"))
    pairs = _pairs(found)
    beside_facets = {pairs[0]: found.results.survey.title} if found.results is not None else {}
    context = {
        "found": found,
        "results": found.results,
        "page_obj": page,
        "rows": [_row(found.results, one) for one in page.object_list] if found.results is not None else [],
        "facets": as_facets(FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(FACETS, found.facets, pairs, beside_facets)[1 if beside_facets else 0 :],
        "highlights": _highlights(found.results) if found.results is not None and not _is_narrowed(found) else [],
        "has_quotes": found.results is not None and bool(quotes_told(found.results.survey)),
        "downloads": {kind: f"{reverse('results:explorer_file', args=[kind])}?{urlencode(pairs)}" for kind in FORMATS},
        "may_publish": may(request.actor, rules.may_publish),
    }
    return render(request, "results/explorer.html", context)


def _pairs(found: Found) -> list[tuple[str, str]]:
    """The address of what is shown, the survey first."""
    chosen = [(SURVEY, found.results.survey.key)] if found.results is not None else []
    return [*chosen, *address_pairs(found.text, found.chosen)]


def _is_narrowed(found: Found) -> bool:
    return bool(found.text or any(found.chosen.values()))


def _row(results: Results, row: FoundQuestion) -> dict[str, Any]:
    first = row.first
    return {
        "href": presenting.question_href(results, first.question),
        "text": first.text,
        "topic": first.topic,
        "kind": presenting.kind_label(first.kind),
        "n": max(item.answered for item in row.items),
        "filtered": first.filtered,
        "rows": len(row.items) if first.row else 0,
    }


def _highlights(results: Results) -> list[tuple[str, str]]:
    return [
        (one.statement, presenting.question_href(results, one.question, raekke=one.row))
        for one in highlights_of(results.survey)
    ]


@allow(rules.may_read)
def explorer_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """All figures of the questions that the list shows, as a file: csv, xlsx or json."""
    found = find_questions(request.actor, request.GET)
    if found.results is None:
        return export_response(FIGURE_TABLE, [], kind, "tal-fra-dataindsamlingen")
    figures = figures_of(found.results)
    if _is_narrowed(found):
        figures = figures.filter(item__question__in=[one.first.question for one in found.questions])
    return export_response(FIGURE_TABLE, figures.iterator(chunk_size=2_000), kind, f"tal-{found.results.survey.key}")


@allow(rules.may_read)
def question_file(request: TovholderRequest, key: str, question: str, kind: str) -> HttpResponseBase:
    """All figures of one question as a file."""
    results = results_for(request.actor, key)
    told = question_told(results, question)
    figures = figures_of(results).filter(item__in=told.items)
    return export_response(FIGURE_TABLE, figures.iterator(chunk_size=2_000), kind, f"tal-{key}-{question}")


@allow(rules.may_read)
def question_page(request: TovholderRequest, key: str, question: str) -> HttpResponse:
    """One question: its figures with n, base, interval and bounds, groups, years, and the reader's own beside."""
    results = results_for(request.actor, key)
    told = question_told(results, question)
    item = _chosen_item(told, request.GET.get("raekke", ""))
    figures = told.figures.get(item.pk, [])
    country = told.country(item)
    option = _chosen_option(told, item, request.GET.get("svar", ""))
    groups = _chosen_groups(request.GET.get("opdelt", ""))
    mine = beside(request.actor, results, [item], told.figures)
    context = {
        "results": results,
        "told": told,
        "item": item,
        "facts": presenting.facts_of(results, item),
        "is_whole": told.is_matrix and not request.GET.get("raekke"),
        "matrix": picturing.matrix_chart(told) if told.is_matrix and not request.GET.get("raekke") else None,
        "chart": picturing.item_chart(results, item, country),
        "table": presenting.figure_table(item, country, _("Tallene med n og usikkerhed")),
        "rows": _row_links(told, item),
        "mine": _mine(mine, item, told) if mine is not None else None,
        "group_links": _group_links(request, groups),
        "groups": groups,
        "group_table": presenting.domain_table(figures, groups, str(DomainKind(groups).label)) if groups else None,
        "group_chart": picturing.domain_chart(results, item, figures, groups, option) if groups else None,
        "options": [(one.option, one.option_text, one.option == option) for one in country if one.measure in COUNTED],
        **_years(request, item, option),
        "citation": presenting.citation(results, item, country[0]) if country else "",
        "downloads": {
            kind: reverse("results:question_file", args=[results.survey.key, question, kind]) for kind in FORMATS
        },
        "may_publish": may(request.actor, rules.may_publish),
    }
    return render(request, "results/question.html", context)


def _chosen_item(told: Told, row: str) -> SurveyItem:
    if not row:
        return told.first
    found = next((item for item in told.items if item.row == row), None)
    if found is None:
        raise unknown_value("raekke", row)
    return found


def _chosen_option(told: Told, item: SurveyItem, asked: str) -> str:
    options = [one.option for one in told.country(item) if one.measure in COUNTED]
    if asked and asked not in options:
        raise unknown_value("svar", asked)
    return asked or (options[0] if options else "")


def _chosen_groups(asked: str) -> str:
    if asked and asked not in GROUPS:
        raise unknown_value("opdelt", asked)
    return GROUPS[asked].value if asked else ""


def _row_links(told: Told, item: SurveyItem) -> list[Link]:
    if not told.is_matrix:
        return []
    return [
        Link(
            one.row_text,
            presenting.question_href(told.results, one.question, raekke=one.row),
            current=one.pk == item.pk,
            count=one.answered,
        )
        for one in told.items
    ]


def _group_links(request: TovholderRequest, chosen: str) -> list[Link]:
    kept = {name: request.GET[name] for name in ("raekke", "svar") if request.GET.get(name)}
    links = [Link(_("Landet"), f"?{urlencode(kept)}#grupper", current=not chosen)]
    return links + [
        Link(kind.label, f"?{urlencode({**kept, 'opdelt': name})}#grupper", current=chosen == kind)
        for name, kind in GROUPS.items()
    ]


def _mine(mine: Beside, item: SurveyItem, told: Told) -> dict[str, Any]:
    alike = mine.alike[item.pk]
    return {
        "name": mine.participant.name,
        "table": presenting.beside_table(
            item, told.figures.get(item.pk, []), mine.own[item.pk], alike, mine.region_code
        ),
        "alike": alike,
        "names": ", ".join(one.name for one in alike.members),
        "size": ALIKE,
    }


def _years(request: TovholderRequest, item: SurveyItem, option: str) -> dict[str, Any]:
    """The series of the item, where it was asked more than once."""
    years = series_of(request.actor, item.concept, option)
    if len(years) < 2:
        return {"years": None, "year_chart": None}
    measure = next((one.measure for one in years[-1].figures if one.option == option), "mean")
    return {
        "years": presenting.year_table(years, option, measure, _("Det samme spørgsmål over årene")),
        "year_chart": picturing.year_chart(years, option, measure),
    }
