"""Who may do what with goals and the plan. A record is a goal, an action or a calendar; None asks for a button."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, everyone, rule, same_municipality, tenant_member
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})

may_read_goal = everyone
"""A goal is found by its tier; a public one tells others its title, motive and state alone."""
may_list = tenant_member
may_read = tenant_member & same_municipality


@rule
def edits_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the record belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or bool(record.unit_id == actor.unit_id)


@rule
def is_the_owner(actor: Actor, record: Any) -> bool:
    """The person whom the goal or the action was given to."""
    if record is None or record.owner is None or actor.user_id is None:
        return False
    return bool(record.owner.public_id == actor.user_id)


may_add = coordinator | edits_in_its_unit
may_edit = (coordinator | edits_in_its_unit) & same_municipality
may_follow = (coordinator | edits_in_its_unit | is_the_owner) & same_municipality
"""Tell how far it is: those who may change it, and the person who does it."""
inside = may_read


def goal_tiers(actor: Actor, *, local: bool) -> list[str]:
    """The tiers that ``actor`` may give a goal. Going public is the municipality's own act."""
    tiers = [Tier.UNIT.value] if local else []
    tiers.append(Tier.MUNICIPALITY.value)
    return [*tiers, Tier.PUBLIC.value] if coordinator.allows(actor) else tiers


def whole_municipality(actor: Actor) -> bool:
    """Whether ``actor`` may write what belongs to no unit."""
    return coordinator.allows(actor)
