"""The pages of an assessment: begun, read as an overview, talked through, closed, repeated, printed, deleted."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tovholder.apps.assessments import actions, selectors
from tovholder.apps.assessments.forms import AssessmentForm, CloseForm, ConclusionForm
from tovholder.apps.assessments.models import Assessment, Conclusion
from tovholder.apps.assessments.opening import Whom, load, load_citizen, opened
from tovholder.apps.assessments.papers import FINDINGS_REPORT, findings_on_paper
from tovholder.apps.assessments.presenting import alias_href, href, list_href, new_href, overview, shown_state
from tovholder.apps.assessments.summary import plan_text
from tovholder.apps.citizens.public import ReadPurpose
from tovholder.apps.questionnaires.public import Response, answer_text, evaluation_of, section_links, words
from tovholder.engines.questionnaires.model import Comparability
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Cell, Column, Fact, TableView
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
PAPER_NAME = "det-her-fandt-vi-ud-af"
"""The file is called what the paper is called: no alias in the name of a file that lies in a folder."""


@opened(load_citizen)
def assessment_list(request: TovholderRequest, whom: Whom) -> HttpResponse:
    """All assessments of an alias, the newest first."""
    found = selectors.assessments_of(request.actor, whom.citizen)
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    rows = [
        (
            Cell(one.begun_on, href(one)),
            Cell("", status=shown_state(one)),
            one.get_participation_display(),
            one.repeat_on,
        )
        for one in page.object_list
    ]
    columns = (Column(_("Begyndt")), Column(_("Hvor langt")), Column(_("Hvem var med")), Column(_("Gentages")))
    context = {
        "citizen": whom.citizen,
        "page": page,
        "table": TableView(_("Afdækninger"), columns, rows),
        "back_href": alias_href(whom.citizen),
        "new_href": new_href(whom.citizen),
    }
    return render(request, "assessments/list.html", context)


@opened(load_citizen)
def new_assessment(request: TovholderRequest, whom: Whom) -> HttpResponse:
    """Begin an assessment: why, with whom and how."""
    citizen = whom.citizen
    form = AssessmentForm(request.POST or None, unit=citizen.unit)
    return form_page(
        request,
        form,
        lambda: actions.begin_assessment(citizen, by=request.actor, **form.cleaned_data),
        template="assessments/form.html",
        context={
            "citizen": citizen,
            "former": selectors.newest_closed(citizen),
            "back_href": alias_href(citizen),
        },
        saved=href,
        message=lambda made: _("Afdækningen er begyndt. I kan svare i flere omgange."),
    )


@opened(load)
def assessment_page(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """The overview: needs in order, abilities, place, limits, where to look, and what was agreed."""
    response = selectors.response_of(assessment)
    evaluation = evaluation_of(response)
    found = overview(response)
    steps = section_links(response, lambda key: href(assessment, "section", key), evaluation=evaluation)
    context = {
        "assessment": assessment,
        "citizen": assessment.citizen,
        "state": shown_state(assessment),
        "found": found,
        "steps": steps,
        "answered": evaluation.answered,
        "applicable": evaluation.applicable,
        "agreements": list(assessment.agreements.all()),
        "facts": _facts(assessment),
        "next_href": next((step.href for step in steps if step.state != "done"), ""),
        "no_technology": assessment.conclusion == Conclusion.NONE,
        "decided": assessment.get_conclusion_display() if assessment.conclusion else "",
    }
    return render(request, "assessments/assessment.html", context)


def _facts(assessment: Assessment) -> list[Fact]:
    former = assessment.former
    return [
        Fact(_("Hvem er med"), assessment.get_participation_display()),
        Fact(_("Sådan er borgeren med"), assessment.participation_note),
        Fact(_("Hvem holder samtalen"), assessment.held_by.name if assessment.held_by is not None else ""),
        Fact(_("Begyndt"), assessment.begun_on),
        Fact(_("Gennemgået med borgeren"), assessment.talked_through_on),
        Fact(_("Afsluttet"), assessment.closed_on),
        Fact(_("Gentages"), assessment.repeat_on),
        *([Fact(_("Bygger på"), former.begun_on, href(former))] if former is not None else []),
    ]


@opened(load)
def edit_assessment(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Change why, with whom and when again."""
    form = AssessmentForm(request.POST or None, instance=copy(assessment), unit=assessment.unit)
    return form_page(
        request,
        form,
        lambda: actions.change_assessment(
            assessment, by=request.actor, expected_version=version_of(request), **form.cleaned_data
        ),
        template="assessments/form.html",
        context={"citizen": assessment.citizen, "assessment": assessment, "back_href": href(assessment)},
        saved=href,
        message=lambda made: _("Afdækningen er gemt."),
        current=lambda record: AssessmentForm(instance=record, unit=record.unit),
    )


