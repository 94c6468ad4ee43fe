"""Who works with assessments: those who meet the citizen, in the unit where they do. Coordinators do not."""

from typing import Any

from tovholder.apps.citizens.public import room_is_open, uses_aliases
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor


@rule
def assesses(actor: Actor, record: Any) -> bool:
    """Reads the aliases of a unit, where citizens' rooms are open."""
    return room_is_open() and uses_aliases.allows(actor)
