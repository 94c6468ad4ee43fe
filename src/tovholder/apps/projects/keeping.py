"""What a municipality's own system does with its projects: the key under which it knows them."""

from tovholder.apps.projects.actions import change_project, register_project, share_project, step_project
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.outside import OutsideKey
from tovholder.apps.projects.writing import Registration
from tovholder.foundation.audit.action import action, created, noted
from tovholder.kernel.actor import Actor


@action("projects.register_from_outside")
def register_from_outside(*, by: Actor, registration: Registration, key: str) -> Project:
    """Put a project on the map under another system's ``key``. Raises ``ValidationError`` by field, also for a key
    that the municipality already uses."""
    project = register_project(by=by, registration=registration)
    created(OutsideKey(project=project, municipality=registration.municipality, key=key))
    return project


@action("projects.bring_from_outside")
def bring_from_outside(*, by: Actor, project: Project, registration: Registration) -> Project:
    """Bring a project to what another system says of it: its facts, its state and its tier.

    The other system is the master of what it sends, so no version is asked for. Raises ``ValidationError`` by field.
    """
    change_project(by=by, project=project, facts=registration.facts)
    if registration.status != project.status:
        step_project(
            by=by,
            project=project,
            to_status=registration.status,
            on=registration.status_since,
            reason=registration.reason,
        )
    if registration.tier != project.tier:
        share_project(by=by, project=project, tier=registration.tier)
    noted(project)
    return project
