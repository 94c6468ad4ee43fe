"""Who may do what with benefits. A record is a benefit, a tree or a measurement; None asks for a button."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, everyone, rule, same_municipality, tenant_member
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})
MEASURING_IN_UNIT = EDITING_IN_UNIT | {roles.STAFF, roles.VISITATOR_THERAPIST}

may_find = everyone
"""A benefit is found by its tier."""
may_list = tenant_member
inside = tenant_member & same_municipality


@rule
def edits_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit that the record belongs to, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or record.unit_id == actor.unit_id


@rule
def economist(actor: Actor, record: Any) -> bool:
    """Helps with the economy of the municipality."""
    return actor.role == roles.ECONOMIST


@rule
def is_the_owner(actor: Actor, record: Any) -> bool:
    """The person in the line who answers for the benefit."""
    if record is None or record.owner is None or actor.user_id is None:
        return False
    return bool(record.owner.public_id == actor.user_id)


@rule
def measures_in_a_unit(actor: Actor, record: Any) -> bool:
    """Works in a unit of the municipality: writes down what was measured there, also of a benefit of the whole."""
    if actor.role not in MEASURING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or record.unit_id in {None, actor.unit_id}


may_add = coordinator | edits_in_its_unit | economist
may_edit = (coordinator | edits_in_its_unit | economist) & same_municipality
may_judge = (coordinator | edits_in_its_unit | is_the_owner) & same_municipality
"""Say whether the benefit came: the line, not the project alone."""
may_sign = economist & same_municipality
"""That a budget is really lowered is signed by an economist of the municipality."""
may_measure = (coordinator | economist | is_the_owner | measures_in_a_unit) & same_municipality


def may_write_in(actor: Actor, unit: Any) -> bool:
    """Whether ``actor`` may write for that unit; None is the whole municipality."""
    if (coordinator | economist).allows(actor):
        return True
    return unit is not None and unit.pk == actor.unit_id


def benefit_tiers(actor: Actor, *, in_unit: bool) -> list[str]:
    """The tiers that ``actor`` may give. Sharing beyond the municipality is the coordinator's act."""
    tiers = [Tier.UNIT.value] if in_unit else []
    tiers.append(Tier.MUNICIPALITY.value)
    return [*tiers, Tier.MUNICIPALITIES.value, Tier.PUBLIC.value] if coordinator.allows(actor) else tiers


@rule
def owns_the_benefit(actor: Actor, record: Any) -> bool:
    """The person in the line who answers for the benefit that was measured."""
    return record is None or is_the_owner.allows(actor, record.benefit)


@rule
def measured_in_the_unit(actor: Actor, record: Any) -> bool:
    """Works in the unit in which it was measured."""
    if actor.role not in MEASURING_IN_UNIT or actor.unit_id is None:
        return False
    return record is None or record.unit_id == actor.unit_id


may_mend = (coordinator | economist | owns_the_benefit | measured_in_the_unit) & same_municipality
"""A measurement: mended by those who may write it."""
may_import = coordinator | economist
may_plan = may_edit
