"""The pages of the action plan: list, board, paper, one action and what is done with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tovholder.apps.goals import plan_actions, presenting, rules, selectors
from tovholder.apps.goals.finding import find_actions
from tovholder.apps.goals.forms import ActionForm, MoveForm
from tovholder.apps.goals.goal_views import given
from tovholder.apps.goals.listing import list_context, sub_links
from tovholder.apps.goals.models import OPEN_ACTIONS, Action, ActionState
from tovholder.apps.goals.papers import PLAN_REPORT, plan_on_paper
from tovholder.apps.goals.sheet import ACTIONS
from tovholder.apps.process.public import STEPS
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.work.public import origin_of
from tovholder.kernel import clock

SHOWN_ENDED = 12  # cards of what is done or dropped: the newest; the list has them all


def href(plan_action: Action) -> str:
    """The address of an action's page."""
    return plan_action.get_absolute_url()


@allow(rules.may_list)
def plan(request: TovholderRequest) -> HttpResponse:
    """The municipality's action plan as a list."""
    found = find_actions(request.actor, request.GET)
    context = list_context(request, found, "goals:plan_file")
    context["rows"] = [_card(request, one) for one in context["page_obj"].object_list]
    context["may_add"] = may(request.actor, rules.may_add)
    context["overdue"] = sum(one.is_overdue_on(clock.today()) for one in found.records)
    return render(request, "goals/plan.html", context)


def _card(request: TovholderRequest, one: Action) -> dict[str, Any]:
    follows = may(request.actor, rules.may_follow, one)
    return {
        "action": one,
        "status": presenting.action_status(one),
        "owner": presenting.owner_text(one),
        "place": presenting.place_text(one),
        "late": presenting.lateness(one),
        "moves": presenting.next_states(one) if follows else [],
        "follows": follows,
        "edits": may(request.actor, rules.may_edit, one),
    }


@allow(rules.may_list)
def plan_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(ACTIONS, find_actions(request.actor, request.GET).records, kind, "handlingsplan")


@require_safe
@allow(rules.may_list)
def plan_paper(request: TovholderRequest) -> HttpResponse:
    """The plan on paper, as far as the reader sees it."""
    place = tenant_of(request)
    return pdf_response(PLAN_REPORT, plan_on_paper(place, request.actor), f"handlingsplan-{place.slug}")


@allow(rules.may_list)
def board(request: TovholderRequest) -> HttpResponse:
    """The same plan as columns by state, in the order that was given to it."""
    every = sorted(selectors.own_actions(request.actor), key=lambda one: (one.position, one.pk))
    columns = []
    for state in ActionState:
        mine = [one for one in every if one.state == state]
        shown = mine if state in OPEN_ACTIONS else sorted(mine, key=lambda one: one.state_since, reverse=True)
        shown = shown if state in OPEN_ACTIONS else shown[:SHOWN_ENDED]
        columns.append(
            {
                "state": state.value,
                "title": state.label,
                "count": len(mine),
                "cards": [_card(request, one) for one in shown],
                "more": len(mine) - len(shown),
                "orders": state in OPEN_ACTIONS,
            }
        )
    context = {
        "columns": columns,
        "total": len(every),
        "may_add": may(request.actor, rules.may_add),
        "sub_links": sub_links("goals:board"),
    }
    return render(request, "goals/board.html", context)


@allow(rules.may_add)
def new_action(request: TovholderRequest) -> HttpResponse:
    """Put an action into the plan, perhaps as the answer to a finding."""
    origin = origin_of(request.GET)
    begun = given(request, "round", "goal", "project")
    if request.GET.get("trin", "") in STEPS:
        begun["step"] = request.GET["trin"]
    form = ActionForm(request.POST or None, actor=request.actor, origin=origin, given=begun)
    back = origin.url if origin is not None else reverse("goals:plan")
    return form_page(
        request,
        form,
        lambda: plan_actions.add_action(
            by=request.actor, municipality=tenant_of(request), facts=form.facts(), origin=origin
        ),
        template="goals/action_form.html",
        context={"plan_action": None, "origin": origin, "back_href": back},
        saved=href,
        message=lambda made: _("%(title)s står nu på handlingsplanen.") % {"title": made.title},
    )


