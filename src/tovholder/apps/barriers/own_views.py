"""The pages of a municipality's own barriers: the list, one barrier, and what is done with it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.barriers import actions, evidence, presenting, rules, selectors
from tovholder.apps.barriers.finding import FACETS, OPEN_FACETS, ORDERS, find_barriers
from tovholder.apps.barriers.forms import BarrierForm, MeasureForm, ProjectForm, StepForm
from tovholder.apps.barriers.listing import sub_links
from tovholder.apps.barriers.models import Measure, ProjectBarrier
from tovholder.apps.barriers.sheet import BARRIERS
from tovholder.apps.projects.public import Project
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import SortChoice
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
KINDS = ("csv", "xlsx", "json")


def href(one: ProjectBarrier) -> str:
    """The address of a barrier's page."""
    return one.get_absolute_url()


@allow(rules.may_list)
def barrier_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's barriers, narrowed by text and facets."""
    found = find_barriers(request.actor, request.GET)
    page = Paginator(found.records, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode([*pairs, *([("sorter", found.order)] if found.order != "tungest" else [])])
    context = {
        "found": found,
        "page_obj": page,
        "rows": [
            (one, presenting.state_status(one), presenting.severity_status(one), presenting.owner_text(one))
            for one in page.object_list
        ],
        "facets": as_facets(FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(FACETS, found.facets, pairs),
        "sort": SortChoice(found.order, [(key, label) for key, (label, _key) in ORDERS.items()]),
        "downloads": {kind: f"{reverse('barriers:file', args=[kind])}?{query}" for kind in KINDS},
        "may_add": may(request.actor, rules.may_add),
        "sub_links": sub_links(request),
    }
    return render(request, "barriers/list.html", context)


@allow(rules.may_list)
def barrier_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(BARRIERS, find_barriers(request.actor, request.GET).records, kind, "barrierer")


@allow_on(selectors.project_barrier_for, rules.may_read)
def project_barrier_page(request: TovholderRequest, one: ProjectBarrier) -> HttpResponse:
    """One barrier of a project: how it is felt, what was tried, and what helped others."""
    inside = may(request.actor, rules.inside, one)
    helped = evidence.what_helped(request.actor, barrier=one.barrier) if one.barrier is not None else []
    follows = may(request.actor, rules.may_follow, one)
    context = {
        "one": one,
        "state": presenting.state_status(one),
        "severity": presenting.severity_status(one),
        "facts": presenting.barrier_facts(one, inside=inside),
        "measures": [(measure, presenting.helped_status(measure)) for measure in selectors.measures_of([one])],
        "steps": one.steps.order_by("-on", "-pk"),
        "tried": [(tried, evidence.tried_text(tried)) for tried in helped],
        "inside": inside,
        "may_edit": may(request.actor, rules.may_edit, one),
        "may_follow": follows,
        "sub_links": sub_links(request),
    }
    return render(request, "barriers/project_barrier.html", context)


@allow(rules.may_add)
def choose_project(request: TovholderRequest) -> HttpResponse:
    """Which project a new barrier stands in the way of; perhaps the barrier is chosen already."""
    form = ProjectForm(request.GET if "projekt" in request.GET else None, actor=request.actor)
    entry = request.GET.get("barriere", "")
    if form.is_valid():
        address = reverse("barriers:new", args=[form.cleaned_data["projekt"].public_id])
        return redirect(f"{address}?{urlencode({'barriere': entry})}" if entry else address)
    context = {"form": form, "entry": entry, "back_href": reverse("barriers:list")}
    return render(request, "barriers/choose_project.html", context)


@allow_on(selectors.own_project_for, rules.may_add_to)
def new_barrier(request: TovholderRequest, project: Project) -> HttpResponse:
    """Write what stands in the way of a project."""
    form = BarrierForm(request.POST or None, actor=request.actor, project=project)
    chosen = selectors.current_register().filter(key=request.GET.get("barriere", "")).first()
    if chosen is not None:
        form.initial["barrier"] = chosen.pk
    return form_page(
        request,
        form,
        lambda: actions.add_barrier(by=request.actor, project=project, facts=form.facts()),
        template="barriers/barrier_form.html",
        context={"one": None, "project": project, "back_href": project.get_absolute_url()},
        saved=href,
        message=lambda made: _("Barrieren %(title)s står ved projektet.") % {"title": made.title},
    )


@allow_on(selectors.own_barrier_for, rules.may_edit)
def edit_barrier(request: TovholderRequest, one: ProjectBarrier) -> HttpResponse:
    """Change what is told of a barrier."""
    form = BarrierForm(request.POST or None, actor=request.actor, project=one.project, standing=one)
    return form_page(
        request,
        form,
        lambda: actions.change_barrier(
            by=request.actor, project_barrier=one, facts=form.facts(), expected_version=version_of(request)
        ),
        template="barriers/barrier_form.html",
        context={"one": one, "project": one.project, "back_href": href(one)},
        saved=href,
        message=lambda made: _("Barrieren %(title)s er gemt.") % {"title": made.title},
        current=lambda record: BarrierForm(actor=request.actor, project=record.project, standing=record),
    )


@allow_on(selectors.own_barrier_for, rules.may_follow)
def step_barrier(request: TovholderRequest, one: ProjectBarrier) -> HttpResponse:
    """Say how far the work with a barrier is."""
    form = StepForm(request.POST or None, standing=one)
    return form_page(
        request,
        form,
        lambda: actions.step_barrier(
            by=request.actor, project_barrier=one, expected_version=version_of(request), **form.cleaned_data
        ),
        template="barriers/small_form.html",
        context=_small(one, _("Hvor langt er I med barrieren?"), _("Gem tilstanden"), one.version),
        saved=href,
        message=lambda made: _("%(title)s: %(state)s.") % {"title": made.title, "state": made.get_state_display()},
        current=lambda record: StepForm(standing=record),
    )


@allow_on(selectors.own_barrier_for, rules.may_follow)
def new_measure(request: TovholderRequest, one: ProjectBarrier) -> HttpResponse:
    """Write what was tried."""
    form = MeasureForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_measure(by=request.actor, project_barrier=one, facts=form.facts()),
        template="barriers/small_form.html",
        context=_small(one, _("Skriv, hvad I prøvede"), _("Gem det")),
        saved=lambda _made: href(one),
        message=lambda _made: _("Det, I prøvede, er gemt."),
    )


@allow_on(selectors.measure_for, rules.may_follow_measure)
def edit_measure(request: TovholderRequest, measure: Measure) -> HttpResponse:
    """Say whether it helped, or put right what was written."""
    form = MeasureForm(request.POST or None, measure=measure)
    one = measure.project_barrier
    return form_page(
        request,
        form,
        lambda: actions.change_measure(
            by=request.actor, measure=measure, facts=form.facts(), expected_version=version_of(request)
        ),
        template="barriers/small_form.html",
        context=_small(one, _("Ret det, I prøvede"), _("Gem det"), measure.version),
        saved=lambda _made: href(one),
        message=lambda _made: _("Det, I prøvede, er gemt."),
        current=lambda record: MeasureForm(measure=record),
    )


def _small(one: ProjectBarrier, title: str, save: str, version: int | None = None) -> dict[str, Any]:
    return {
        "record": one,
        "page_title": title,
        "save_label": save,
        "back_href": href(one),
        "version": version,
        "list_label": _("Vores barrierer"),
        "list_href": reverse("barriers:list"),
    }
