"""Who works with reviews: those who meet the citizens, in the unit where they do. Coordinators do not."""

from typing import Any

from tovholder.apps.citizens.public import room_is_open, uses_aliases
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor


@rule
def reviews(actor: Actor, record: Any) -> bool:
    """Reads the aliases of a unit, where citizens' rooms are open."""
    return room_is_open() and uses_aliases.allows(actor)


works_here = uses_aliases
"""The same without the door, which the page itself shows: behind it a page says why it is closed."""
