"""The pages of evaluation plans and analyses."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import Benefit, benefit_for
from tovholder.apps.followups import actions, presenting, rules, selectors
from tovholder.apps.followups.finding import (
    ANALYSIS_FACETS,
    PLAN_FACETS,
    asked_id,
    find_analyses,
    find_plans,
    list_context,
)
from tovholder.apps.followups.forms import KeepForm, PlanForm
from tovholder.apps.followups.measured import Reading, kept_reading, reading_of, result_of
from tovholder.apps.followups.models import Analysis, EvaluationPlan
from tovholder.apps.followups.sheet import ANALYSES, PLANS
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


def href(record: EvaluationPlan | Analysis) -> str:
    """The address of a record's page."""
    return record.get_absolute_url()


@allow(rules.may_list)
def plan_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's evaluation plans."""
    found = find_plans(request.actor, request.GET)
    context = list_context(request, found, PLAN_FACETS, "followups:list", "followups:file")
    context["rows"] = [
        {"plan": plan, "status": presenting.plan_status(plan), "design": presenting.design_name(plan.design)}
        for plan in context["page_obj"].object_list
    ]
    context["may_add"] = may(request.actor, rules.may_add)
    return render(request, "followups/plans.html", context)


@allow(rules.may_list)
def plan_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(PLANS, find_plans(request.actor, request.GET).records, kind, "evalueringsplaner")


def _given(request: TovholderRequest) -> dict[str, Any]:
    """What the address begins a plan with: a project, or a benefit and its project."""
    benefit_id, project_id = asked_id(request.GET.get("gevinst", "")), asked_id(request.GET.get("projekt", ""))
    if benefit_id is not None:
        benefit = selectors.choosable_benefits(request.actor).filter(public_id=benefit_id).first()
        if benefit is not None:
            return {"benefit": benefit.pk, "project": benefit.project_id}
    if project_id is not None:
        project = selectors.choosable_projects(request.actor).filter(public_id=project_id).first()
        if project is not None:
            return {"project": project.pk}
    return {}


def own_unit(request: TovholderRequest) -> Unit | None:
    """The unit whose plan it is when a unit's own people write it; None for the municipality's."""
    if request.actor.role not in rules.EDITING_IN_UNIT:
        return None
    return Unit.objects.filter(pk=request.actor.unit_id or 0).first()


@allow(rules.may_add)
def new_plan(request: TovholderRequest) -> HttpResponse:
    """Write an evaluation plan."""
    form = PlanForm(request.POST or None, actor=request.actor, given=_given(request))
    return form_page(
        request,
        form,
        lambda: actions.add_plan(
            by=request.actor, municipality=tenant_of(request), facts=form.facts(), unit=own_unit(request)
        ),
        template="followups/plan_form.html",
        context={"plan": None, "back_href": reverse("followups:list")},
        saved=href,
        message=lambda made: _("Planen %(title)s er gemt.") % {"title": made.title},
    )


@allow_on(selectors.plan_for, rules.may_find)
def plan_page(request: TovholderRequest, plan: EvaluationPlan) -> HttpResponse:
    """One plan: what shall be shown, how, by whom, and what was changed on the way."""
    context = {
        "plan": plan,
        "status": presenting.plan_status(plan),
        "facts": presenting.plan_facts(plan),
        "units": list(plan.units.order_by("sort_key", "pk")),
        "deviations": list(plan.deviations.all()),
        "may_edit": may(request.actor, rules.may_edit, plan),
        "inside": may(request.actor, rules.inside, plan),
    }
    return render(request, "followups/plan.html", context)


@allow_on(selectors.plan_for, rules.may_edit)
def edit_plan(request: TovholderRequest, plan: EvaluationPlan) -> HttpResponse:
    """Change a plan; after the follow-up began as a deviation with its reason."""
    form = PlanForm(request.POST or None, actor=request.actor, plan=plan)
    return form_page(
        request,
        form,
        lambda: actions.change_plan(
            by=request.actor,
            plan=plan,
            facts=form.facts(),
            reason=form.cleaned_data.get("reason", ""),
            expected_version=version_of(request),
        ),
        template="followups/plan_form.html",
        context={"plan": plan, "frozen": "reason" in form.fields, "back_href": href(plan)},
        saved=href,
        message=lambda made: _("Planen %(title)s er gemt.") % {"title": made.title},
        current=lambda record: PlanForm(actor=request.actor, plan=record),
    )


# --- analyses ---------------------------------------------------------------------------------------------------------
@allow(rules.may_list)
def analysis_list(request: TovholderRequest) -> HttpResponse:
    """The kept analyses of the municipality, the newest first."""
    found = find_analyses(request.actor, request.GET)
    context = list_context(request, found, ANALYSIS_FACETS, "followups:analyses", "followups:analyses_file")
    context["rows"] = [
        {
            "analysis": one,
            "status": presenting.answer_status(one.answer),
            "holds": presenting.analysis_status(one),
            "told": presenting.told(result_of(one.result), one.measure),
        }
        for one in context["page_obj"].object_list
    ]
    return render(request, "followups/analyses.html", context)


@allow(rules.may_list)
def analysis_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(ANALYSES, find_analyses(request.actor, request.GET).records, kind, "analyser")


def _context(reading: Reading, title: str) -> dict[str, Any]:
    return {
        "told": presenting.told(reading.result, reading.measure),
        "chart": presenting.since_start_chart(reading, title),
        "unit_charts": presenting.unit_charts(reading),
        "units_table": presenting.units_table(reading) if reading.series else None,
        "plan": reading.plan,
    }


@allow_on(benefit_for, rules.inside)
def analysis_page(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """What the measurements of a benefit say now."""
    reading = reading_of(benefit, request.actor)
    kept = list(selectors.analyses_of(benefit, request.actor))
    context = _context(reading, benefit.title) | {
        "benefit": benefit,
        "kept": [(one, presenting.answer_status(one.answer), presenting.analysis_status(one)) for one in kept],
        "is_new": not kept or kept[0].data_hash != reading.data_hash,
        "may_edit": may(request.actor, rules.may_edit, benefit),
        "left_out": reading.left_out,
    }
    return render(request, "followups/analysis.html", context)


@allow_on(benefit_for, rules.may_edit)
def keep_analysis(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """Keep what the measurements say today."""
    reading = reading_of(benefit, request.actor)
    form = KeepForm(request.POST or None)
    back = reverse("followups:analysis", args=[benefit.public_id])
    return form_page(
        request,
        form,
        lambda: actions.keep_analysis(
            by=request.actor, benefit=benefit, reading=reading, note=form.cleaned_data["note"]
        ),
        template="followups/keep_form.html",
        context={"benefit": benefit, "told": presenting.told(reading.result, reading.measure), "back_href": back},
        saved=href,
        message=lambda made: _("Analysen er gemt og kan ikke ændres."),
    )


@allow_on(selectors.analysis_for, rules.inside)
def kept_page(request: TovholderRequest, analysis: Analysis) -> HttpResponse:
    """A kept analysis, as it was computed."""
    reading = kept_reading(analysis.plan, analysis.measure, analysis.data, result_of(analysis.result))
    context = _context(reading, analysis.benefit.title) | {
        "analysis": analysis,
        "benefit": analysis.benefit,
        "holds": presenting.analysis_status(analysis),
        "newer": getattr(analysis, "replaced_by", None),
    }
    return render(request, "followups/kept.html", context)
