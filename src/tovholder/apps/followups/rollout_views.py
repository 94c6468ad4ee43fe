"""The pages of rollouts: list, proposal, wishes, decision, and when units really began."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.followups import presenting, rollouts, rules, selectors
from tovholder.apps.followups.finding import ROLLOUT_FACETS, asked_id, find_rollouts, list_context
from tovholder.apps.followups.forms import RolloutForm, StartForm, WishForm
from tovholder.apps.followups.models import PlannedStart, Rollout
from tovholder.apps.followups.sheet import ROLLOUTS
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import Rule, rule
from tovholder.kernel.actor import Actor


@rule
def rolls_out(actor: Actor, start: Any) -> bool:
    """May decide on the rollout that the start belongs to."""
    return rules.may_roll_out.allows(actor, start.rollout if start is not None else None)


may_wish: Rule = rolls_out


def href(record: Rollout) -> str:
    """The address of a rollout's page."""
    return record.get_absolute_url()


@allow(rules.may_list)
def rollout_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's rollouts."""
    found = find_rollouts(request.actor, request.GET)
    context = list_context(request, found, ROLLOUT_FACETS, "followups:rollouts", "followups:rollouts_file")
    context["rows"] = [
        {"rollout": one, "status": presenting.rollout_status(one), "month": presenting.month_text(one.first_month)}
        for one in context["page_obj"].object_list
    ]
    context["may_add"] = may(request.actor, rules.may_add_rollout)
    return render(request, "followups/rollouts.html", context)


@allow(rules.may_list)
def rollout_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(ROLLOUTS, find_rollouts(request.actor, request.GET).records, kind, "udrulninger")


@allow(rules.may_add_rollout)
def new_rollout(request: TovholderRequest) -> HttpResponse:
    """Choose project and units and say what is expected; the proposal comes at once."""
    given: dict[str, Any] = {}
    project_id = asked_id(request.GET.get("projekt", ""))
    if project_id is not None:
        project = selectors.choosable_projects(request.actor).filter(public_id=project_id).first()
        given = {"project": project.pk, "title": project.title} if project is not None else {}
    form = RolloutForm(request.POST or None, actor=request.actor, given=given)
    return form_page(
        request,
        form,
        lambda: rollouts.add_rollout(by=request.actor, municipality=tenant_of(request), facts=form.facts()),
        template="followups/rollout_form.html",
        context={"rollout": None, "back_href": reverse("followups:rollouts")},
        saved=href,
        message=lambda made: _("Her er et forslag. Ret ønskerne, hvis en enhed ikke kan."),
    )


@allow_on(selectors.rollout_for, rules.may_find)
def rollout_page(request: TovholderRequest, rollout: Rollout) -> HttpResponse:
    """One rollout: who begins when, and how likely the follow-up is to see the effect."""
    starts = list(selectors.starts_of(rollout))
    context = {
        "rollout": rollout,
        "status": presenting.rollout_status(rollout),
        "facts": presenting.rollout_facts(rollout),
        "starts": starts,
        "texts": presenting.rollout_texts(rollout.proposal),
        "chart": presenting.power_chart(rollout),
        "may_edit": may(request.actor, rules.may_roll_out, rollout),
    }
    return render(request, "followups/rollout.html", context)


@allow_on(selectors.rollout_for, rules.may_roll_out)
def edit_rollout(request: TovholderRequest, rollout: Rollout) -> HttpResponse:
    """Change what is expected, or which units are in it."""
    form = RolloutForm(request.POST or None, actor=request.actor, rollout=rollout)
    return form_page(
        request,
        form,
        lambda: rollouts.change_rollout(
            by=request.actor, rollout=rollout, facts=form.facts(), expected_version=version_of(request)
        ),
        template="followups/rollout_form.html",
        context={"rollout": rollout, "back_href": href(rollout)},
        saved=href,
        message=lambda made: _("Forslaget er lavet om."),
        current=lambda record: RolloutForm(actor=request.actor, rollout=record),
    )


def _small(request: TovholderRequest, start: PlannedStart, title: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "start": start,
        "rollout": start.rollout,
        "back_href": href(start.rollout),
    }


@allow_on(selectors.start_for, may_wish)
def wish(request: TovholderRequest, start: PlannedStart) -> HttpResponse:
    """What one unit can; the proposal follows."""
    form = WishForm(request.POST or None, start=start)
    return form_page(
        request,
        form,
        lambda: rollouts.wish_start(by=request.actor, start=start, **form.cleaned_data),
        template="followups/start_form.html",
        context=_small(request, start, _("Hvornår kan enheden begynde?")),
        saved=lambda made: href(made.rollout),
        message=lambda made: _("Ønsket er gemt, og forslaget er lavet om."),
    )


@allow_on(selectors.start_for, may_wish)
def began(request: TovholderRequest, start: PlannedStart) -> HttpResponse:
    """When one unit really began."""
    form = StartForm(request.POST or None, initial={"started_on": start.started_on})
    return form_page(
        request,
        form,
        lambda: rollouts.note_start(by=request.actor, start=start, started_on=form.cleaned_data["started_on"]),
        template="followups/start_form.html",
        context=_small(request, start, _("Hvornår begyndte enheden?")),
        saved=lambda made: href(made.rollout),
        message=lambda made: _("Starten er gemt."),
    )


@require_POST
@allow_on(selectors.rollout_for, rules.may_roll_out)
def draw_again(request: TovholderRequest, rollout: Rollout) -> HttpResponse:
    """A button: another lot."""
    return _pressed(request, rollout, rollouts.draw_again, _("Der er trukket lod igen."))


@require_POST
@allow_on(selectors.rollout_for, rules.may_roll_out)
def accept(request: TovholderRequest, rollout: Rollout) -> HttpResponse:
    """A button: the proposed starts hold."""
    return _pressed(request, rollout, rollouts.accept_rollout, _("Udrulningen er besluttet."))


def _pressed(request: TovholderRequest, rollout: Rollout, act: Any, said: str) -> HttpResponse:
    try:
        act(by=request.actor, rollout=rollout, expected_version=version_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except ConflictError:
        messages.error(request, _("En anden ændrede udrulningen i mellemtiden. Se, hvordan den er nu."))
    else:
        messages.success(request, said)
    return redirect(href(rollout))
