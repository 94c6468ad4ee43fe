"""Who may do what with visions. A record is a vision or a part of one; what nobody may see is not found at all."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import Rule, coordinator, everyone, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor

UNIT_VOICES = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})
"""Speak for their unit: comment on a draft, and acknowledge an adopted vision."""

may_read_public: Rule = everyone

may_list: Rule = tenant_member
"""The municipality's own visions: for those who hold a role there."""


@rule
def at_home(actor: Actor, record: Any) -> bool:
    """Holds a role in the municipality that owns the vision."""
    return actor.is_system or (actor.role in roles.TENANT_ROLES and actor.municipality_id == record.municipality_id)


@rule
def works_here(actor: Actor, record: Any) -> bool:
    """Works in the municipality that owns the vision."""
    return actor.is_system or (actor.role in roles.EMPLOYEES and actor.municipality_id == record.municipality_id)


@rule
def speaks_for_a_unit(actor: Actor, record: Any) -> bool:
    """Leader or key staff of a unit."""
    return actor.role in UNIT_VOICES and actor.unit_id is not None


@rule
def council_member(actor: Actor, record: Any) -> bool:
    """Sits in a council of the municipality."""
    return actor.role == roles.COUNCIL_MEMBER


may_read = at_home
may_write: Rule = coordinator & same_municipality
"""The owner of the process: the coordinator."""
may_comment: Rule = (coordinator | speaks_for_a_unit) & same_municipality
may_acknowledge: Rule = speaks_for_a_unit & same_municipality
may_give_statement: Rule = (coordinator | council_member) & same_municipality
sees_receipts = works_here
