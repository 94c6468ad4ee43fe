"""The papers: what a unit reports to its administration, and what the political committee decides on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tovholder.apps.decisions import papers, rules, selectors, unit_reports
from tovholder.apps.projects.public import Project
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


@allow_on(selectors.project_for, rules.may_read)
def decision_paper(request: TovholderRequest, project: Project) -> HttpResponse:
    """The decision paper as a page."""
    context = {"project": project, "told": papers.decision_paper(project, request.actor)}
    return render(request, "decisions/paper.html", context)


@allow_on(selectors.project_for, rules.may_read)
def decision_pdf(request: TovholderRequest, project: Project) -> HttpResponse:
    """The same on paper."""
    told = papers.decision_paper(project, request.actor)
    return pdf_response(papers.DECISION_REPORT, told, f"beslutningsoplaeg-{str(project.public_id)[:8]}")


@allow_on(selectors.unit_for, rules.may_read_unit)
def unit_report(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """The report of a unit as a page."""
    context = {
        "unit": unit,
        "told": unit_reports.report_of(unit, request.actor),
        "may_send": may(request.actor, rules.may_send_report, unit),
    }
    return render(request, "decisions/unit.html", context)


@allow_on(selectors.unit_for, rules.may_read_unit)
def unit_pdf(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """The same on paper."""
    told = unit_reports.report_of(unit, request.actor)
    return pdf_response(unit_reports.UNIT_REPORT, told, f"status-{str(unit.public_id)[:8]}")


@require_POST
@allow_on(selectors.unit_for, rules.may_send_report)
def send_unit_report(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """Tell the administration, with one button."""
    told = unit_reports.send_unit_report(by=request.actor, unit=unit)
    said = ngettext("Én tovholder har fået besked.", "%(count)s tovholdere har fået besked.", told)
    messages.success(request, said % {"count": told})
    return redirect(reverse("decisions:unit_report", args=[unit.public_id]))
