"""One task: its page, and what is done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.rethinking import actions, presenting, rules
from tovholder.apps.rethinking.forms import AfterForm, IdeaForm, MeasureForm, PromiseForm, ReasonForm, TaskForm
from tovholder.apps.rethinking.models import WorkTask
from tovholder.apps.rethinking.part_forms import DecideForm
from tovholder.apps.rethinking.ranking import the_list
from tovholder.apps.rethinking.scales import ON_THE_LIST, TaskState
from tovholder.apps.rethinking.selectors import (
    choosable_units,
    decisions_of,
    fields_of_work,
    meetings_of,
    task_for,
    trials_of,
)
from tovholder.foundation.audit.labels import action_label
from tovholder.foundation.audit.selectors import history_of
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.work.outcomes import made_of, ways_on
from tovholder.kernel.actor import Actor

HISTORY_SHOWN = 20


def load(actor: Actor, public_id: UUID) -> WorkTask:
    """The task of an address, or 404."""
    return task_for(actor, public_id)


def href(record: Any) -> str:
    """The address of a task's page."""
    return str(record.get_absolute_url())


@allow_on(load, rules.may_read)
def task_page(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """A task: how it is done, its place and why, what was decided, tried and asked, and what it became."""
    actor = request.actor
    edits = may(actor, rules.may_edit, task)
    row = the_list(actor).of(task) if task.state in ON_THE_LIST else None
    context = {
        "task": task,
        "state": presenting.shown_state(task),
        "row": row,
        "lane": presenting.lane_status(row.lane) if row is not None else None,
        "facts": presenting.facts_of(task),
        "decisions": decisions_of(task),
        "trials": [(trial, presenting.trial_status(trial)) for trial in trials_of(task)],
        "meetings": meetings_of(task),
        "before_after": presenting.before_after_of(task),
        "ways_on": ways_on(presenting.finding_of(task), actor) if edits and task.state in ON_THE_LIST else [],
        "made": made_of(actor, [task.public_id]).get(task.public_id, []),
        "on_the_list": task.state in ON_THE_LIST,
        "is_proposal": task.state == TaskState.PROPOSED,
        "is_put_away": task.state == TaskState.PUT_AWAY,
        "measures_it": task.measurer is not None and task.measurer.public_id == actor.user_id,
        "may_edit": edits,
        "history": [
            (action_label(entry.action), entry.at, entry.actor_name) for entry in history_of(task)[:HISTORY_SHOWN]
        ],
    }
    return render(request, "rethinking/task.html", context)


def record_page(
    request: TovholderRequest,
    task: WorkTask,
    form: PlainForm,
    save: Callable[[], Model],
    *,
    title: str,
    save_label: str,
    said: str,
    current: Callable[[Any], PlainForm] | None = None,
    lead: str = "",
    record: Model | None = None,
) -> HttpResponse:
    """A form about a task, which leads back to its page. ``record`` is what is edited, where it is not the task."""
    return form_page(
        request,
        form,
        save,
        template="rethinking/form.html",
        context={
            "record": record or task,
            "title": title,
            "lead": lead or task.title,
            "save": save_label,
            "back_href": href(task),
        },
        saved=lambda made: href(task),
        message=lambda made: said,
        current=current,
    )


@allow(rules.may_add)
def new_task(request: TovholderRequest) -> HttpResponse:
    """Put a task on the list; ``?fagomraade=`` chooses the field."""
    municipality, actor = tenant_of(request), request.actor
    field = next((one for one in fields_of_work() if one.code == request.GET.get("fagomraade")), None)
    form = TaskForm(request.POST or None, actor=actor, field=field)
    return form_page(
        request,
        form,
        lambda: actions.add_task(by=actor, municipality=municipality, facts=form.facts()),
        template="rethinking/form.html",
        context={
            "record": None,
            "title": _("Sæt en opgave på listen"),
            "lead": _("Skriv det, I ved. Et skøn er nok til at begynde med, og I kan måle senere."),
            "save": _("Sæt opgaven på listen"),
            "back_href": reverse("rethinking:list"),
        },
        saved=href,
        message=lambda made: _("%(title)s er på listen.") % {"title": made.title},
    )


@allow(rules.may_propose)
def propose_task(request: TovholderRequest) -> HttpResponse:
    """Propose a task that could be easier."""
    municipality, actor = tenant_of(request), request.actor
    unit = choosable_units(actor).filter(pk=actor.unit_id or -1).first()
    form = IdeaForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.propose_task(by=actor, municipality=municipality, idea=form.idea(unit)),
        template="rethinking/form.html",
        context={
            "record": None,
            "title": _("Foreslå en opgave, der kunne gøres lettere"),
            "lead": _("Du kender opgaverne bedst. Din leder eller tovholderen tager forslaget ind på listen."),
            "save": _("Send forslaget"),
            "back_href": reverse("rethinking:overview"),
        },
        saved=href,
        message=lambda made: _("Tak. Forslaget er sendt."),
    )


