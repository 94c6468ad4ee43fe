"""Who may read notices: a logged-in person their own. The selectors give nobody anything else."""

from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor, ActorKind


@rule
def has_inbox(actor: Actor, record: object) -> bool:
    """A person; machines and strangers get no notices."""
    return actor.kind is ActorKind.PERSON
