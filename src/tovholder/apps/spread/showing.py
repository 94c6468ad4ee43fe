"""What the room shows on the pages of projects and technologies."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.projects.public import Project
from tovholder.apps.spread.presenting import base_text, goal_text, stall_text, step_rows
from tovholder.apps.spread.selectors import latest_funnel, national_sums
from tovholder.apps.technologies.public import Technology
from tovholder.kernel.actor import Actor


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """How far a project has come from pilot to use, for those who see its sum. Three queries."""
    found = latest_funnel(actor, project=project)
    if found is None:
        return None
    plan, told = found
    return {
        "heading": _("Udbredelse"),
        "href": plan.get_absolute_url(),
        "link": _("Se enhederne") if actor.municipality_id == plan.municipality_id else _("Se udbredelsen"),
        "stall": stall_text(told.counts),
        "steps": step_rows(told.counts),
        "base": base_text(plan, told),
        "goal": goal_text(plan, told.counts),
    }


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, Any] | None:
    """The sum over the municipalities that share, with how many they are, and the own one's stall. Six queries."""
    shared = national_sums(actor, technology)
    own = latest_funnel(actor, technology=technology) if actor.municipality_id is not None else None
    if not shared and own is None:
        return None
    return {
        "heading": _("Udbredelse"),
        "href": own[0].get_absolute_url() if own is not None else reverse("spread:overview"),
        "link": _("Se vores enheder") if own is not None else _("Se udbredelsen"),
        "own": stall_text(own[1].counts) if own is not None else "",
        "national": shared[0] if shared else None,
        "steps": step_rows(shared[0].counts) if shared else [],
    }
