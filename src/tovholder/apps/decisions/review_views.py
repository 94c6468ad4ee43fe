"""The pages of decisions: the list, a project's criteria and reviews, and what is done with them."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.decisions import presenting, reviewing, rules, selectors
from tovholder.apps.decisions.amounts import exact_text
from tovholder.apps.decisions.finding import FACETS, find_reviews
from tovholder.apps.decisions.forms import CriterionForm, PlanForm, ReviewForm, WithdrawForm
from tovholder.apps.decisions.models import Criterion, Review
from tovholder.apps.decisions.sheet import REVIEWS
from tovholder.apps.projects.public import Project
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
KINDS = ("csv", "xlsx", "json")


def href(project: Project) -> str:
    """The address of a project's decisions."""
    return reverse("decisions:project", args=[project.public_id])


@allow(rules.may_list)
def review_list(request: TovholderRequest) -> HttpResponse:
    """All decisions of the municipality: those that wait first, the overdue ones marked."""
    found = find_reviews(request.actor, request.GET)
    page = Paginator(found.records, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode(pairs)
    context = {
        "found": found,
        "page_obj": page,
        "rows": [(one, presenting.review_status(one)) for one in page.object_list],
        "facets": as_facets(dict(FACETS), found.facets, {"beslutning"}),
        "active": active_filters(dict(FACETS), found.facets, pairs),
        "units": selectors.reporting_units(request.actor),
        "undecided": selectors.undecided_projects(request.actor),
        "downloads": {kind: f"{reverse('decisions:file', args=[kind])}?{query}" for kind in KINDS},
    }
    return render(request, "decisions/list.html", context)


@allow(rules.may_list)
def review_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(REVIEWS, find_reviews(request.actor, request.GET).records, kind, "beslutninger")


@allow_on(selectors.project_for, rules.may_read)
def project_page(request: TovholderRequest, project: Project) -> HttpResponse:
    """What a project's pilot shall show, what was decided, and what was changed on the way."""
    reviews = list(selectors.reviews_of(project))
    waiting = next((one for one in reviews if not one.is_held), None)
    context = {
        "project": project,
        "criteria": [
            (one, reviewing.wording(one), presenting.measured_text(one)) for one in selectors.criteria_of(project)
        ],
        "begun": reviewing.begun(project),
        "deviations": selectors.deviations_of(project),
        "waiting": waiting,
        "overdue": waiting is not None and presenting.is_overdue(waiting),
        "held": [(one, presenting.review_status(one)) for one in reviews if one.is_held],
        "may_decide": may(request.actor, rules.may_decide, project),
    }
    return render(request, "decisions/project.html", context)


@allow_on(selectors.review_for, rules.may_read)
def review_page(request: TovholderRequest, review: Review) -> HttpResponse:
    """One decision with the results of its criteria."""
    context = {
        "review": review,
        "project": review.project,
        "status": presenting.review_status(review),
        "results": [
            (one, presenting.result_status(one), "" if one.measured is None else exact_text(one.measured))
            for one in review.results.select_related("criterion__benefit")
        ],
        "may_decide": may(request.actor, rules.may_decide, review),
        "may_share": review.is_held and may(request.actor, rules.may_share, review),
    }
    return render(request, "decisions/review.html", context)


def small(project: Project, title: str, save: str, **more: Any) -> dict[str, Any]:
    """The context of a small form about a project."""
    told = {"project": project, "page_title": title, "save_label": save, "back_href": href(project), "version": None}
    return told | more


@allow_on(selectors.project_for, rules.may_decide)
def new_criterion(request: TovholderRequest, project: Project) -> HttpResponse:
    """Agree on what a pilot shall have shown."""
    form = CriterionForm(request.POST or None, project=project, actor=request.actor, fixed=reviewing.begun(project))
    return form_page(
        request,
        form,
        lambda: reviewing.add_criterion(by=request.actor, project=project, facts=form.facts(), reason=form.why()),
        template="decisions/small_form.html",
        context=small(project, _("Aftal et kriterium"), _("Gem kriteriet")),
        saved=lambda _made: href(project),
        message=lambda _made: _("Kriteriet er gemt."),
    )


@allow_on(selectors.criterion_for, rules.may_decide)
def edit_criterion(request: TovholderRequest, criterion: Criterion) -> HttpResponse:
    """Change a criterion; after the pilot began with a reason."""
    project, fixed = criterion.project, criterion.frozen_on is not None

    def shown(record: Criterion, data: Any = None) -> CriterionForm:
        return CriterionForm(data, project=project, actor=request.actor, fixed=fixed, criterion=record)

    form = shown(criterion, request.POST or None)
    return form_page(
        request,
        form,
        lambda: reviewing.change_criterion(
            by=request.actor,
            criterion=criterion,
            facts=form.facts(),
            reason=form.why(),
            expected_version=version_of(request),
        ),
        template="decisions/small_form.html",
        context=small(project, _("Ret kriteriet"), _("Gem kriteriet"), version=criterion.version),
        saved=lambda _made: href(project),
        message=lambda _made: _("Kriteriet er gemt."),
        current=shown,
    )


@allow_on(selectors.criterion_for, rules.may_decide)
def withdraw_criterion(request: TovholderRequest, criterion: Criterion) -> HttpResponse:
    """Take a criterion out; after the pilot began with a reason."""
    fixed = criterion.frozen_on is not None
    # Without a reason to give, an empty form is sent: it is bound when it was sent at all.
    form = WithdrawForm(request.POST if request.method == "POST" else None, fixed=fixed)
    return form_page(
        request,
        form,
        lambda: reviewing.withdraw_criterion(by=request.actor, criterion=criterion, **form.cleaned_data),
        template="decisions/small_form.html",
        context=small(criterion.project, _("Tag kriteriet ud"), _("Tag det ud"), note=reviewing.wording(criterion)),
        saved=lambda _made: href(criterion.project),
        message=lambda _made: _("Kriteriet er taget ud."),
    )


@allow_on(selectors.project_for, rules.may_decide)
def plan_review(request: TovholderRequest, project: Project) -> HttpResponse:
    """Set the day for the next decision."""
    waiting = selectors.reviews_of(project).filter(outcome="").first()
    form = PlanForm(request.POST or None, waiting=waiting)
    return form_page(
        request,
        form,
        lambda: reviewing.plan_review(by=request.actor, project=project, **form.cleaned_data),
        template="decisions/small_form.html",
        context=small(project, _("Sæt dag for beslutningen"), _("Gem dagen")),
        saved=lambda _made: href(project),
        message=lambda _made: _("Dagen er sat."),
    )


@allow_on(selectors.project_for, rules.may_decide)
def hold_review(request: TovholderRequest, project: Project) -> HttpResponse:
    """Decide to continue, adjust or stop."""
    criteria = list(selectors.criteria_of(project))
    form = ReviewForm(request.POST or None, project=project, criteria=criteria)
    return form_page(
        request,
        form,
        lambda: reviewing.hold_review(
            by=request.actor, project=project, decided=form.decided(), expected_version=version_of(request)
        ),
        template="decisions/hold.html",
        context=small(
            project,
            _("Beslut: fortsæt, justér eller stop"),
            _("Gem beslutningen"),
            version=project.version,
            measured=[(reviewing.wording(one), presenting.measured_text(one)) for one in criteria],
            deviations=selectors.deviations_of(project),
        ),
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Beslutningen er gemt: %(outcome)s.") % {"outcome": made.get_outcome_display().lower()},
        current=lambda record: ReviewForm(project=record, criteria=criteria),
    )
