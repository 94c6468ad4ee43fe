"""Trials and companies of a task."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tovholder.apps.rethinking import part_actions, rules
from tovholder.apps.rethinking.models import CompanyMeeting, Trial, WorkTask
from tovholder.apps.rethinking.part_forms import MeetingForm, TrialForm
from tovholder.apps.rethinking.selectors import meeting_for, trial_for
from tovholder.apps.rethinking.task_views import load, record_page
from tovholder.foundation.ui.saving import version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import Rule, rule
from tovholder.kernel.actor import Actor


@rule
def edits_its_task(actor: Actor, part: Trial | CompanyMeeting) -> bool:
    """May change the task that the part belongs to."""
    return rules.may_edit.allows(actor, part.task)


MAY_EDIT: Rule = edits_its_task


def load_trial(actor: Actor, public_id: UUID) -> Trial:
    """The trial of an address, or 404."""
    return trial_for(actor, public_id)


def load_meeting(actor: Actor, public_id: UUID) -> CompanyMeeting:
    """The meeting of an address, or 404."""
    return meeting_for(actor, public_id)


@allow_on(load, rules.may_edit)
def new_trial(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Tell of a trial."""
    form = TrialForm(request.POST or None, actor=request.actor)
    return record_page(
        request,
        task,
        form,
        lambda: part_actions.add_trial(by=request.actor, task=task, facts=form.facts()),
        title=_("Fortæl om et forsøg"),
        save_label=_("Gem forsøget"),
        said=_("Forsøget er gemt."),
    )


@allow_on(load_trial, MAY_EDIT)
def edit_trial(request: TovholderRequest, trial: Trial) -> HttpResponse:
    """Tell how a trial went."""
    form = TrialForm(request.POST or None, actor=request.actor, trial=trial)
    return record_page(
        request,
        trial.task,
        form,
        lambda: part_actions.change_trial(
            by=request.actor, trial=trial, facts=form.facts(), expected_version=version_of(request)
        ),
        title=_("Ret forsøget"),
        save_label=_("Gem forsøget"),
        said=_("Forsøget er gemt. Tak, fordi I fortæller, hvordan det gik."),
        current=lambda record: TrialForm(actor=request.actor, trial=record),
        record=trial,
    )


@allow_on(load, rules.may_edit)
def new_meeting(request: TovholderRequest, task: WorkTask) -> HttpResponse:
    """Tell that a company was drawn in."""
    form = MeetingForm(request.POST or None, actor=request.actor)
    return record_page(
        request,
        task,
        form,
        lambda: part_actions.add_meeting(by=request.actor, task=task, facts=form.facts()),
        title=_("Tilføj en virksomhed"),
        save_label=_("Gem virksomheden"),
        said=_("Virksomheden er tilføjet."),
    )


@allow_on(load_meeting, MAY_EDIT)
def edit_meeting(request: TovholderRequest, meeting: CompanyMeeting) -> HttpResponse:
    """Correct what was told of a company."""
    form = MeetingForm(request.POST or None, actor=request.actor, meeting=meeting)
    return record_page(
        request,
        meeting.task,
        form,
        lambda: part_actions.change_meeting(
            by=request.actor, meeting=meeting, facts=form.facts(), expected_version=version_of(request)
        ),
        title=_("Ret om virksomheden"),
        save_label=_("Gem virksomheden"),
        said=_("Det er gemt."),
        current=lambda record: MeetingForm(actor=request.actor, meeting=record),
        record=meeting,
    )
