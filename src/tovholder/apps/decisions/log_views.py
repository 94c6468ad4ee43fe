"""The pages of the problem log, of an economist's help and of complexity."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.decisions import actions, helping, rules, selectors
from tovholder.apps.decisions.choices import HelpState
from tovholder.apps.decisions.complexity import picture_of
from tovholder.apps.decisions.log_forms import AssignForm, ComplexityForm, FinishForm, HelpForm, ProblemForm
from tovholder.apps.decisions.models import HelpRequest, Problem
from tovholder.apps.decisions.problem_finding import FACETS, PROBLEMS, find_problems, problem_status
from tovholder.apps.projects.public import Project
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
KINDS = ("csv", "xlsx", "json")


def project_href(project: Project) -> str:
    """The address of a project's decisions."""
    return reverse("decisions:project", args=[project.public_id])


def small(project: Project, title: str, save: str, **more: Any) -> dict[str, Any]:
    """The context of a small form about a project."""
    told = {"project": project, "page_title": title, "save_label": save, "version": None}
    return told | {"back_href": project_href(project)} | more


@allow(rules.may_list)
def problem_list(request: TovholderRequest) -> HttpResponse:
    """All problems of the municipality's projects: the open ones first."""
    found = find_problems(request.actor, request.GET)
    page = Paginator(found.records, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode(pairs)
    context = {
        "found": found,
        "page_obj": page,
        "rows": [(one, problem_status(one)) for one in page.object_list],
        "facets": as_facets(dict(FACETS), found.facets, {"tilstand"}),
        "active": active_filters(dict(FACETS), found.facets, pairs),
        "downloads": {kind: f"{reverse('decisions:problem_file', args=[kind])}?{query}" for kind in KINDS},
    }
    return render(request, "decisions/problems.html", context)


@allow(rules.may_list)
def problem_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(PROBLEMS, find_problems(request.actor, request.GET).records, kind, "problemer")


@allow_on(selectors.problem_for, rules.may_read)
def problem_page(request: TovholderRequest, problem: Problem) -> HttpResponse:
    """One problem, and the measurements that it spoils."""
    seen = selectors.choosable_measurements(problem.project, request.actor)
    context = {
        "problem": problem,
        "project": problem.project,
        "status": problem_status(problem),
        "spoils": seen.filter(pk__in=problem.spoils.values("pk")),
        "may_edit": may(request.actor, rules.may_log, problem),
    }
    return render(request, "decisions/problem.html", context)


@allow_on(selectors.project_for, rules.may_log)
def new_problem(request: TovholderRequest, project: Project) -> HttpResponse:
    """Log a problem."""
    form = ProblemForm(request.POST or None, project=project, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.log_problem(by=request.actor, project=project, facts=form.facts()),
        template="decisions/small_form.html",
        context=small(project, _("Skriv et problem i loggen"), _("Gem problemet")),
        saved=lambda made: made.get_absolute_url(),
        message=lambda _made: _("Problemet står i loggen."),
    )


@allow_on(selectors.problem_for, rules.may_log)
def edit_problem(request: TovholderRequest, problem: Problem) -> HttpResponse:
    """Change a problem, or say that it is solved."""

    def shown(record: Problem, data: Any = None) -> ProblemForm:
        return ProblemForm(data, project=problem.project, actor=request.actor, problem=record)

    form = shown(problem, request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.change_problem(
            by=request.actor, problem=problem, facts=form.facts(), expected_version=version_of(request)
        ),
        template="decisions/small_form.html",
        context=small(
            problem.project,
            _("Ret problemet"),
            _("Gem problemet"),
            version=problem.version,
            back_href=problem.get_absolute_url(),
        ),
        saved=lambda made: made.get_absolute_url(),
        message=lambda _made: _("Problemet er gemt."),
        current=shown,
    )


@allow_on(selectors.project_for, rules.may_decide)
def ask_for_help(request: TovholderRequest, project: Project) -> HttpResponse:
    """Ask for an economist's help."""
    form = HelpForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: helping.ask_for_help(by=request.actor, project=project, **form.cleaned_data),
        template="decisions/small_form.html",
        context=small(project, _("Bed om hjælp fra en økonom"), _("Send ønsket")),
        saved=helping.href,
        message=lambda _made: _("Ønsket er sendt til kommunens tovholder."),
    )


@allow_on(selectors.help_for, rules.may_read)
def help_page(request: TovholderRequest, asked: HelpRequest) -> HttpResponse:
    """One request, and what can be done with it."""
    open_ = asked.state != HelpState.DONE
    context = {
        "asked": asked,
        "project": asked.project,
        "may_assign": open_ and may(request.actor, rules.may_assign, asked),
        "may_finish": open_ and asked.assigned_to is not None and may(request.actor, rules.may_finish_help, asked),
    }
    return render(request, "decisions/help.html", context)


@allow_on(selectors.help_for, rules.may_assign)
def assign_help(request: TovholderRequest, asked: HelpRequest) -> HttpResponse:
    """Give a request to an economist."""
    form = AssignForm(request.POST or None, request=asked)
    return form_page(
        request,
        form,
        lambda: helping.assign_help(
            by=request.actor, request=asked, expected_version=version_of(request), **form.cleaned_data
        ),
        template="decisions/small_form.html",
        context=small(
            asked.project,
            _("Giv opgaven til en økonom"),
            _("Giv opgaven"),
            version=asked.version,
            back_href=helping.href(asked),
        ),
        saved=helping.href,
        message=lambda made: (
            _("%(name)s har fået besked.") % {"name": made.assigned_to.name if made.assigned_to else ""}
        ),
        current=lambda record: AssignForm(request=record),
    )


@allow_on(selectors.help_for, rules.may_finish_help)
def finish_help(request: TovholderRequest, asked: HelpRequest) -> HttpResponse:
    """Say what came of the help."""
    form = FinishForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: helping.finish_help(
            by=request.actor, request=asked, expected_version=version_of(request), **form.cleaned_data
        ),
        template="decisions/small_form.html",
        context=small(
            asked.project,
            _("Afslut hjælpen"),
            _("Gem"),
            version=asked.version,
            back_href=helping.href(asked),
        ),
        saved=helping.href,
        message=lambda _made: _("Hjælpen er afsluttet."),
        current=lambda _record: FinishForm(),
    )


@allow_on(selectors.project_for, rules.may_read)
def complexity_page(request: TovholderRequest, project: Project) -> HttpResponse:
    """How hard a project is to spread, domain by domain and over time."""
    ratings = selectors.ratings_of(project)
    context = {
        "project": project,
        "picture": picture_of(ratings),
        "ratings": list(reversed(ratings)),
        "may_edit": may(request.actor, rules.may_decide, project),
        "back_href": project_href(project),
    }
    return render(request, "decisions/complexity.html", context)


@allow_on(selectors.project_for, rules.may_decide)
def rate_complexity(request: TovholderRequest, project: Project) -> HttpResponse:
    """Rate the seven domains; the last rating stands in the form."""
    ratings = selectors.ratings_of(project)
    form = ComplexityForm(request.POST or None, before=ratings[-1] if ratings else None)
    here = reverse("decisions:complexity", args=[project.public_id])
    return form_page(
        request,
        form,
        lambda: actions.rate_complexity(
            by=request.actor, project=project, domains=form.domains(), on=form.cleaned_data["on"]
        ),
        template="decisions/small_form.html",
        context=small(project, _("Vurdér kompleksiteten"), _("Gem vurderingen"), back_href=here),
        saved=lambda _made: here,
        message=lambda _made: _("Vurderingen er gemt."),
    )
