"""Who works with aliases: those who meet the citizen, in the unit where they do."""

from typing import Any

from tovholder.apps.citizens.models import MEET_CITIZENS
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor


@rule
def uses_aliases(actor: Actor, record: Any) -> bool:
    """Holds a seat in a unit, in a role that meets citizens. Coordinators do not."""
    return actor.unit_id is not None and actor.role in MEET_CITIZENS
