"""The pages of steps, of the start checklist, and of tips."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.apps.process import checking, rules, stepping
from tovholder.apps.process.board import shown_tips, step_view
from tovholder.apps.process.forms import PointForm, StepForm
from tovholder.apps.process.models import ChecklistPoint, Round, StepStatus
from tovholder.apps.process.packaged import point_of, points, tips
from tovholder.apps.process.phases import PHASE_OF, STEPS
from tovholder.apps.process.reflection import progress_of, themes_of
from tovholder.apps.process.selectors import checklist_of, current_round, home_key, home_of, step_for
from tovholder.apps.process.states import SETTLED, StepState, shown_point
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.audit.selectors import history_of
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import employee
from tovholder.kernel.actor import Actor

HISTORY = 10
edits_step = rules.may_run | rules.has_the_ball


@allow_on(step_for, rules.reads_process)
def step_page(request: TovholderRequest, row: StepStatus) -> HttpResponse:
    """A step: what it is for, what there is, who has the ball, and the form of all that for those who may."""
    found, step = row.round, STEPS[row.step]
    phase = PHASE_OF[row.step]
    edits = found.is_open and may(request.actor, edits_step, row)
    themes = progress_of(found)
    context: dict[str, Any] = {
        "round": found,
        "row": row,
        "step": step,
        "phase": phase,
        "view": step_view(found, row, step, request.actor),
        "reflection": [themes[theme] for theme in themes_of(phase.key)],
        "history": [(entry, _said(entry)) for entry in history_of(row)[:HISTORY]] if row.pk else [],
        "may_edit": edits,
        "back_href": found.get_absolute_url(),
    }
    if not edits:
        return _reading(request, context)
    form = StepForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: stepping.change_step(
            by=request.actor, found=found, step=row.step, facts=form.facts(), expected_version=_version(request, row)
        ),
        template="process/step.html",
        context=context,
        saved=lambda kept: found.get_absolute_url(),
        message=lambda kept: _("%(step)s er gemt.") % {"step": step.title},
        current=lambda record: StepForm(row=record),
    )


def _said(entry: AuditEntry) -> str:
    """The state that a change of a step ended in; empty for a change of something else."""
    states: dict[str, str] = {state.value: str(state.label) for state in StepState}
    changed = entry.changes.get("state")
    return states.get(str(changed[1]), "") if changed else ""


def _version(request: TovholderRequest, row: StepStatus | ChecklistPoint) -> int | None:
    """The version that the page showed; of something that was not stored then, nothing is expected."""
    return version_of(request) if row.pk else None


def _reading(request: TovholderRequest, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, _("Du kan læse trinnet, men ikke ændre det. Runden kan også være afsluttet."))
        return redirect(str(context["back_href"]))
    return render(request, "process/step.html", context)


@require_POST
@allow_on(step_for, edits_step)
def set_step(request: TovholderRequest, row: StepStatus) -> HttpResponse:
    """Set the state of a step with one press of a button."""
    step = STEPS[row.step]
    try:
        kept = stepping.set_step(
            by=request.actor,
            found=row.round,
            step=row.step,
            state=request.POST.get("state", ""),
            reason=request.POST.get("reason", "").replace("\x00", "")[:1000],
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(step)s: %(state)s.") % {"step": step.title, "state": kept.get_state_display()})
    return redirect(_back(request, f"{row.round.get_absolute_url()}#{row.step}"))


def _back(request: TovholderRequest, usual: str) -> str:
    """Where the reader came from, when it lies in this installation."""
    asked = request.POST.get("tilbage", "")
    inside = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if inside else usual


def _listed(actor: Actor) -> tuple[Round | None, dict[str, ChecklistPoint]]:
    """The municipality's open round, if it has one, and the points kept in it or before it."""
    municipality = home_of(actor)
    found = current_round(municipality.pk)
    return found, checklist_of(municipality.pk, found)


@require_GET
@allow(rules.reads_process)
def checklist(request: TovholderRequest) -> HttpResponse:
    """The thirteen points for getting started, with who does what, and where."""
    found, kept = _listed(request.actor)
    rows = []
    for point in points():
        row = kept.get(point.key)
        rows.append((point, row, shown_point(row.state if row else "open"), point.link(found)))
    settled = sum(row is not None and row.state in SETTLED for _point, row, _status, _link in rows)
    context = {
        "rows": rows,
        "round": found,
        "settled": settled,
        "total": len(rows),
        "may_edit": may(request.actor, rules.keeps_checklist, rules.Owner(home_key(request.actor))),
    }
    return render(request, "process/checklist.html", context)


def point_for(actor: Actor, point: str) -> ChecklistPoint:
    """A point of the reader's municipality, stored or not yet touched. Raises ``Http404``."""
    if point_of(point) is None:
        raise Http404
    found, kept = _listed(actor)
    return kept.get(point) or ChecklistPoint(municipality=home_of(actor), round=found, point=point, tier="municipality")


@allow_on(point_for, rules.reads_process)
def point_page(request: TovholderRequest, row: ChecklistPoint) -> HttpResponse:
    """A point: what it asks for, where it is done, and the form for those who may."""
    known = point_of(row.point)
    if known is None:
        raise Http404
    back = reverse("process:checklist")
    context: dict[str, Any] = {
        "point": known,
        "row": row,
        "status": shown_point(row.state),
        "link": known.link(row.round),
        "back_href": back,
        "may_edit": may(request.actor, rules.keeps_checklist | rules.has_the_ball, row),
    }
    if not context["may_edit"]:
        if request.method == "POST":
            messages.error(request, _("Tjeklisten rettes af kommunens tovholdere og af dem, der har bolden."))
            return redirect(back)
        return render(request, "process/point.html", context)
    form = PointForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: checking.set_point(
            by=request.actor,
            municipality=row.municipality,
            found=row.round,
            point=row.point,
            facts=form.facts(),
            expected_version=_version(request, row),
        ),
        template="process/point.html",
        context=context,
        saved=lambda kept: back,
        message=lambda kept: _("Punktet er gemt."),
        current=lambda record: PointForm(row=record),
    )


@require_POST
@allow(employee)
def hide_tip(request: TovholderRequest, tip: str) -> HttpResponse:
    """Show the reader this tip no more."""
    try:
        checking.hide_tip(by=request.actor, tip=tip)
    except ValidationError as error:
        raise Http404 from error
    messages.success(request, _("Tippet er skjult for dig. Du kan vise alle tips igen på siden Tips."))
    return redirect(_back(request, reverse("process:tips")))


@require_POST
@allow(employee)
def show_tips(request: TovholderRequest) -> HttpResponse:
    """Show the reader all tips again."""
    checking.show_tips(by=request.actor)
    messages.success(request, _("Alle tips vises igen."))
    return redirect("process:tips")


@require_GET
@allow(rules.reads_process)
def tip_page(request: TovholderRequest) -> HttpResponse:
    """All ten tips, hidden ones marked."""
    seen = {tip.key for tip in shown_tips(request.actor)}
    rows = [(tip, PHASE_OF[tip.step].title, tip.key not in seen) for tip in tips()]
    return render(request, "process/tips.html", {"rows": rows, "hidden": len(rows) - len(seen)})
