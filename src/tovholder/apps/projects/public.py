"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.projects.actions import (
    change_project,
    confirm_project,
    register_project,
    share_project,
    step_project,
)
from tovholder.apps.projects.bulk import register_projects, undo_import
from tovholder.apps.projects.events import ProjectRegistered, ProjectsChanged, ProjectStepped
from tovholder.apps.projects.figures import NationalFigures, national_figures
from tovholder.apps.projects.models import Project, Step
from tovholder.apps.projects.selectors import project_for, projects_of, stale_projects
from tovholder.apps.projects.status import Status
from tovholder.apps.projects.writing import EarlierStep, ProjectFacts, Registration

__all__ = [
    "EarlierStep",
    "NationalFigures",
    "Project",
    "ProjectFacts",
    "ProjectRegistered",
    "ProjectStepped",
    "ProjectsChanged",
    "Registration",
    "Status",
    "Step",
    "change_project",
    "confirm_project",
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
