"""Who does what, the list of roles, and giving and ending them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.foundation.accounts import actions, rules, selectors
from tovholder.foundation.accounts.filters import RoleFilterForm
from tovholder.foundation.accounts.forms import EndForm, GiveForm, RoleForm
from tovholder.foundation.accounts.lists import ROLES
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.views.sections import sections
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.listfiles import downloads, export_response
from tovholder.foundation.ui.paging import query_without
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

PAGE = 25


def load_holding(actor: Actor, public_id: UUID) -> RoleHolding:
    """A role that ``actor`` keeps in order, or 404."""
    return get_object_or_404(selectors.administered_holdings(actor), public_id=public_id)


def roles_href(made: object = None) -> str:
    """The address of the list of roles."""
    return reverse("accounts:roles")


def asked_role(request: TovholderRequest) -> tuple[Code | None, RoleForm]:
    """The role chosen in the first step, from the address, and the form of that step."""
    form = RoleForm(request.actor, request.GET if "rolle" in request.GET else None)
    return (form.cleaned_data["rolle"] if form.is_bound and form.is_valid() else None), form


@allow(rules.sees_administration)
def people(request: TovholderRequest) -> HttpResponse:
    """Who does what in the own municipality, on one page. Those without a municipality keep roles alone."""
    actor = request.actor
    if actor.municipality_id is None:
        return redirect("accounts:roles")
    staffings = selectors.who_does_what(actor.municipality_id)
    context = {
        "sections": sections(actor, "accounts:people"),
        "municipality": request.seat.municipality if request.seat else None,
        "whole": staffings[0],
        "units": staffings[1:],
        "people": len({post.user.pk for staffing in staffings for post in staffing.posts}),
        "unstaffed": sum(not staffing.posts for staffing in staffings[1:]),
        "handovers": selectors.open_handovers(actor),
        "may_keep": may(actor, rules.keeps_roles),
    }
    return render(request, "accounts/people.html", context)


@allow(rules.keeps_roles)
def role_list(request: TovholderRequest) -> HttpResponse:
    """The roles of the own municipality, with filters and pages."""
    form = RoleFilterForm(request.actor, request.GET)
    found = selectors.filtered_holdings(request.actor, form.wanted())
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    today = clock.today()
    context = {
        "sections": sections(request.actor, "accounts:roles"),
        "form": form,
        "page_obj": page,
        "rows": [(holding, holding.is_current_on(today), holding.starts_on > today) for holding in page],
        "national": request.actor.municipality_id is None,
        "downloads": downloads("accounts:roles_file", query_without(request.GET, "side")),
    }
    return render(request, "accounts/roles.html", context)


@allow(rules.keeps_roles)
def role_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along, with names: csv, xlsx or json."""
    found = selectors.filtered_holdings(request.actor, RoleFilterForm(request.actor, request.GET).wanted())
    return export_response(ROLES, found, kind, "roller", personal=True)


@allow_on(load_holding, rules.keeps_roles)
def role(request: TovholderRequest, holding: RoleHolding) -> HttpResponse:
    """One role: who, where, from when until when, and what may be done about it."""
    today = clock.today()
    open_ended = holding.ends_on is None or holding.ends_on >= today
    may_end = may(request.actor, rules.ends, holding)
    context = {
        "holding": holding,
        "is_current": holding.is_current_on(today),
        "is_coming": holding.starts_on > today,
        "may_end": may_end and open_ended,
        "may_withdraw": may_end and holding.starts_on >= today,
        "handover": selectors.handovers(request.actor).filter(pk=holding.pk).first(),
    }
    return render(request, "accounts/role.html", context)


@allow(rules.keeps_roles)
def give(request: TovholderRequest) -> HttpResponse:
    """Give a role to somebody known: first which, then who, where and when."""
    chosen, role_form = asked_role(request)
    if chosen is None:
        heading = _("Giv en rolle")
        return render(request, "accounts/choose_role.html", {"form": role_form, "page_title": heading})
    form = GiveForm(request.actor, chosen, request.POST or None)

    def save() -> RoleHolding:
        answers = form.cleaned_data
        return actions.give_role(
            by=request.actor,
            user=answers["user"],
            place=form.place(),
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
        )

    return form_page(
        request,
        form,
        save,
        template="accounts/give.html",
        context={"role": chosen, "back_href": reverse("accounts:role_give")},
        saved=roles_href,
        message=lambda made: _("%(name)s har fået rollen %(role)s.") % {"name": made.user, "role": made.role},
    )


@allow_on(load_holding, rules.ends)
def end(request: TovholderRequest, holding: RoleHolding) -> HttpResponse:
    """Let a role end; those who act for a municipality hand over first."""
    form = EndForm(holding, request.POST or None)

    def save() -> RoleHolding:
        answers = form.cleaned_data
        return actions.end_role(
            by=request.actor,
            holding=holding,
            ends_on=answers["ends_on"],
            deputy=answers.get("deputy"),
            handover=answers.get("handover", ()),
            expected_version=version_of(request),
        )

    def target(ended: RoleHolding) -> str:
        listed = ended.deputy_id is not None or ended.handover_items.exists()
        return reverse("accounts:handover", args=[ended.public_id]) if listed else roles_href()

    return form_page(
        request,
        form,
        save,
        template="accounts/end.html",
        context={"holding": holding, "back_href": reverse("accounts:role", args=[holding.public_id])},
        saved=target,
        message=lambda ended: _("Rollen slutter %(day)s.") % {"day": date_text(ended.ends_on)},
        current=lambda newer: EndForm(newer, initial={"ends_on": newer.ends_on, "deputy": newer.deputy}),
    )


@require_POST
@allow_on(load_holding, rules.ends)
def withdraw(request: TovholderRequest, holding: RoleHolding) -> HttpResponse:
    """Take back a role that was given by mistake."""
    try:
        actions.withdraw_role(by=request.actor, holding=holding)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:role", holding.public_id)
    messages.success(request, _("Rollen er taget tilbage."))
    return redirect("accounts:roles")