@allow_on(load, rules.may_edit)
def edit_task(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Change what a task says."""
    form = TaskForm(request.POST or None, actor=request.actor, task=task)
    return record_page(
        request,
        task,
        form,
        lambda: actions.change_task(
            by=request.actor, task=task, facts=form.facts(), expected_version=version_of(request)
        ),
        title=_("Ret opgaven"),
        save_label=_("Gem opgaven"),
        said=_("Opgaven er gemt."),
        current=lambda record: TaskForm(actor=request.actor, task=record),
    )


@allow_on(load, rules.may_edit)
def take_in(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Put a proposal on the list, with what its proposer was not asked."""
    form = TaskForm(request.POST or None, actor=request.actor, task=task, asks_all=True)
    return record_page(
        request,
        task,
        form,
        lambda: actions.take_in(by=request.actor, task=task, facts=form.facts(), expected_version=version_of(request)),
        title=_("Tag forslaget ind på listen"),
        save_label=_("Tag ind på listen"),
        said=_("Forslaget er på listen."),
        current=lambda record: TaskForm(actor=request.actor, task=record),
    )


@allow_on(load, rules.may_edit)
def put_away(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Take a task or a proposal off the list, with a reason."""
    form = ReasonForm(request.POST or None)
    return record_page(
        request,
        task,
        form,
        lambda: actions.put_away(
            by=request.actor, task=task, reason=form.cleaned_data["reason"], expected_version=version_of(request)
        ),
        title=_("Læg opgaven væk"),
        save_label=_("Læg opgaven væk"),
        said=_("Opgaven er lagt væk. Den kan hentes frem igen."),
        current=lambda record: ReasonForm(initial={"reason": record.put_away_reason}),
    )


@require_POST
@allow_on(load, rules.may_edit)
def put_back(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Bring a task back."""
    try:
        actions.put_back(by=request.actor, task=task)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(title)s er hentet frem igen.") % {"title": task.title})
    return redirect(href(task))


@allow_on(load, rules.may_edit)
def decide(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Choose the way forward."""
    form = DecideForm(request.POST or None)
    return record_page(
        request,
        task,
        form,
        lambda: actions.decide(by=request.actor, task=task, expected_version=version_of(request), **form.cleaned_data),
        title=_("Beslut en vej frem"),
        save_label=_("Gem beslutningen"),
        said=_("Beslutningen er gemt."),
        current=lambda record: DecideForm(initial={"way": record.way_id}),
    )


@allow_on(load, rules.may_edit)
def tell_change(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Tell how the task is done now."""
    form = AfterForm(request.POST or None, task=task)
    return record_page(
        request,
        task,
        form,
        lambda: actions.tell_change(
            by=request.actor, task=task, after=form.after(), expected_version=version_of(request)
        ),
        title=_("Opgaven er lavet om"),
        save_label=_("Gem, hvordan det er nu"),
        said=_("Det står nu ved siden af, hvordan det var."),
        current=lambda record: AfterForm(task=record),
    )


@allow_on(load, rules.may_edit)
def promise_measure(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Say that one will measure the task."""
    form = PromiseForm(request.POST or None)
    return record_page(
        request,
        task,
        form,
        lambda: actions.promise_measure(
            by=request.actor, task=task, due=form.cleaned_data["due"], expected_version=version_of(request)
        ),
        title=_("Jeg måler opgaven"),
        save_label=_("Sæt den i min uge"),
        said=_("Godt. Den står i din uge."),
        current=lambda record: PromiseForm(initial={"due": record.measure_due}),
    )


@allow_on(load, rules.may_edit)
def write_measure(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Write what was measured."""
    form = MeasureForm(request.POST or None, task=task)
    return record_page(
        request,
        task,
        form,
        lambda: actions.write_measure(
            by=request.actor, task=task, found=form.found(), expected_version=version_of(request)
        ),
        title=_("Skriv det, I målte"),
        save_label=_("Gem målingen"),
        said=_("Målingen er gemt, og listen er regnet om."),
        current=lambda record: MeasureForm(task=record),
    )
