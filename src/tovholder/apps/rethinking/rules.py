"""Who may do what with tasks. A record is a task, a journey or a part of one; None asks whether to show a button."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, rule, same_municipality
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})


@rule
def works_in_a_municipality(actor: Actor, record: Any) -> bool:
    """Is employed in a municipality or region. Its inventory is internal: councils and suppliers do not read it."""
    return actor.is_system or (actor.role in roles.EMPLOYEES and actor.municipality_id is not None)


@rule
def edits_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the record belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


@rule
def works_in_a_unit(actor: Actor, record: Any) -> bool:
    """Holds a role in a unit: sees what could be done easier there."""
    return actor.role in roles.UNIT_ROLES and actor.unit_id is not None


may_list = works_in_a_municipality
may_read = works_in_a_municipality & same_municipality
may_add = (coordinator & works_in_a_municipality) | edits_in_its_unit
may_propose = may_add | works_in_a_unit
may_edit = (coordinator | edits_in_its_unit) & same_municipality
may_steer = coordinator & works_in_a_municipality
"""Set the fields' turn and the weights: what holds for the whole municipality."""
