"""From the secret of an API key to the actor who uses it."""

from dataclasses import replace

from tovholder.foundation.accounts.actions import note_use
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.accounts.selectors import valid_token
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor, ActorKind


def actor_of_token(secret: str) -> Actor | None:
    """Who acts with the API key ``secret``: the seat it was made for. None when it does not work (any more).

    The day of use is kept, with at most one write a day.
    """
    token = valid_token(secret)
    if token is None:
        return None
    actor = replace(actor_of(token.holding, ActorKind.TOKEN), only_reads=not token.writes)
    if token.last_used_on != clock.today():
        note_use(by=actor, token=token)
    return actor
