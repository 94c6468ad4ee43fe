"""Who may do what with the spread of a technology. A record is a plan, or what a unit counts for it."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, everyone, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor

COUNTING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})

may_read = everyone
"""A plan is found by its tier; to those outside it tells the sum alone."""


@rule
def counts_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that counts, or works there as key staff."""
    if actor.role not in COUNTING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


@rule
def belongs_to_a_municipality(actor: Actor, record: Any) -> bool:
    """Acts for a municipality, or is the system."""
    return actor.is_system or actor.municipality_id is not None


inside = tenant_member & same_municipality
may_read_units = inside
may_open = coordinator & belongs_to_a_municipality
may_edit = coordinator & same_municipality
may_count = (coordinator | counts_in_its_unit) & same_municipality
