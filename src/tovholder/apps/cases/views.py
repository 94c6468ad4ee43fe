"""The pages of the case library: the list, one case, and what editors and municipalities do with them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.cases import actions, presenting, rules
from tovholder.apps.cases.finding import FACETS, find_cases
from tovholder.apps.cases.forms import CaseForm, WithdrawForm
from tovholder.apps.cases.models import Case
from tovholder.apps.cases.selectors import case_for
from tovholder.apps.cases.sheet import CASES
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
OPEN_FACETS = {"teknologi", "kommune"}
WITHDRAWN = ("vis", "trukket")


def href(case: Case) -> str:
    """The address of a case's page."""
    return case.get_absolute_url()


@allow(rules.may_read)
def case_list(request: TovholderRequest) -> HttpResponse:
    """All cases, narrowed by text and facets."""
    found = find_cases(request.GET)
    page = Paginator(found.cases, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen, [WITHDRAWN] if found.withdrawn else [])
    query = urlencode(pairs)
    context = {
        "found": found,
        "page_obj": page,
        "rows": [
            (case, presenting.places_text(case), presenting.source_text(case), presenting.link_mark(case))
            for case in page.object_list
        ],
        "facets": as_facets(FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(FACETS, found.facets, pairs, {WITHDRAWN: _("Trukket tilbage")}),
        "downloads": {kind: f"{reverse('cases:file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")},
        "may_add": may(request.actor, rules.may_add),
    }
    return render(request, "cases/list.html", context)


@allow(rules.may_read)
def case_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(CASES, find_cases(request.GET).cases, kind, "cases")


@allow_on(case_for, rules.may_read)
def case_page(request: TovholderRequest, case: Case) -> HttpResponse:
    """What was told, by whom, where it stands, and when the link was last verified."""
    edits = may(request.actor, rules.may_edit, case)
    context = {
        "case": case,
        "told": edits or not case.is_withdrawn,
        "places": case.municipalities.all(),
        "technologies": case.technologies.all(),
        "link_status": presenting.link_status(case),
        "source": presenting.source_text(case),
        "facts": presenting.facts_of(case),
        "may_edit": edits,
        "shows_names": edits,
    }
    return render(request, "cases/case.html", context)


@allow(rules.may_add)
def new_case(request: TovholderRequest) -> HttpResponse:
    """Add a case: an editor of any municipality, a coordinator of the own one."""
    form = CaseForm(request.POST or None, municipality_id=request.actor.municipality_id)
    return form_page(
        request,
        form,
        lambda: actions.add_case(by=request.actor, facts=form.facts()),
        template="cases/form.html",
        context={"case": None, "back_href": reverse("cases:list")},
        saved=href,
        message=lambda made: _("%(title)s er oprettet.") % {"title": made.title},
    )


@allow_on(case_for, rules.may_edit)
def edit_case(request: TovholderRequest, case: Case) -> HttpResponse:
    """Change a case."""
    form = CaseForm(request.POST or None, case=case)
    return form_page(
        request,
        form,
        lambda: actions.change_case(
            by=request.actor, case=case, facts=form.facts(), expected_version=version_of(request)
        ),
        template="cases/form.html",
        context={"case": case, "back_href": href(case)},
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: CaseForm(case=record),
    )


@require_POST
@allow_on(case_for, rules.may_edit)
def verify_case(request: TovholderRequest, case: Case) -> HttpResponse:
    """Say that the link was opened today."""
    try:
        actions.verify_case(by=request.actor, case=case)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Tak. Linket er efterprøvet i dag."))
    return redirect(href(case))


@allow_on(case_for, rules.may_edit)
def withdraw_case(request: TovholderRequest, case: Case) -> HttpResponse:
    """Take a case back, with a reason."""
    form = WithdrawForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.withdraw_case(
            by=request.actor, case=case, reason=form.cleaned_data["reason"], expected_version=version_of(request)
        ),
        template="cases/withdraw.html",
        context={"case": case, "back_href": href(case)},
        saved=href,
        message=lambda made: _("%(title)s er trukket tilbage.") % {"title": made.title},
        current=_withdrawn_now,
    )


def _withdrawn_now(record: Any) -> WithdrawForm:
    return WithdrawForm(initial={"reason": record.withdrawn_reason})


@require_POST
@allow_on(case_for, rules.may_edit)
def restore_case(request: TovholderRequest, case: Case) -> HttpResponse:
    """Show a withdrawn case again."""
    actions.restore_case(by=request.actor, case=case)
    messages.success(request, _("%(title)s vises igen.") % {"title": case.title})
    return redirect(href(case))
