"""The news of this room."""

from dataclasses import dataclass
from uuid import UUID

from tovholder.foundation.events.bus import Event
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class SurveyClosed(Event):
    """Nobody answers a survey any longer. ``survey_id`` is its public id."""

    survey_id: UUID
    by: Actor
