"""Who may do what with follow-up. A record is a plan, a rollout, an analysis or a benefit; None asks for a button."""

from typing import Any

from tovholder.apps.benefits.public import economist
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, everyone, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})

may_find = everyone
"""A record is found by its tier."""
may_list = tenant_member
inside = tenant_member & same_municipality


@rule
def edits_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the record belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


may_add = coordinator | economist | edits_in_its_unit
may_edit = (coordinator | economist | edits_in_its_unit) & same_municipality
"""A plan, and to keep an analysis: those who answer for the municipality, the economist, and the unit's own people."""
may_add_rollout = coordinator | economist
may_roll_out = (coordinator | economist) & same_municipality
"""Starts of several units are decided for the municipality."""
