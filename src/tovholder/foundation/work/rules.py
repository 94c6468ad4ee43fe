"""Who has a week: a logged-in person in any role or none."""

from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor, ActorKind


@rule
def has_week(actor: Actor, record: object) -> bool:
    """A person; machines and strangers have no work waiting."""
    return actor.kind is ActorKind.PERSON


@rule
def has_seat(actor: Actor, record: object) -> bool:
    """A person who acts from a role: a calendar shows the work of one seat."""
    return actor.kind is ActorKind.PERSON and actor.seat_id is not None
