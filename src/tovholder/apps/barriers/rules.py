"""Who may do what with barriers. A record is a barrier of a project; None asks for a button."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import (
    coordinator,
    everyone,
    national_editor,
    rule,
    same_municipality,
    tenant_member,
)
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})

may_read_register = everyone
may_keep_register = national_editor
may_read = everyone
"""A barrier of a project is found by its tier and its project's."""
may_list = tenant_member


@rule
def edits_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the barrier belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


@rule
def is_the_owner(actor: Actor, record: Any) -> bool:
    """The person who answers for the barrier."""
    if record is None or record.owner is None or actor.user_id is None:
        return False
    return bool(record.owner.public_id == actor.user_id)


@rule
def belongs_to_a_municipality(actor: Actor, record: Any) -> bool:
    """Acts for a municipality, whose barriers are written: the system does so for whichever it is told."""
    return actor.is_system or actor.municipality_id is not None


@rule
def leads_or_supports_a_unit(actor: Actor, record: Any) -> bool:
    """Leads a unit, or is its key staff: writes the unit's own barriers at any project of the municipality."""
    return actor.role in EDITING_IN_UNIT and actor.unit_id is not None


@rule
def follows_its_barrier(actor: Actor, record: Any) -> bool:
    """The record is a measure: whoever may follow the barrier that it is against."""
    return may_follow.allows(actor, record.project_barrier if record is not None else None)


may_add = (coordinator | leads_or_supports_a_unit) & belongs_to_a_municipality
may_add_to = may_add & same_municipality
"""The record is the project."""
may_edit = (coordinator | edits_in_its_unit) & same_municipality
may_follow = (coordinator | edits_in_its_unit | is_the_owner) & same_municipality
"""Tell how far it is, and what was tried: those who may change it, and the person who answers for it."""
may_follow_measure = follows_its_barrier
inside = tenant_member & same_municipality

WIDTH = {Tier.UNIT: 0, Tier.MUNICIPALITY: 1, Tier.MUNICIPALITIES: 2, Tier.PUBLIC: 3}


def tiers_for(actor: Actor) -> list[str]:
    """The tiers that ``actor`` may give a barrier. Beyond the municipality it is the coordinator's act."""
    inside_tiers = [Tier.UNIT.value, Tier.MUNICIPALITY.value]
    beyond = [Tier.MUNICIPALITIES.value, Tier.PUBLIC.value]
    return [*inside_tiers, *beyond] if coordinator.allows(actor) else inside_tiers


def is_wider(tier: str, than: str) -> bool:
    """Whether more people see ``tier`` than the other."""
    return WIDTH[Tier(tier)] > WIDTH[Tier(than)]


def whole_municipality(actor: Actor) -> bool:
    """Whether ``actor`` may write what belongs to no unit."""
    return coordinator.allows(actor)
