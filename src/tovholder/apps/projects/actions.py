"""What can be done with one project. Views, API and the demo come in by these doors."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.projects.events import ProjectRegistered, ProjectsChanged, ProjectStepped
from tovholder.apps.projects.joining import begin_participations, set_participations
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.revisions import next_revision
from tovholder.apps.projects.status import FINISHED, Status, next_states
from tovholder.apps.projects.stepping import open_conditions
from tovholder.apps.projects.writing import (
    MANY_FIELDS,
    ProjectFacts,
    Registration,
    check_facts,
    check_own_unit,
    check_reason,
    check_tier,
    first_steps,
    new_project,
    new_step,
)
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.events import publish
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("projects.register_project")
def register_project(*, by: Actor, registration: Registration) -> Project:
    """Put a project on the map (or, by its scale or tier, beside it). Raises ``ValidationError`` by field."""
    check_tier(by, registration.tier)
    check_own_unit(by, registration.facts)
    check_facts(registration.facts, registration.municipality.pk)
    check_reason(registration.status, registration.reason)
    project = created(new_project(registration, revision=next_revision()))
    for step in first_steps(project, registration, by):
        step.save(force_insert=True)
    _set_many(project, registration.facts)
    begin_participations(project, registration, by)
    publish(ProjectRegistered(project=project.public_id, municipality_id=project.municipality_id))
    publish(ProjectsChanged(revision=project.revision))
    return project


@action("projects.change_project")
def change_project(*, by: Actor, project: Project, facts: ProjectFacts, expected_version: int | None = None) -> Project:
    """Change what a project says about itself; this also confirms it.

    Raises ``ValidationError`` by field, and ``ConflictError`` when somebody else changed it since ``expected_version``.
    """
    check_own_unit(by, facts)
    check_facts(facts, project.municipality_id)
    revision = next_revision()
    change(
        project,
        expected_version=expected_version,
        **facts.fields(),
        confirmed_on=clock.today(),
        revision=revision,
    )
    _set_many(project, facts)
    set_participations(project, facts.participants, by)
    publish(ProjectsChanged(revision=revision))
    return project


@action("projects.step_project")
def step_project(
    *,
    by: Actor,
    project: Project,
    to_status: str,
    on: date | None = None,
    reason: str = "",
    learning: str | None = None,
    would_change: str | None = None,
    stop_causes: Sequence[Code] | None = None,
    expected_version: int | None = None,
) -> Project:
    """Take a project to its next state, on a day that is not in the future and not before the last step.

    ``learning``, ``would_change`` and ``stop_causes`` replace what the project says when given; the causes only at a
    stop or an end. On the way forward the conditions of the state are asked: those of law and safety refuse the step,
    those that are advised are kept with it. Raises ``ValidationError`` by field and ``ConflictError``.
    """
    day = on or clock.today()
    _check_step(project, to_status, day, reason)
    without = open_conditions(project, to_status)
    before = project.status
    values: dict[str, object] = {
        "status": to_status,
        "status_since": day,
        "before_pause": before if to_status == Status.PAUSED else "",
        "confirmed_on": clock.today(),
        "revision": next_revision(),
    }
    told = {"learning": learning, "would_change": would_change}
    values |= {name: text for name, text in told.items() if text is not None}
    values |= _days(project, to_status, day)
    change(project, expected_version=expected_version, **values)
    if stop_causes is not None and to_status in FINISHED:
        changed_set(project, "stop_causes", stop_causes)
    taken = new_step(project, before, to_status, on=day, reason=reason, by=by, without=without)
    taken.save(force_insert=True)
    publish(ProjectStepped(project=project.public_id, from_status=before, to_status=to_status))
    publish(ProjectsChanged(revision=project.revision))
    return project


def _days(project: Project, to_status: str, day: date) -> dict[str, object]:
    """The dates that follow from a step."""
    if to_status in FINISHED:
        return {"ended_on": day}
    days: dict[str, object] = {"ended_on": None} if project.status in FINISHED else {}
    if to_status == Status.IN_OPERATION and project.started_on is None:
        days["started_on"] = day
    return days


@action("projects.confirm_project")
def confirm_project(*, by: Actor, project: Project) -> Project:
    """Say that what stands about a project still holds."""
    change(project, confirmed_on=clock.today(), revision=next_revision())
    publish(ProjectsChanged(revision=project.revision))
    return project


@action("projects.confirm_projects")
def confirm_projects(*, by: Actor, projects: Iterable[Project]) -> int:
    """Say of several that what stands about them still holds; gives how many. The caller has asked who may."""
    revision, today, count = next_revision(), clock.today(), 0
    for project in projects:
        change(project, confirmed_on=today, revision=revision)
        count += 1
    publish(ProjectsChanged(revision=revision))
    return count


@action("projects.share_project")
def share_project(*, by: Actor, project: Project, tier: str, expected_version: int | None = None) -> Project:
    """Set how far a project is seen. Raises ``ValidationError`` when the actor may not, and ``ConflictError``.

    What the coordinator has shared beyond the municipality nobody else draws in.
    """
    check_tier(by, project.tier)
    check_tier(by, tier)
    change(project, expected_version=expected_version, tier=tier, revision=next_revision())
    publish(ProjectsChanged(revision=project.revision))
    return project


def _check_step(project: Project, to_status: str, day: date, reason: str) -> None:
    if to_status not in next_states(project.status, project.before_pause):
        raise ValidationError(
            {
                "to_status": _("Et projekt med status %(before)s kan ikke gå direkte til %(after)s.")
                % {"before": project.get_status_display(), "after": dict(Status.choices).get(to_status, to_status)}
            }
        )
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    if day < project.status_since:
        raise ValidationError(
            {
                "on": _("Projektet fik sin nuværende status %(day)s. Det næste trin kan ikke ligge før.")
                % {"day": project.status_since.strftime("%d.%m.%Y")}
            }
        )
    check_reason(to_status, reason)


def _set_many(project: Project, facts: ProjectFacts) -> None:
    for name in MANY_FIELDS:
        changed_set(project, name, getattr(facts, name))
