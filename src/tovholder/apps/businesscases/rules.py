"""Who may do what with a business case. A record is a case; None asks for a button."""

from typing import Any

from tovholder.apps.benefits.public import economist
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})

may_list = tenant_member
may_read = tenant_member & same_municipality


@rule
def edits_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the case belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


may_add = coordinator | edits_in_its_unit | economist
may_edit = (coordinator | edits_in_its_unit | economist) & same_municipality
may_sign = economist & same_municipality
"""A budget is lowered by an economist of the municipality, and by nobody else."""
may_freeze = (coordinator | economist) & same_municipality


def whole_municipality(actor: Actor) -> bool:
    """Whether ``actor`` may write what belongs to no unit."""
    return coordinator.allows(actor) or economist.allows(actor)
