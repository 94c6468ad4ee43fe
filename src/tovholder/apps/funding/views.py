"""The pages of pools and of the money of projects."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.funding import actions, presenting, rules, selectors
from tovholder.apps.funding.finding import POOLS, PROJECTS, find, list_context
from tovholder.apps.funding.forms import ClosePoolForm, PassOnForm, PoolForm
from tovholder.apps.funding.models import FundingPool, PoolState
from tovholder.apps.funding.sheet import POOL_TABLE, PROJECT_TABLE
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import national_editor


def sub_links(request: TovholderRequest, view_name: str) -> list[Link]:
    """The pages about money: over each of them. Applications and projects are for those who work there."""
    pages = [(_("Puljer"), "funding:pools")]
    if may(request.actor, rules.works_in_a_municipality):
        pages += [(_("Ansøgninger"), "funding:applications"), (_("Projekternes penge"), "funding:projects")]
    return [Link(label, reverse(name), current=name == view_name) for label, name in pages]


@allow(rules.may_read)
def pool_list(request: TovholderRequest) -> HttpResponse:
    """The pools that the reader sees: the open ones first, those that close soonest on top."""
    context = list_context(request, POOLS, find(POOLS, request.actor, request.GET))
    context["rows"] = [
        (
            pool,
            presenting.pool_status(pool),
            presenting.days_left(pool),
            presenting.kroner(pool.amount),
            presenting.keeper_text(pool),
        )
        for pool in context["page_obj"].object_list
    ]
    context["may_add"] = may(request.actor, rules.keeps_the_pool)
    context["sub_links"] = sub_links(request, "funding:pools")
    return render(request, "funding/pools.html", context)


@allow(rules.may_read)
def pool_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(POOL_TABLE, find(POOLS, request.actor, request.GET).records, kind, "puljer")


def _keeper(request: TovholderRequest) -> Municipality | None:
    """Whose a new pool is: the editors keep the country's."""
    return None if national_editor.allows(request.actor) else tenant_of(request)


@allow(rules.keeps_the_pool)
def new_pool(request: TovholderRequest) -> HttpResponse:
    """Add a pool: the own municipality's, or the editors' for all."""
    form = PoolForm(request.POST or None, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.add_pool(by=request.actor, municipality=_keeper(request), facts=form.facts()),
        template="funding/pool_form.html",
        context={"pool": None, "back_href": reverse("funding:pools")},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Puljen %(title)s er skrevet på.") % {"title": made.title},
    )


@allow_on(selectors.pool_for, rules.may_read)
def pool_page(request: TovholderRequest, pool: FundingPool) -> HttpResponse:
    """One pool: criteria, days, to whom it was passed on, and the own municipality's applications."""
    state = presenting.pool_state(pool)
    mine = selectors.applications(request.actor).filter(pool=pool)
    context: dict[str, Any] = {
        "pool": pool,
        "status": presenting.pool_status(pool),
        "soon": presenting.days_left(pool),
        "facts": presenting.pool_facts(pool),
        "tips": list(selectors.tips(request.actor).filter(pool=pool)),
        "applications": [
            (one, presenting.application_status(one), presenting.place_text(one), presenting.kroner(one.amount))
            for one in mine.order_by("-pk")
        ],
        "inside": may(request.actor, rules.works_in_a_municipality),
        "may_edit": may(request.actor, rules.keeps_the_pool, pool),
        "may_pass_on": may(request.actor, rules.passes_on) and request.actor.municipality_id is not None,
        "may_apply": may(request.actor, rules.may_apply)
        and request.actor.municipality_id is not None
        and state != PoolState.CLOSED,
        "closed": state == PoolState.CLOSED,
        "sub_links": sub_links(request, "funding:pools"),
    }
    return render(request, "funding/pool.html", context)


@allow_on(selectors.pool_for, rules.keeps_the_pool)
def edit_pool(request: TovholderRequest, pool: FundingPool) -> HttpResponse:
    """Change a pool."""
    form = PoolForm(request.POST or None, actor=request.actor, pool=pool)
    return form_page(
        request,
        form,
        lambda: actions.change_pool(
            by=request.actor, pool=pool, facts=form.facts(), expected_version=version_of(request)
        ),
        template="funding/pool_form.html",
        context={"pool": pool, "back_href": pool.get_absolute_url()},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Puljen %(title)s er gemt.") % {"title": made.title},
        current=lambda record: PoolForm(actor=request.actor, pool=record),
    )


def small(title: str, save: str, record: Any, *, listed: tuple[str, str], versioned: bool = False) -> dict[str, Any]:
    """The context of a short form about ``record``; ``listed`` is the list that it stands on, with its address."""
    return {
        "record": record,
        "page_title": title,
        "save_label": save,
        "back_href": record.get_absolute_url(),
        "version": record.version if versioned else None,
        "list_label": listed[0],
        "list_href": listed[1],
    }


def _pools() -> tuple[str, str]:
    return _("Puljer"), reverse("funding:pools")


@allow_on(selectors.pool_for, rules.keeps_the_pool)
def close_pool(request: TovholderRequest, pool: FundingPool) -> HttpResponse:
    """Say that a pool closed before its deadline."""
    form = ClosePoolForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.close_pool(
            by=request.actor, pool=pool, expected_version=version_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=small(_("Luk puljen før tid"), _("Luk puljen"), pool, listed=_pools(), versioned=True),
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Puljen %(title)s er lukket.") % {"title": made.title},
        current=lambda record: ClosePoolForm(),
    )


@require_POST
@allow_on(selectors.pool_for, rules.keeps_the_pool)
def reopen_pool(request: TovholderRequest, pool: FundingPool) -> HttpResponse:
    """Open a pool again that was closed before its deadline."""
    actions.reopen_pool(by=request.actor, pool=pool)
    messages.success(request, _("Puljen %(title)s er åben igen.") % {"title": pool.title})
    return redirect(pool.get_absolute_url())


@allow_on(selectors.pool_for, rules.passes_on)
def pass_on(request: TovholderRequest, pool: FundingPool) -> HttpResponse:
    """Pass a pool on to a unit of the own municipality."""
    form = PassOnForm(request.POST or None, actor=request.actor, pool=pool)
    return form_page(
        request,
        form,
        lambda: actions.pass_on(by=request.actor, pool=pool, municipality=tenant_of(request), **form.cleaned_data),
        template="funding/small_form.html",
        context=small(_("Giv puljen videre til en enhed"), _("Giv videre"), pool, listed=_pools()),
        saved=lambda made: made.pool.get_absolute_url(),
        message=lambda made: _("%(unit)s har fået besked om puljen.") % {"unit": made.unit},
    )


@allow(rules.works_in_a_municipality)
def project_list(request: TovholderRequest) -> HttpResponse:
    """The own projects' money: who pays, until when, and where nobody has written who pays afterwards."""
    context = list_context(request, PROJECTS, find(PROJECTS, request.actor, request.GET))
    context["rows"] = [
        (one, presenting.funding_marks(one), presenting.kroner(one.funding_amount))
        for one in context["page_obj"].object_list
    ]
    context["sub_links"] = sub_links(request, "funding:projects")
    return render(request, "funding/projects.html", context)


@allow(rules.works_in_a_municipality)
def project_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(PROJECT_TABLE, find(PROJECTS, request.actor, request.GET).records, kind, "projekters-penge")
