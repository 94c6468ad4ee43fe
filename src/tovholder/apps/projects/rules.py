"""Who may do what with projects. A record is a project; without one the question is whether a button is shown."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import (
    coordinator,
    employee,
    everyone,
    national_editor,
    rule,
    same_municipality,
)
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})
TIERS_OF_A_UNIT = frozenset({"unit", "municipality"})

may_read = everyone
"""Reading is decided by the tier: what an actor may not see does not exist for them."""


@rule
def works_in_its_unit(actor: Actor, project: Any) -> bool:
    """Leads a unit that takes part, or works there as key staff."""
    if actor.role not in EDITING_IN_UNIT or actor.unit_id is None:
        return False
    if project is None:
        return True
    return bool(actor.unit_id == project.unit_id or project.units.filter(pk=actor.unit_id).exists())


@rule
def works_where_it_was_found(actor: Actor, finding: Any) -> bool:
    """Leads the unit that a finding is about, or works there as key staff."""
    return actor.role in EDITING_IN_UNIT and actor.unit_id is not None and finding.unit_id == actor.unit_id


may_answer = (coordinator | works_where_it_was_found) & same_municipality
"""The record is a finding: whoever may make a project of it."""
may_register = coordinator | works_in_its_unit
may_edit = (coordinator | works_in_its_unit) & same_municipality
may_confirm = may_edit
may_share = coordinator & same_municipality
may_import = coordinator
reads_money = employee & same_municipality
"""What a project costs, and who pays for its operation, is told inside the municipality."""
keeps_programmes = national_editor
answers_invitation = coordinator & same_municipality
"""The record is a participation: a municipality's own word is given by those who act for it."""


def tiers_for(actor: Actor) -> frozenset[str]:
    """The tiers to which ``actor`` may set a project. Sharing beyond the municipality is the coordinator's act."""
    if coordinator.allows(actor):
        return frozenset({"unit", "municipality", "municipalities", "public"})
    return TIERS_OF_A_UNIT
