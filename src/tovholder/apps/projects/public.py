"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.projects.actions import (
    change_project,
    confirm_project,
    confirm_projects,
    register_project,
    share_project,
    step_project,
)
from tovholder.apps.projects.bulk import register_projects, undo_import
from tovholder.apps.projects.contracts import (
    CONDITIONS,
    Answer,
    AnswerState,
    Condition,
    Weight,
    answers_for,
    conditions_for,
)
from tovholder.apps.projects.events import ProjectRegistered, ProjectsChanged, ProjectStepped
from tovholder.apps.projects.figures import NationalFigures, Scope, counts_within, national_figures
from tovholder.apps.projects.filing import add_file
from tovholder.apps.projects.gates import ShownRow, shown_checklists, shown_rows, shown_state
from tovholder.apps.projects.joint import (
    accept_invitation,
    decline_invitation,
    describe_participation,
    leave_project,
)
from tovholder.apps.projects.known import is_screen_visit, is_training, screen_fields
from tovholder.apps.projects.models import Participation, Programme, Project, ProjectFile, Step
from tovholder.apps.projects.parts import Taking
from tovholder.apps.projects.programme_actions import ProgrammeFacts, change_programme, create_programme
from tovholder.apps.projects.revisions import current_revision as projects_revision
from tovholder.apps.projects.rules import EDITING_IN_UNIT, may_edit
from tovholder.apps.projects.selectors import files_of, project_for, projects_of, stale_projects, steps_of
from tovholder.apps.projects.showing import learning_from_others
from tovholder.apps.projects.status import Status, is_forward, next_states
from tovholder.apps.projects.stepping import Checklist, checklists
from tovholder.apps.projects.telling import coordinators_of
from tovholder.apps.projects.writing import EarlierStep, ProjectFacts, Registration, facts_of

__all__ = [
    "CONDITIONS",
    "EDITING_IN_UNIT",
    "Answer",
    "AnswerState",
    "Checklist",
    "Condition",
    "EarlierStep",
    "NationalFigures",
    "Participation",
    "Programme",
    "ProgrammeFacts",
    "Project",
    "ProjectFacts",
    "ProjectFile",
    "ProjectRegistered",
    "ProjectStepped",
    "ProjectsChanged",
    "Registration",
    "Scope",
    "ShownRow",
    "Status",
    "Step",
    "Taking",
    "Weight",
    "accept_invitation",
    "add_file",
    "answers_for",
    "change_programme",
    "change_project",
    "checklists",
    "conditions_for",
    "confirm_project",
    "confirm_projects",
    "coordinators_of",
    "counts_within",
    "create_programme",
    "decline_invitation",
    "describe_participation",
    "facts_of",
    "files_of",
    "is_forward",
    "is_screen_visit",
    "is_training",
    "learning_from_others",
    "leave_project",
    "may_edit",
    "national_figures",
    "next_states",
    "project_for",
    "projects_of",
    "projects_revision",
    "register_project",
    "register_projects",
    "screen_fields",
    "share_project",
    "shown_checklists",
    "shown_rows",
    "shown_state",
    "stale_projects",
    "step_project",
    "steps_of",
    "undo_import",
]
