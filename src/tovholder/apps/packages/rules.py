"""Who may do what with reuse packages. A record is a package, or a paper of one."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import Rule, coordinator, everyone, logged_in, rule, same_municipality
from tovholder.kernel.actor import Actor

WRITERS = roles.COORDINATORS | {
    roles.UNIT_LEADER,
    roles.KEY_STAFF,
    roles.DPO,
    roles.IT_DEPARTMENT,
    roles.MED_AMR,
    roles.ECONOMIST,
}

may_read: Rule = everyone
"""Reading is decided by the tier: what an actor may not see does not exist for them."""

may_list: Rule = logged_in


@rule
def writer(actor: Actor, record: Any) -> bool:
    """Works with such papers: coordinator, leader, key staff, data protection, IT, work environment, economy."""
    return actor.is_system or actor.role in WRITERS


@rule
def owner_works_here(actor: Actor, record: Any) -> bool:
    """Works in the municipality that owns the package: sees what it said before it was shared."""
    return actor.is_system or (actor.role in roles.EMPLOYEES and actor.municipality_id == record.municipality_id)


may_write = writer & same_municipality
may_share = coordinator & same_municipality
may_see_history = owner_works_here
may_take = writer & ~same_municipality
"""Copy a package of another municipality, and thank for it."""
