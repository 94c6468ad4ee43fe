"""Who may do what with screenings. A record is a screening or a part of one."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import Rule, coordinator, everyone, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor

LEADS_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})


def _unit_of(record: Any) -> int | None:
    unit_id: int | None = getattr(getattr(record, "screening", record), "unit_id", None)
    return unit_id


@rule
def leads_in_the_unit(actor: Actor, record: Any) -> bool:
    """Leader or key staff; with a record, of its unit."""
    return (
        actor.role in LEADS_IN_UNIT
        and actor.unit_id is not None
        and (record is None or _unit_of(record) == actor.unit_id)
    )


@rule
def works_in_the_unit(actor: Actor, record: Any) -> bool:
    """Works in the unit of the record."""
    return actor.role in roles.UNIT_ROLES and actor.unit_id is not None and _unit_of(record) == actor.unit_id


@rule
def leads_the_unit(actor: Actor, record: Any) -> bool:
    """Is the leader of the record's unit, who answers for what the screening says."""
    return actor.is_system or (actor.role == roles.UNIT_LEADER and _unit_of(record) == actor.unit_id)


@rule
def has_a_municipality(actor: Actor, record: Any) -> bool:
    """Acts for a municipality, not for the country."""
    return actor.is_system or actor.municipality_id is not None


may_list: Rule = tenant_member & has_a_municipality
may_read: Rule = everyone
"""Reading is decided by the tier: what an actor may not see does not exist for them."""

may_write: Rule = (coordinator | leads_in_the_unit) & same_municipality & has_a_municipality
may_answer: Rule = (coordinator | works_in_the_unit) & same_municipality
"""Answer the unit's common questions, and hand a citizen the tablet."""

may_approve: Rule = leads_the_unit & same_municipality
