"""The pages of benefits: the list, one benefit, and what is done with it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tovholder.apps.benefits import actions, presenting, rules, selectors
from tovholder.apps.benefits.finding import find_benefits
from tovholder.apps.benefits.forms import BenefitForm, ChooseProjectForm, JudgeForm
from tovholder.apps.benefits.gallery import (
    TemplatePoint,
    profile_of,
    suggestions_for,
    template_of,
    template_point,
)
from tovholder.apps.benefits.listing import list_context
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.sheet import BENEFITS
from tovholder.apps.benefits.tallying import by_bottom_line
from tovholder.apps.benefits.tree_selectors import editable_projects
from tovholder.apps.projects.public import Project
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

MOST_OF_A_LINE = 3


def href(benefit: Benefit) -> str:
    """The address of a benefit's page."""
    return benefit.get_absolute_url()


@allow(rules.may_list)
def benefit_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's benefits, narrowed by text and facets."""
    found = find_benefits(request.actor, request.GET)
    context = list_context(request, found)
    context["rows"] = [
        (
            one,
            presenting.benefit_status(one),
            presenting.owner_text(one),
            presenting.place_text(one),
            presenting.way_text(one),
            presenting.marks(one),
        )
        for one in context["page_obj"].object_list
    ]
    context["lines"] = by_bottom_line(found.records)
    context["may_add"] = may(request.actor, rules.may_add)
    return render(request, "benefits/list.html", context)


@allow(rules.may_list)
def benefit_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(BENEFITS, find_benefits(request.actor, request.GET).records, kind, "gevinster")


@allow_on(selectors.benefit_for, rules.may_find)
def benefit_page(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """One benefit; to those outside its municipality without names and without what its own people say of risk."""
    inside = may(request.actor, rules.inside, benefit)
    project = Project.objects.visible_to(request.actor).filter(pk=benefit.project_id).first()
    context = {
        "benefit": benefit,
        "inside": inside,
        "project": project,
        "tree": selectors.tree_of(project, request.actor) if project is not None else None,
        "status": presenting.benefit_status(benefit),
        "marks": presenting.marks(benefit) if inside else [],
        "owner": presenting.owner_text(benefit),
        "place": presenting.place_text(benefit),
        "baseline": presenting.baseline_text(benefit),
        "target": presenting.amount(benefit.target, benefit.measured_in),
        "realised": presenting.amount(benefit.realised, benefit.measured_in),
        "budget": presenting.budget_text(benefit) if inside else "",
        "facts": presenting.profile_facts(benefit, inside=inside),
        "around": presenting.context_facts(benefit),
        "steps": selectors.steps_of(benefit).order_by("-on", "-pk") if inside else [],
        "may_edit": may(request.actor, rules.may_edit, benefit),
        "may_judge": may(request.actor, rules.may_judge, benefit),
        "may_sign": presenting.waits_for_signature(benefit) and may(request.actor, rules.may_sign, benefit),
    }
    return render(request, "benefits/benefit.html", context)


@allow(rules.may_add)
def new_benefit(request: TovholderRequest) -> HttpResponse:
    """Name a benefit: first of which project, then what, for whom and how it is measured."""
    projects = editable_projects(request.actor)
    project = _project(request)
    if project is None:
        choice = ChooseProjectForm(projects=projects)
        context = {"form": choice, "any_project": projects.exists()}
        return render(request, "benefits/choose_project.html", context)
    point = template_point(request.GET.get("forslag", ""))
    if point is not None and not point.bottom_line:
        point = None
    template = template_of(project.technology)
    form = BenefitForm(request.POST or None, actor=request.actor, project=project, point=point, template=template)
    return form_page(
        request,
        form,
        lambda: actions.add_benefit(by=request.actor, project=project, facts=form.facts()),
        template="benefits/benefit_form.html",
        context=_form_context(project, form) | _suggested(project, point) | {"back_href": project.get_absolute_url()},
        saved=href,
        message=lambda made: _("Gevinsten %(title)s er gemt.") % {"title": made.title},
    )


def _project(request: TovholderRequest) -> Project | None:
    try:
        wanted = UUID(request.GET.get("projekt", ""))
    except ValueError:
        return None
    return editable_projects(request.actor).filter(public_id=wanted).first()


def _suggested(project: Project, point: TemplatePoint | None) -> dict[str, Any]:
    """What the area and the technology suggest first, and why. The page explains the order of quality and money."""
    suggestions = suggestions_for(project.technology)
    waits = not selectors.has_quality_benefit(project)
    of_lines = [
        [one for one in suggestions if one.bottom_line == line] for line in profile_of(project.technology).lines
    ]
    shown = [one for line in of_lines for one in line[:MOST_OF_A_LINE] if not (waits and one.bottom_line == "economy")]
    return {
        "suggestions": shown,
        "profile": profile_of(project.technology),
        "quality_first": waits,
        "point": point,
    }


def _form_context(project: Project, form: BenefitForm) -> dict[str, Any]:
    return {
        "project": project,
        "simple": [form[name] for name in form.simple_names],
        "asked": [form[name] for name in form.asked_names],
        "further": [form[name] for name in form.further_names],
    }


@allow_on(selectors.benefit_for, rules.may_edit)
def edit_benefit(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """Change a benefit."""

    def filled(record: Benefit, data: Any = None) -> BenefitForm:
        return BenefitForm(data, actor=request.actor, project=record.project, benefit=record, template=template)

    template = template_of(benefit.project.technology)
    form = filled(benefit, request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.change_benefit(
            by=request.actor, benefit=benefit, facts=form.facts(), expected_version=version_of(request)
        ),
        template="benefits/benefit_form.html",
        context={"benefit": benefit, "back_href": href(benefit)} | _form_context(benefit.project, form),
        saved=href,
        message=lambda made: _("Gevinsten %(title)s er gemt.") % {"title": made.title},
        current=filled,
    )


@allow_on(selectors.benefit_for, rules.may_judge)
def judge_benefit(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """Say how it went, with the reason."""
    form = JudgeForm(request.POST or None, benefit=benefit)
    return form_page(
        request,
        form,
        lambda: actions.judge_benefit(
            by=request.actor, benefit=benefit, expected_version=version_of(request), **form.cleaned_data
        ),
        template="benefits/judge.html",
        context={
            "benefit": benefit,
            "back_href": href(benefit),
            "version": benefit.version,
            "way": presenting.way_text(benefit),
            "realised": presenting.amount(benefit.realised, benefit.measured_in),
        },
        saved=href,
        message=lambda made: _("%(title)s: %(state)s.") % {"title": made.title, "state": made.get_state_display()},
        current=lambda record: JudgeForm(benefit=record),
    )


@allow_on(selectors.benefit_for, rules.may_sign)
def sign_benefit(request: TovholderRequest, benefit: Benefit) -> HttpResponse:
    """Sign that a budget is lowered: the page says what one signs, the button signs."""
    if not presenting.waits_for_signature(benefit) and request.method == "GET":
        return redirect(href(benefit))
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.sign_benefit(by=request.actor, benefit=benefit, expected_version=version_of(request)),
        template="benefits/sign.html",
        context={
            "benefit": benefit,
            "back_href": href(benefit),
            "version": benefit.version,
            "budget": presenting.budget_text(benefit),
            "baseline": presenting.baseline_text(benefit),
            "target": presenting.amount(benefit.target, benefit.measured_in),
        },
        saved=href,
        message=lambda made: _("I har godkendt, at %(title)s sænker budgettet.") % {"title": made.title},
        current=lambda _record: PlainForm(),
    )
