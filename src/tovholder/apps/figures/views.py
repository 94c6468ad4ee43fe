"""The pages of published figures: the list, one figure, and what the national editors do with them."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.figures import actions, presenting, rules
from tovholder.apps.figures.finding import FACETS, find_figures
from tovholder.apps.figures.forms import FigureForm, WithdrawForm
from tovholder.apps.figures.models import PublishedFigure, Topic
from tovholder.apps.figures.selectors import bases_in_publication, economy_caution, figure_for, figures_beside
from tovholder.apps.figures.sheet import FIGURES
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Status
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
OPEN_FACETS = {"emne"}
WITHDRAWN = ("vis", "trukket")


def href(figure: PublishedFigure) -> str:
    """The address of a figure's page."""
    return figure.get_absolute_url()


@allow(rules.may_read)
def figure_list(request: TovholderRequest) -> HttpResponse:
    """All figures, narrowed by text and facets; with one topic chosen, its shares as bars."""
    found = find_figures(request.GET)
    page = Paginator(found.figures, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen, [WITHDRAWN] if found.withdrawn else [])
    query = urlencode(pairs)
    context = {
        "found": found,
        "page_obj": page,
        "topics": [
            {"label": Topic(topic).label, "rows": [_row(figure) for figure in figures]}
            for topic, figures in groupby(page.object_list, key=lambda figure: figure.topic)
        ],
        "rows": page.object_list,
        "facets": as_facets(FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(FACETS, found.facets, pairs, {WITHDRAWN: _("Trukket tilbage")}),
        "charts": presenting.share_charts(found.figures) if len(found.chosen["emne"]) == 1 else [],
        "downloads": {kind: f"{reverse('figures:file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")},
        "may_edit": may(request.actor, rules.may_edit),
    }
    return render(request, "figures/list.html", context)


def _row(figure: PublishedFigure) -> tuple[PublishedFigure, str, Status | None, str]:
    return figure, presenting.n_text(figure), presenting.base_status(figure), presenting.source_text(figure)


@allow(rules.may_read)
def figure_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(FIGURES, find_figures(request.GET).figures, kind, "offentliggjorte-tal")


@allow_on(figure_for, rules.may_read)
def figure_page(request: TovholderRequest, figure: PublishedFigure) -> HttpResponse:
    """One figure at an address that can be cited: what it says, what it stands on, and what its check found."""
    beside = figures_beside(figure)
    charts = presenting.share_charts(beside)
    context = {
        "figure": figure,
        "facts": presenting.facts_of(figure),
        "n_text": presenting.n_text(figure),
        "base_status": presenting.base_status(figure),
        "rounding": presenting.rounding_text(figure),
        "guesses": _guesses(figure, beside),
        "citation": presenting.citation(figure),
        "chart": charts[0] if charts else None,
        "caution": economy_caution(figure),
        "may_edit": may(request.actor, rules.may_edit, figure),
    }
    return render(request, "figures/figure.html", context)


def _guesses(figure: PublishedFigure, beside: list[PublishedFigure]) -> list[str]:
    """Hypotheses of a quoted share that does not fit; nothing is asked of the database for one that does."""
    check = figure.rounding
    if check is None or check.fits:
        return []
    return presenting.misfit_texts(figure, beside, bases_in_publication(figure))


@allow(rules.may_edit)
def new_figure(request: TovholderRequest) -> HttpResponse:
    """Add a figure."""
    form = FigureForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_figure(by=request.actor, facts=form.facts()),
        template="figures/form.html",
        context={"figure": None, "back_href": reverse("figures:list")},
        saved=href,
        message=lambda made: _("Tallet er oprettet."),
    )


@allow_on(figure_for, rules.may_edit)
def edit_figure(request: TovholderRequest, figure: PublishedFigure) -> HttpResponse:
    """Change a figure."""
    form = FigureForm(request.POST or None, figure=figure)
    return form_page(
        request,
        form,
        lambda: actions.change_figure(
            by=request.actor, figure=figure, facts=form.facts(), expected_version=version_of(request)
        ),
        template="figures/form.html",
        context={"figure": figure, "back_href": href(figure)},
        saved=href,
        message=lambda made: _("Tallet er gemt."),
        current=lambda record: FigureForm(figure=record),
    )


@allow_on(figure_for, rules.may_edit)
def withdraw_figure(request: TovholderRequest, figure: PublishedFigure) -> HttpResponse:
    """Take a figure back, with a reason."""
    form = WithdrawForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.withdraw_figure(
            by=request.actor,
            figure=figure,
            reason=form.cleaned_data["reason"],
            expected_version=version_of(request),
        ),
        template="figures/withdraw.html",
        context={"figure": figure, "back_href": href(figure)},
        saved=href,
        message=lambda made: _("Tallet er trukket tilbage."),
        current=_withdrawn_now,
    )


def _withdrawn_now(record: Any) -> WithdrawForm:
    return WithdrawForm(initial={"reason": record.withdrawn_reason})


@require_POST
@allow_on(figure_for, rules.may_edit)
def restore_figure(request: TovholderRequest, figure: PublishedFigure) -> HttpResponse:
    """Show a withdrawn figure again."""
    actions.restore_figure(by=request.actor, figure=figure)
    messages.success(request, _("Tallet vises igen."))
    return redirect(href(figure))
