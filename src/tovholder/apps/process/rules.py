"""Who may do what in the process. A record is a round or what belongs to one; without one a button is asked about."""

from dataclasses import dataclass
from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor

EDITING_IN_UNIT = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something would be, where there is no record yet to ask about."""

    municipality_id: int
    unit_id: int | None = None


def _within(actor: Actor, record: Any) -> bool:
    """In the actor's own unit; without a record there is nothing to compare."""
    if actor.unit_id is None:
        return False
    return record is None or (record.unit_id == actor.unit_id and bool(record.municipality_id == actor.municipality_id))


@rule
def works_in_its_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit whose round it is, or works there as key staff."""
    return actor.role in EDITING_IN_UNIT and _within(actor, record)


@rule
def belongs_to_its_unit(actor: Actor, record: Any) -> bool:
    """Works in the unit whose round it is, in any role there."""
    return actor.role in roles.UNIT_ROLES and _within(actor, record)


reads_process = tenant_member
"""Which rounds they read is decided by tier and owner: what an actor may not see does not exist for them."""
may_run = (coordinator & same_municipality) | works_in_its_unit
"""Opens, changes, closes and reopens rounds, sets their steps and keeps their learnings."""
may_answer = may_run | belongs_to_its_unit
"""Answers reflection questions and writes down what was learnt: also the staff of the unit."""
keeps_checklist = coordinator & same_municipality


@rule
def has_the_ball(actor: Actor, record: Any) -> bool:
    """Is the one responsible for the step or the point."""
    responsible = getattr(record, "responsible", None)
    return responsible is not None and bool(responsible.public_id == actor.user_id)


def tiers_for(unit_id: int | None) -> frozenset[str]:
    """The tiers that a round may have: a municipality's own round has but one."""
    return frozenset({"unit", "municipality"}) if unit_id is not None else frozenset({"municipality"})