@allow_on(selectors.action_for, rules.may_read)
def action_page(request: TovholderRequest, plan_action: Action) -> HttpResponse:
    """One action: what, who, when, where it came from and what came of it."""
    context = _card(request, plan_action) | {
        "facts": presenting.action_facts(plan_action),
        "sub_links": sub_links("goals:plan"),
    }
    return render(request, "goals/action.html", context)


@allow_on(selectors.action_for, rules.may_edit)
def edit_action(request: TovholderRequest, plan_action: Action) -> HttpResponse:
    """Change an action."""
    form = ActionForm(request.POST or None, actor=request.actor, plan_action=plan_action)
    return form_page(
        request,
        form,
        lambda: plan_actions.change_action(
            by=request.actor, plan_action=plan_action, facts=form.facts(), expected_version=version_of(request)
        ),
        template="goals/action_form.html",
        context={"plan_action": plan_action, "origin": None, "back_href": href(plan_action)},
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: ActionForm(actor=request.actor, plan_action=record),
    )


@allow_on(selectors.action_for, rules.may_follow)
def follow_action(request: TovholderRequest, plan_action: Action) -> HttpResponse:
    """Say how far an action is, and what came of it."""
    wanted = request.GET.get("til", "")
    initial = {
        "to_state": wanted if wanted in ActionState.values else plan_action.state,
        "note": plan_action.done_note,
    }
    form = MoveForm(request.POST or None, plan_action=plan_action, initial=initial)
    return form_page(
        request,
        form,
        lambda: plan_actions.move_action(
            by=request.actor,
            plan_action=plan_action,
            to_state=form.cleaned_data["to_state"],
            note=form.cleaned_data["note"],
            expected_version=version_of(request),
        ),
        template="goals/small_form.html",
        context={
            "record": plan_action,
            "page_title": _("Hvor langt er handlingen?"),
            "save_label": _("Gem tilstanden"),
            "back_href": href(plan_action),
            "version": plan_action.version,
            "list_label": _("Handlingsplan"),
            "list_href": reverse("goals:plan"),
        },
        saved=href,
        message=_moved,
        current=lambda record: MoveForm(plan_action=record),
    )


def _moved(plan_action: Action) -> str:
    return _("%(title)s: %(state)s.") % {"title": plan_action.title, "state": plan_action.get_state_display()}


@require_POST
@allow_on(selectors.action_for, rules.may_follow)
def move_action(request: TovholderRequest, plan_action: Action) -> HttpResponse:
    """A button on the board or the list: the next state without further words."""
    try:
        plan_actions.move_action(
            by=request.actor,
            plan_action=plan_action,
            to_state=request.POST.get("til", ""),
            expected_version=version_of(request),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except ConflictError:
        messages.error(request, _("En anden flyttede handlingen i mellemtiden. Se, hvor den står nu."))
    else:
        messages.success(request, _moved(plan_action))
    return redirect(_back(request, plan_action))


@require_POST
@allow_on(selectors.action_for, rules.may_edit)
def place_action(request: TovholderRequest, plan_action: Action) -> HttpResponse:
    """A button on the board: one place up or down."""
    plan_actions.place_action(by=request.actor, plan_action=plan_action, earlier=request.POST.get("vej") == "op")
    return redirect(_back(request, plan_action))


def _back(request: TovholderRequest, plan_action: Action) -> str:
    """Where the button stood: a path of this site, at the card."""
    back = request.POST.get("tilbage", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) and len(back) < 500
    return f"{back}#handling-{plan_action.public_id}" if safe else href(plan_action)