@opened(load, None)
def mark_talked_through(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Say that the findings have been talked through with the citizen."""
    if request.method == "POST":
        if assessment.is_open:
            actions.talk_through(assessment, by=request.actor)
            messages.success(request, _("Det er skrevet ned, at I har gennemgået den sammen i dag."))
        else:
            messages.warning(request, _("Afdækningen er afsluttet. Åbn den igen først."))
    return redirect(href(assessment))


@opened(load)
def conclude(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Write down what the citizen and the unit agreed on."""
    initial = {"conclusion": assessment.conclusion, "conclusion_note": assessment.conclusion_note}
    form = ConclusionForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.conclude(
            assessment, by=request.actor, expected_version=version_of(request), **form.cleaned_data
        ),
        template="assessments/conclude.html",
        context=_about(assessment),
        saved=href,
        message=lambda made: _("Det, I blev enige om, er gemt."),
        current=_concluded_now,
    )


def _concluded_now(record: Any) -> PlainForm:
    return ConclusionForm(initial={"conclusion": record.conclusion, "conclusion_note": record.conclusion_note})


def _about(assessment: Assessment) -> dict[str, Any]:
    return {"assessment": assessment, "citizen": assessment.citizen, "back_href": href(assessment)}


@opened(load)
def close_assessment(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Close it: talked through, or with a reason why not."""
    form = CloseForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.close_assessment(assessment, by=request.actor, reason=form.cleaned_data["reason"]),
        template="assessments/close.html",
        context=_about(assessment),
        saved=href,
        message=lambda made: _("Afdækningen er afsluttet. Giv borgeren papiret med, hvis borgeren vil have det."),
    )


@opened(load, None)
def reopen_assessment(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Go on with a closed one, unless a new one builds on it."""
    if request.method == "POST":
        following = Assessment.objects.filter(former=assessment).exists()
        if following:
            messages.warning(request, _("Der er begyndt en ny afdækning, som bygger på den. Skriv videre i den nye."))
        elif not assessment.is_open:
            actions.reopen_assessment(assessment, by=request.actor)
            messages.success(request, _("Afdækningen er åben igen."))
    return redirect(href(assessment))


@opened(load)
def delete_assessment(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """Delete it with all answers, after asking."""
    if request.method == "POST":
        citizen = assessment.citizen
        actions.delete_assessment(assessment, by=request.actor)
        messages.success(request, _("Afdækningen er slettet."))
        return redirect(list_href(citizen))
    return render(request, "assessments/delete.html", _about(assessment))


@opened(load)
def compare_page(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """What was answered last time and now, for the questions that may be compared."""
    rows: list[tuple[object, ...]] = []
    if assessment.former is not None:
        rows = _compared(selectors.response_of(assessment.former), selectors.response_of(assessment))
    columns = (Column(_("Spørgsmål")), Column(_("Sidst")), Column(_("Nu")), Column(_("Bemærk")))
    context = {
        **_about(assessment),
        "former": assessment.former,
        "table": TableView(_("Svarene sidst og nu"), columns, rows),
        "changed": sum(row[1] != row[2] for row in rows),
        "count": len(rows),
    }
    return render(request, "assessments/compare.html", context)


def _compared(former: Response, response: Response) -> list[tuple[object, ...]]:
    return [
        (
            words(row.question.text),
            answer_text(row.question, row.then) or "–",
            answer_text(row.question, row.now) or "–",
            _("Spørgsmålet er formuleret på en ny måde") if row.comparability is Comparability.WORDING else "",
        )
        for row in selectors.compared(former, response)
    ]


@opened(load)
def plan_page(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """A text to copy into the citizen's own action plan."""
    found = overview(selectors.response_of(assessment))
    text = plan_text(assessment, found, list(assessment.agreements.all()))
    return render(request, "assessments/plan.html", {**_about(assessment), "text": text, "rows": text.count("\n") + 2})


@opened(load, ReadPurpose.PAPER)
def findings_paper(request: TovholderRequest, assessment: Assessment) -> HttpResponse:
    """The easy-read paper that the citizen takes home."""
    found = overview(selectors.response_of(assessment))
    data = findings_on_paper(assessment, found, list(assessment.agreements.all()))
    return pdf_response(FINDINGS_REPORT, data, PAPER_NAME)
