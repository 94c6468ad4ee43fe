"""The pages of goals: the list, templates, one goal, what is done with it, and how goals go together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.goals import actions, presenting, rules, selectors
from tovholder.apps.goals.compatibility import compatibility_of, lines_of
from tovholder.apps.goals.finding import find_goals
from tovholder.apps.goals.forms import GoalForm, ParticipantForm, ReadingForm, StepForm
from tovholder.apps.goals.gallery import goal_template, goal_templates
from tovholder.apps.goals.listing import KINDS, list_context, sub_links
from tovholder.apps.goals.models import Goal, Motive, Participant
from tovholder.apps.goals.sheet import COMPATIBILITY, GOALS
from tovholder.foundation.codes.selectors import all_codes
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


def href(goal: Goal) -> str:
    """The address of a goal's page."""
    return goal.get_absolute_url()


@allow(rules.may_list)
def goal_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's goals and its units', narrowed by text and facets."""
    context = list_context(request, find_goals(request.actor, request.GET), "goals:file")
    context["rows"] = [
        (
            goal,
            presenting.goal_status(goal),
            presenting.owner_text(goal),
            presenting.place_text(goal),
            presenting.lateness(goal),
            presenting.vision_warning(goal),
        )
        for goal in context["page_obj"].object_list
    ]
    context["may_add"] = may(request.actor, rules.may_add)
    return render(request, "goals/list.html", context)


@allow(rules.may_list)
def goal_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(GOALS, find_goals(request.actor, request.GET).records, kind, "maal")


@allow(rules.may_list)
def template_gallery(request: TovholderRequest) -> HttpResponse:
    """Goals that many set, to begin from."""
    codes = {code.code: code for code in all_codes("paragraph")}
    shown = [(one, Motive(one.motive).label, codes.get(one.paragraph)) for one in goal_templates()]
    context = {
        "templates": shown,
        "may_add": may(request.actor, rules.may_add),
        "sub_links": sub_links("goals:list"),
    }
    return render(request, "goals/templates.html", context)


@allow(rules.may_add)
def new_goal(request: TovholderRequest) -> HttpResponse:
    """Set a goal, perhaps from a template."""
    template = goal_template(request.GET.get("skabelon", ""))
    form = GoalForm(
        request.POST or None, actor=request.actor, template=template, given=given(request, "round", "vision", "parent")
    )
    return form_page(
        request,
        form,
        lambda: actions.add_goal(by=request.actor, municipality=tenant_of(request), facts=form.facts()),
        template="goals/goal_form.html",
        context={"goal": None, "template": template, "back_href": reverse("goals:list")},
        saved=href,
        message=lambda made: _("Målet %(title)s er sat.") % {"title": made.title},
    )


ADDRESSED = {"round": "runde", "vision": "vision", "parent": "maal", "goal": "maal", "project": "projekt"}
_CHOICES: dict[str, Any] = {
    "round": selectors.choosable_rounds,
    "vision": selectors.choosable_visions,
    "parent": selectors.choosable_parents,
    "goal": selectors.choosable_goals,
    "project": selectors.choosable_projects,
}


def given(request: TovholderRequest, *names: str) -> dict[str, Any]:
    """The records that the address names, of those that may be chosen: what is not one is left out."""
    found = {}
    for name in names:
        try:
            wanted = UUID(request.GET.get(ADDRESSED[name], ""))
        except ValueError:
            continue
        record = _CHOICES[name](request.actor).filter(public_id=wanted).first()
        if record is not None:
            found[name] = record.pk
    return found


@allow_on(selectors.goal_for, rules.may_read_goal)
def goal_page(request: TovholderRequest, goal: Goal) -> HttpResponse:
    """One goal; to those outside its municipality no more than a public goal tells."""
    if not may(request.actor, rules.inside, goal):
        return render(request, "goals/public_goal.html", {"goal": goal, "status": presenting.goal_status(goal)})
    readings = list(goal.readings.order_by("-on"))
    visible = selectors.own_actions(request.actor).filter(goal=goal)
    supporting = selectors.own_goals(request.actor).filter(parent=goal)
    visions = selectors.choosable_visions(request.actor, goal.vision_id)
    context = {
        "goal": goal,
        "status": presenting.goal_status(goal),
        "late": presenting.lateness(goal),
        "facts": presenting.goal_facts(goal),
        "vision": visions.filter(pk=goal.vision_id).first() if goal.vision_id else None,
        "vision_warning": presenting.vision_warning(goal),
        "baseline": presenting.amount(goal.baseline, goal.measured_in),
        "target": presenting.amount(goal.target, goal.measured_in),
        "progress": presenting.progress_text(goal, readings[0] if readings else None),
        "readings": [(one, presenting.amount(one.value, goal.measured_in)) for one in readings],
        "actions": [
            (one, presenting.action_status(one), presenting.owner_text(one), presenting.lateness(one))
            for one in visible.order_by("due_on", "sort_key")
        ],
        "supporting": [
            (one, presenting.goal_status(one), presenting.place_text(one)) for one in supporting.order_by("sort_key")
        ],
        "participants": goal.participants.all(),
        "steps": [(one, one.get_to_state_display()) for one in goal.steps.order_by("-on", "-pk")],
        "may_edit": may(request.actor, rules.may_edit, goal),
        "may_follow": may(request.actor, rules.may_follow, goal),
        "sub_links": sub_links("goals:list"),
    }
    return render(request, "goals/goal.html", context)


@allow_on(selectors.own_goal_for, rules.may_edit)
def edit_goal(request: TovholderRequest, goal: Goal) -> HttpResponse:
    """Change a goal."""
    form = GoalForm(request.POST or None, actor=request.actor, goal=goal)
    return form_page(
        request,
        form,
        lambda: actions.change_goal(
            by=request.actor, goal=goal, facts=form.facts(), expected_version=version_of(request)
        ),
        template="goals/goal_form.html",
        context={"goal": goal, "template": None, "back_href": href(goal)},
        saved=href,
        message=lambda made: _("Målet %(title)s er gemt.") % {"title": made.title},
        current=lambda record: GoalForm(actor=request.actor, goal=record),
    )


@allow_on(selectors.own_goal_for, rules.may_follow)
def step_goal(request: TovholderRequest, goal: Goal) -> HttpResponse:
    """End a goal with what was learnt, or open it again."""
    form = StepForm(request.POST or None, goal=goal)
    return form_page(
        request,
        form,
        lambda: actions.step_goal(
            by=request.actor, goal=goal, expected_version=version_of(request), **form.cleaned_data
        ),
        template="goals/small_form.html",
        context=_small(goal, _("Hvor langt er målet nået?"), _("Gem tilstanden"), versioned=True),
        saved=href,
        message=lambda made: _("%(title)s: %(state)s.") % {"title": made.title, "state": made.get_state_display()},
        current=lambda record: StepForm(goal=record),
    )


@allow_on(selectors.own_goal_for, rules.may_follow)
def add_reading(request: TovholderRequest, goal: Goal) -> HttpResponse:
    """Write down what was measured."""
    form = ReadingForm(request.POST or None, goal=goal)
    return form_page(
        request,
        form,
        lambda: actions.add_reading(by=request.actor, goal=goal, **form.cleaned_data),
        template="goals/small_form.html",
        context=_small(goal, _("Skriv en måling"), _("Gem målingen")),
        saved=lambda _made: href(goal),
        message=lambda _made: _("Målingen er gemt."),
    )


@allow_on(selectors.own_goal_for, rules.may_edit)
def add_goal_participant(request: TovholderRequest, goal: Goal) -> HttpResponse:
    """Write down who takes part in a goal."""
    form = ParticipantForm(request.POST or None, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.add_participant(
            by=request.actor, municipality=goal.municipality, goal=goal, **form.cleaned_data
        ),
        template="goals/small_form.html",
        context=_small(goal, _("Skriv en deltager på"), _("Skriv på")),
        saved=lambda _made: href(goal),
        message=lambda made: _("%(name)s er skrevet på.") % {"name": made.name},
    )


def _small(goal: Goal, title: str, save: str, *, versioned: bool = False) -> dict[str, Any]:
    return {
        "record": goal,
        "page_title": title,
        "save_label": save,
        "back_href": href(goal),
        "version": goal.version if versioned else None,
        "list_label": _("Mål"),
        "list_href": reverse("goals:list"),
    }


@allow(rules.may_list)
def people(request: TovholderRequest) -> HttpResponse:
    """Who took part in the plan as a whole, and a form to write down somebody more."""
    adds = may(request.actor, rules.may_add)
    form = ParticipantForm(request.POST or None, actor=request.actor) if adds else None
    context = {
        "participants": selectors.plan_participants(request.actor),
        "sub_links": sub_links("goals:people"),
        "may_add": adds,
        "back_href": reverse("goals:people"),
    }
    if form is None:
        return render(request, "goals/people.html", context)
    unit = None
    if not rules.whole_municipality(request.actor):
        unit = selectors.choosable_units(request.actor).first()
    return form_page(
        request,
        form,
        lambda: actions.add_participant(
            by=request.actor, municipality=tenant_of(request), unit=unit, **form.cleaned_data
        ),
        template="goals/people.html",
        context=context,
        saved=lambda _made: reverse("goals:people"),
        message=lambda made: _("%(name)s er skrevet på.") % {"name": made.name},
    )


@require_POST
@allow_on(selectors.participant_for, rules.may_edit)
def remove_participant(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Take somebody off who was written down by mistake."""
    back = href(participant.goal) if participant.goal is not None else reverse("goals:people")
    actions.remove_participant(by=request.actor, participant=participant)
    messages.success(request, _("%(name)s er taget af.") % {"name": participant.name})
    return redirect(back)


@allow(rules.may_list)
def compatibility(request: TovholderRequest) -> HttpResponse:
    """The administration's goals beside the units'."""
    found = compatibility_of(request.actor)
    context = {
        "found": found,
        "sub_links": sub_links("goals:compatibility"),
        "short": {motive.value: presenting.MOTIVE_SHORT[motive] for motive in Motive},
        "downloads": {kind: reverse("goals:compatibility_file", args=[kind]) for kind in KINDS},
        "may_add": may(request.actor, rules.may_add),
    }
    return render(request, "goals/compatibility.html", context)


@allow(rules.may_list)
def compatibility_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same as a file to take along."""
    return export_response(COMPATIBILITY, lines_of(compatibility_of(request.actor)), kind, "sammenhaeng")
