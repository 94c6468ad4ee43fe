"""What the national editors do before figures are open to all: count, say what was found, check, publish; breaks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.results import breaking, highlights, presenting, rules
from tovholder.apps.results.forms import BreakForm, HighlightForm
from tovholder.apps.results.kinds import COUNTED
from tovholder.apps.results.models import ConceptBreak, Highlight, Results, SurveyFigure
from tovholder.apps.results.publishing import print_check, publish_results
from tovholder.apps.results.selectors import (
    break_for,
    concept_breaks,
    figure_at,
    highlight_for,
    highlights_of,
    question_told,
    quotes_to_moderate,
    results_for,
)
from tovholder.apps.results.sheet import BREAK_TABLE
from tovholder.apps.results.tasks import order_results
from tovholder.apps.surveys.public import Survey, SurveyState, survey_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.listfiles import FORMATS
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def _survey(actor: Actor, key: str) -> Survey:
    return survey_of(key)


@allow_on(_survey, rules.may_publish)
def publishing_page(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """How far the figures of a survey are: counted, checked, said something of, published."""
    results = Results.objects.select_related("survey").filter(survey=survey).first()
    waiting = quotes_to_moderate(survey, "waiting").count()
    context = {
        "survey": survey,
        "results": results,
        "check": print_check(results) if results is not None else None,
        "highlights": [(one, _figure_words(one)) for one in highlights_of(survey)],
        "waiting": waiting,
        "is_closed": survey.state == SurveyState.CLOSED,
        "is_published": survey.state == SurveyState.PUBLISHED,
    }
    return render(request, "results/publishing.html", context)


def _figure_words(highlight: Highlight) -> str:
    figure = figure_at(highlight.survey, highlight.place)
    if figure is None:
        return _("Tallet findes ikke længere.")
    return f"{figure.item.text} – {presenting.label_of(figure)}: {presenting.count_text(figure)}"


@require_POST
@allow_on(_survey, rules.may_publish)
def compute(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Order the figures to be counted anew."""
    if survey.state != SurveyState.CLOSED:
        messages.error(request, _("Tallene kan gøres op, når dataindsamlingen er lukket."))
        return redirect(_publishing_href(survey))
    job = order_results(survey, by=request.actor)
    return redirect("jobs:job", public_id=job.public_id)


@require_POST
@allow_on(_survey, rules.may_publish)
def publish(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Open the figures to all, when everything fits."""
    try:
        publish_results(by=request.actor, survey=survey, expected_version=version_of(request))
    except ValidationError as error:
        for problem in error.messages:
            messages.error(request, problem)
    except ConflictError:
        messages.error(request, _("Dataindsamlingen er ændret, siden du åbnede siden. Se den igennem igen."))
    else:
        messages.success(request, _("Tallene er offentliggjort og kan læses af alle."))
    return redirect(_publishing_href(survey))


def _publishing_href(survey: Survey) -> str:
    return reverse("results:publishing", args=[survey.key])


@allow(rules.may_publish)
def new_highlight(request: TovholderRequest, key: str, question: str) -> HttpResponse:
    """Say something of a survey, tied to a figure of one question."""
    results = results_for(request.actor, key)
    form = HighlightForm(request.POST or None, figures=_countable(results, question))
    return form_page(
        request,
        form,
        lambda: highlights.add_highlight(by=request.actor, survey=results.survey, facts=form.facts()),
        template="results/highlight_form.html",
        context={
            "survey": results.survey,
            "highlight": None,
            "question": question_told(results, question).first.text,
            "back_href": presenting.question_href(results, question),
        },
        saved=lambda made: _publishing_href(made.survey),
        message=lambda made: _("Fundet er skrevet."),
    )


def _countable(results: Results, question: str) -> list[SurveyFigure]:
    """The told shares of a question, the country's first."""
    told = question_told(results, question)
    found = []
    for item in told.items:
        for one in told.figures.get(item.pk, []):
            if one.measure in COUNTED and not one.suppressed and one.denominator:
                one.item = item
                found.append(one)
    return sorted(found, key=lambda one: (one.domain_kind != "country", one.item.position, one.position))


@allow_on(highlight_for, rules.may_publish)
def edit_highlight(request: TovholderRequest, highlight: Highlight) -> HttpResponse:
    """Say it otherwise."""
    results = results_for(request.actor, highlight.survey.key)
    figures = _countable(results, highlight.question)
    form = HighlightForm(request.POST or None, figures=figures, highlight=highlight)
    return form_page(
        request,
        form,
        lambda: highlights.change_highlight(
            by=request.actor, highlight=highlight, facts=form.facts(), expected_version=version_of(request)
        ),
        template="results/highlight_form.html",
        context={
            "survey": highlight.survey,
            "highlight": highlight,
            "question": question_told(results, highlight.question).first.text,
            "back_href": _publishing_href(highlight.survey),
        },
        saved=lambda made: _publishing_href(made.survey),
        message=lambda made: _("Fundet er gemt."),
        current=lambda record: HighlightForm(figures=figures, highlight=record),
    )


@require_POST
@allow_on(highlight_for, rules.may_publish)
def remove_highlight(request: TovholderRequest, highlight: Highlight) -> HttpResponse:
    """Take a highlight away."""
    try:
        highlights.remove_highlight(by=request.actor, highlight=highlight)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Fundet er slettet."))
    return redirect(_publishing_href(highlight.survey))


# --- breaks ----------------------------------------------------------------------------------------------------------


@allow(rules.may_read)
def break_list(request: TovholderRequest) -> HttpResponse:
    """The days from which something measures another thing, with their reasons."""
    context = {
        "breaks": concept_breaks(),
        "may_edit": may(request.actor, rules.may_publish),
        "downloads": {kind: reverse("results:break_file", args=[kind]) for kind in FORMATS},
    }
    return render(request, "results/breaks.html", context)


@allow(rules.may_read)
def break_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same as a file."""
    return export_response(BREAK_TABLE, concept_breaks(), kind, "brud")


@allow(rules.may_publish)
def new_break(request: TovholderRequest) -> HttpResponse:
    """Write down a break."""
    form = BreakForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: breaking.add_break(by=request.actor, facts=form.facts()),
        template="results/break_form.html",
        context={"concept_break": None, "back_href": reverse("results:breaks")},
        saved=lambda made: reverse("results:breaks"),
        message=lambda made: _("Bruddet er skrevet."),
    )


@allow_on(break_for, rules.may_publish)
def edit_break(request: TovholderRequest, concept_break: ConceptBreak) -> HttpResponse:
    """Change a break."""
    form = BreakForm(request.POST or None, concept_break=concept_break)
    return form_page(
        request,
        form,
        lambda: breaking.change_break(
            by=request.actor, concept_break=concept_break, facts=form.facts(), expected_version=version_of(request)
        ),
        template="results/break_form.html",
        context={"concept_break": concept_break, "back_href": reverse("results:breaks")},
        saved=lambda made: reverse("results:breaks"),
        message=lambda made: _("Bruddet er gemt."),
        current=lambda record: BreakForm(concept_break=record),
    )


@require_POST
@allow_on(break_for, rules.may_publish)
def remove_break(request: TovholderRequest, concept_break: ConceptBreak) -> HttpResponse:
    """There is no break after all."""
    breaking.remove_break(by=request.actor, concept_break=concept_break)
    messages.success(request, _("Bruddet er slettet."))
    return redirect("results:breaks")
