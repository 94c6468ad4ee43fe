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
from tovholder.apps.projects.events import ProjectRegistered, ProjectsChanged, ProjectStepped
from tovholder.apps.projects.figures import NationalFigures, national_figures
from tovholder.apps.projects.filing import add_file
from tovholder.apps.projects.joint import (
    accept_invitation,
    decline_invitation,
    describe_participation,
    leave_project,
)
from tovholder.apps.projects.models import Participation, Programme, Project, ProjectFile, Step
from tovholder.apps.projects.parts import Taking
from tovholder.apps.projects.programme_actions import ProgrammeFacts, change_programme, create_programme
from tovholder.apps.projects.selectors import project_for, projects_of, stale_projects
from tovholder.apps.projects.status import Status
from tovholder.apps.projects.telling import coordinators_of
from tovholder.apps.projects.writing import EarlierStep, ProjectFacts, Registration, facts_of

__all__ = [
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
    "Status",
    "Step",
    "Taking",
    "accept_invitation",
    "add_file",
    "change_programme",
    "change_project",
    "confirm_project",
    "confirm_projects",
    "coordinators_of",
    "create_programme",
    "decline_invitation",
    "describe_participation",
    "facts_of",
    "leave_project",
    "national_figures",
    "project_for",
    "projects_of",
    "register_project",
    "register_projects",
    "share_project",
    "stale_projects",
    "step_project",
    "undo_import",
]
