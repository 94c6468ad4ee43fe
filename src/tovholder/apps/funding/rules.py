"""Who may do what with pools, applications and joint purchases. Without a record the question is about a button."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import (
    coordinator,
    employee,
    everyone,
    national_editor,
    rule,
    same_municipality,
)
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})

may_read = everyone
"""Reading pools and joint purchases is decided by the tier: what an actor may not see does not exist for them."""
reads_applications = employee & same_municipality
"""What a municipality applies for is told inside its administration and units, not to its councils."""
works_in_a_municipality = employee


@rule
def keeps_the_pool(actor: Actor, pool: Any) -> bool:
    """A national pool is kept by the editors, a municipality's own by those who act for it."""
    if pool is None:
        return coordinator.allows(actor) or national_editor.allows(actor)
    if pool.municipality_id is None:
        return national_editor.allows(actor)
    return coordinator.allows(actor) and same_municipality.allows(actor, pool)


@rule
def works_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the record belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


@rule
def is_the_owner(actor: Actor, record: Any) -> bool:
    """The person who was given the application."""
    if record is None or record.owner is None or actor.user_id is None:
        return False
    return bool(record.owner.public_id == actor.user_id)


@rule
def works_where_the_project_is(actor: Actor, application: Any) -> bool:
    """Leads the unit of the application's project, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None or application.project is None:
        return False
    return bool(application.project.unit_id == actor.unit_id)


writes_on_project = (coordinator | works_where_the_project_is) & same_municipality
"""The record is an application: whoever may change its project."""
passes_on = coordinator
"""A pool that the actor sees is passed on to the own units."""
may_apply = coordinator | works_in_its_unit


@rule
def starts_application(actor: Actor, pool: Any) -> bool:
    """May apply for a pool that they see: for the municipality, or for the unit that they lead."""
    return may_apply.allows(actor) and actor.municipality_id is not None


may_edit_application = (coordinator | works_in_its_unit | is_the_owner) & same_municipality
leads = coordinator & same_municipality
"""The record is a joint purchase: the municipality that leads it."""
starts_joint = coordinator
answers_for_its_municipality = coordinator & same_municipality
"""The record is a taking: a municipality's own word is given by those who act for it."""


def pool_tiers(actor: Actor) -> list[str]:
    """The tiers that ``actor`` may give a pool."""
    if national_editor.allows(actor):
        return [Tier.PUBLIC.value, Tier.MUNICIPALITIES.value]
    return [Tier.MUNICIPALITY.value, Tier.MUNICIPALITIES.value]
