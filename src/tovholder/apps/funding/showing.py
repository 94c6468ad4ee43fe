"""What the room shows on pages of projects and technologies."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from tovholder.apps.funding import presenting, rules, selectors
from tovholder.apps.funding.models import PoolState
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SHOWN = 3


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """A project's money for its own municipality: ended or ending, applications, open pools. Two queries."""
    if not rules.reads_applications.allows(actor, project):
        return None
    applications = selectors.open_applications_of(project, actor)
    named = bool(project.funder or project.funding_ends_on)
    marks = presenting.funding_marks(project) if named else []
    pools = []
    if not applications and not named and rules.may_apply.allows(actor):
        pools = [pool for pool in selectors.pools(actor) if pool.state_on(clock.today()) == PoolState.OPEN]
        pools = sorted(pools, key=lambda pool: (pool.deadline is None, pool.deadline or clock.today()))[:SHOWN]
    if not applications and not marks and not pools:
        return None
    query = f"?projekt={project.public_id}"
    return {
        "marks": marks,
        "lacks": named and presenting.lacks_running_budget(project),
        "applications": [
            (one, presenting.application_status(one), presenting.kroner(one.granted_amount or one.amount))
            for one in applications
        ],
        "pools": [(pool, f"{reverse('funding:new_application', args=[pool.public_id])}{query}") for pool in pools],
    }


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, Any] | None:
    """What municipalities buy or search together of a technology, as far as the reader sees. Three queries."""
    found = selectors.open_purchases_of(actor, technology.pk)
    starts = rules.starts_joint.allows(actor) and actor.municipality_id is not None
    if not found and not starts:
        return None
    return {
        "purchases": [(one, presenting.joint_status(one), presenting.joined_text(one)) for one in found],
        "start_href": f"{reverse('funding:new_purchase')}?teknologi={technology.slug}" if starts else "",
    }
