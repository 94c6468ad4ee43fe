"""Who may do what with focus areas, groups and proposed questions. A record None asks for a button."""

from typing import Any

from tovholder.apps.focusareas.models import (
    AreaState,
    FocusArea,
    Group,
    GroupMember,
    QuestionState,
    follows_proposals,
)
from tovholder.foundation.visibility.rules import (
    coordinator,
    employee,
    everyone,
    national_editor,
    rule,
    same_municipality,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

may_read = everyone
"""An area is found by its state: those outside see what is approved."""
may_keep = national_editor
"""Qualify, decline and record what the steering group approved; keep the groups."""


@rule
def belongs_to_a_municipality(actor: Actor, record: Any) -> bool:
    """Acts for a municipality."""
    return actor.municipality_id is not None


@rule
def still_proposed(actor: Actor, record: Any) -> bool:
    """The record waits for somebody to look at it."""
    return record is None or record.state in {AreaState.PROPOSED, QuestionState.PROPOSED}


@rule
def follows(actor: Actor, record: Any) -> bool:
    """Works in a municipality, or keeps the shared catalogue."""
    return follows_proposals(actor)


@rule
def in_the_group(actor: Actor, record: Any) -> bool:
    """The actor's municipality sits in the municipality group of the area's year today. One query."""
    if record is None or actor.municipality_id is None:
        return False
    return sits_in_group(actor.municipality_id, record)


def sits_in_group(municipality_id: int, area: FocusArea) -> bool:
    """Whether the municipality has a seat in the group of the area's year that has not ended."""
    today = clock.today()
    seats = GroupMember.objects.filter(group=Group.MUNICIPALITIES, year=area.year, municipality_id=municipality_id)
    return any(
        (seat.starts_on is None or seat.starts_on <= today) and (seat.ends_on is None or seat.ends_on >= today)
        for seat in seats
    )


may_follow = follows
may_propose = (coordinator & belongs_to_a_municipality) | national_editor
may_edit = national_editor | (coordinator & same_municipality & still_proposed)
may_speak = coordinator & in_the_group & still_proposed
"""The municipality group says what it thinks, until the area is qualified."""

may_ask = (employee & belongs_to_a_municipality) | national_editor
may_edit_question = national_editor | (employee & same_municipality & still_proposed)
