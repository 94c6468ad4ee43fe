"""The pages of a project's work procedure: how it was done before, and how it is done now."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.decisions import actions, rules, selectors
from tovholder.apps.decisions.models import ProcedureStep
from tovholder.apps.decisions.procedure_forms import ProcedureForm
from tovholder.apps.decisions.procedures import time_table
from tovholder.apps.projects.public import Project
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


def href(project: Project) -> str:
    """The address of a project's work procedure."""
    return reverse("decisions:procedure", args=[project.public_id])


@allow_on(selectors.project_for, rules.may_read)
def procedure_page(request: TovholderRequest, project: Project) -> HttpResponse:
    """The steps of the work before and after, and what they add up to by role."""
    steps = list(selectors.procedure_of(project))
    context = {
        "project": project,
        "steps": steps,
        "table": time_table(steps),
        "may_edit": may(request.actor, rules.may_decide, project),
        "back_href": reverse("decisions:project", args=[project.public_id]),
    }
    return render(request, "decisions/procedure.html", context)


def _small(project: Project, title: str, **more: Any) -> dict[str, Any]:
    told = {"project": project, "page_title": title, "save_label": _("Gem trinnet"), "version": None}
    return told | {"back_href": href(project)} | more


@allow_on(selectors.project_for, rules.may_decide)
def new_step(request: TovholderRequest, project: Project) -> HttpResponse:
    """Describe a step of the work."""
    form = ProcedureForm(request.POST or None, following=selectors.procedure_of(project).count() + 1)
    return form_page(
        request,
        form,
        lambda: actions.add_procedure_step(by=request.actor, project=project, facts=form.facts()),
        template="decisions/small_form.html",
        context=_small(project, _("Beskriv et trin")),
        saved=lambda _made: href(project),
        message=lambda _made: _("Trinnet er gemt."),
    )


@allow_on(selectors.procedure_step_for, rules.may_decide)
def edit_step(request: TovholderRequest, step: ProcedureStep) -> HttpResponse:
    """Change a step of the work."""
    form = ProcedureForm(request.POST or None, step=step)
    return form_page(
        request,
        form,
        lambda: actions.change_procedure_step(
            by=request.actor, step=step, facts=form.facts(), expected_version=version_of(request)
        ),
        template="decisions/small_form.html",
        context=_small(step.project, _("Ret trinnet"), version=step.version),
        saved=lambda _made: href(step.project),
        message=lambda _made: _("Trinnet er gemt."),
        current=lambda record: ProcedureForm(step=record),
    )


@require_POST
@allow_on(selectors.procedure_step_for, rules.may_decide)
def remove_step(request: TovholderRequest, step: ProcedureStep) -> HttpResponse:
    """Take a step of the work away."""
    actions.remove_procedure_step(by=request.actor, step=step)
    messages.success(request, _("Trinnet er fjernet."))
    return redirect(href(step.project))
