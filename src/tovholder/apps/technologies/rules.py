"""Who may do what in the catalogue: everybody reads, national editors write, municipalities define for themselves."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, everyone, national_editor, rule, same_municipality
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

may_read = everyone
may_edit = national_editor


@rule
def leads_its_unit(actor: Actor, definition: Any) -> bool:
    """Leads the unit whose definition it is."""
    if actor.role != roles.UNIT_LEADER or actor.unit_id is None:
        return False
    return bool(definition.unit_id == actor.unit_id)


@rule
def has_a_municipality(actor: Actor, record: Any) -> bool:
    """Acts somewhere: a definition belongs to a municipality."""
    return actor.municipality_id is not None


@rule
def leads_a_unit(actor: Actor, record: Any) -> bool:
    """Leads some unit."""
    return actor.role == roles.UNIT_LEADER and actor.unit_id is not None


may_define = (coordinator & has_a_municipality) | leads_a_unit
may_change_definition = (coordinator & same_municipality) | leads_its_unit


def tiers_for(actor: Actor) -> list[tuple[str, Any]]:
    """The tiers from which ``actor`` may choose. Sharing beyond the municipality is the coordinator's act."""
    if coordinator.allows(actor):
        return [choice for choice in Tier.choices if choice[0] != Tier.UNIT]
    return [choice for choice in Tier.choices if choice[0] in {Tier.UNIT, Tier.MUNICIPALITY}]
