"""Who may do what with decisions. A record is a project, or a part of one."""

from typing import Any

from tovholder.apps.projects.public import EDITING_IN_UNIT, Project, may_edit
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor


def project_of(record: Any) -> Project | None:
    """The project that a record is, or is a part of."""
    if record is None or isinstance(record, Project):
        return record
    found: Project = record.project
    return found


@rule
def same_place(actor: Actor, record: Any) -> bool:
    """The project belongs to the actor's municipality."""
    project = project_of(record)
    return actor.is_system or project is None or project.municipality_id == actor.municipality_id


@rule
def edits_the_project(actor: Actor, record: Any) -> bool:
    """May change the project."""
    return may_edit.allows(actor, project_of(record))


@rule
def speaks_for_law_or_staff(actor: Actor, record: Any) -> bool:
    """Answers for data protection, the IT department, the staff's representatives or the economy."""
    return actor.role in {roles.DPO, roles.IT_DEPARTMENT, roles.MED_AMR, roles.ECONOMIST}


@rule
def was_given_it(actor: Actor, record: Any) -> bool:
    """The economist to whom a request was given."""
    return record is None or (record.assigned_to is not None and record.assigned_to.public_id == actor.user_id)


@rule
def works_in_the_unit(actor: Actor, unit: Any) -> bool:
    """Leads the unit or works there as key staff."""
    return actor.role in EDITING_IN_UNIT and unit is not None and actor.unit_id == unit.pk


may_read_unit = tenant_member & same_municipality
may_send_report = (coordinator | works_in_the_unit) & same_municipality
"""The record is a unit: whoever answers for it reports to the administration."""
may_list = tenant_member
may_read = tenant_member & same_place
may_answer = (edits_the_project | speaks_for_law_or_staff) & same_place
"""Answer a condition: those of the project, and those who know the law, the network, the staff and the money."""
may_decide = edits_the_project & same_place
may_share = coordinator & same_place
"""Telling others how it went is the municipality's own act."""
may_log = (edits_the_project | speaks_for_law_or_staff) & same_place
may_assign = coordinator & same_place
may_finish_help = (coordinator | was_given_it) & same_place
