"""The pages of conditions: all of a project's, and the answer to one."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.decisions import rules, selectors, stating
from tovholder.apps.decisions.forms import StatementForm
from tovholder.apps.decisions.models import Statement
from tovholder.apps.projects.public import (
    CONDITIONS,
    Checklist,
    Condition,
    Project,
    Status,
    answers_for,
    shown_checklists,
    shown_rows,
)
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

GATES = (Status.PILOT, Status.IMPLEMENTING, Status.IN_OPERATION)
EFFECTS = "decisions.effects"


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition of a project, and what was last said of it."""

    project: Project
    condition: Condition
    said: Statement | None


def load_condition(actor: Actor, public_id: UUID, key: str) -> Asked:
    """The condition of an address that people answer, or 404."""
    project, condition = selectors.project_for(actor, public_id), selectors.condition_for(key)
    if condition.key not in stating.KEYS:
        raise Http404
    return Asked(project, condition, selectors.statement_of(project, key))


def conditions_href(project: Project) -> str:
    """The address of a project's conditions."""
    return reverse("decisions:conditions", args=[project.public_id])


@allow_on(selectors.project_for, rules.may_read)
def conditions_page(request: TovholderRequest, project: Project) -> HttpResponse:
    """Everything that should be in place on the way from idea to operation."""
    lists = [Checklist(status, answers_for(project, status)) for status in GATES]
    context = {
        "project": project,
        "checklists": shown_checklists([one for one in lists if one.rows]),
        "elsewhere": selectors.with_effects_elsewhere(project, request.actor),
        "back_href": reverse("decisions:project", args=[project.public_id]),
    }
    return render(request, "decisions/conditions.html", context)


@allow_on(load_condition, rules.may_read)
def condition_page(request: TovholderRequest, asked: Asked) -> HttpResponse:
    """One condition: why it matters, what is said of it, what was said before, and the form for those who answer."""
    project, key = asked.project, asked.condition.key
    shown = shown_rows([(asked.condition, asked.condition.check(project))])[0]
    context = {
        "project": project,
        "condition": asked.condition,
        "row": shown,
        "said": asked.said,
        "versions": selectors.versions_of(asked.said),
        "elsewhere": selectors.with_effects_elsewhere(project, request.actor) if key == EFFECTS else (),
        "asks_elsewhere": key == EFFECTS,
        "version": asked.said.version if asked.said is not None else None,
        "back_href": conditions_href(project),
    }
    if not may(request.actor, rules.may_answer, project):
        return render(request, "decisions/condition.html", context)
    form = StatementForm(request.POST or None, project=project, key=key, actor=request.actor, said=asked.said)
    expected = version_of(request) if asked.said is not None else None
    return form_page(
        request,
        form,
        lambda: stating.answer_condition(
            by=request.actor, project=project, key=key, facts=form.facts(), expected_version=expected
        ),
        template="decisions/condition.html",
        context=context,
        saved=lambda _made: conditions_href(project),
        message=lambda _made: _("Svaret er gemt: %(condition)s.") % {"condition": CONDITIONS[key].label},
        current=lambda record: StatementForm(project=project, key=key, actor=request.actor, said=record),
    )
