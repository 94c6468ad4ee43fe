"""The news of this room."""

from dataclasses import dataclass
from uuid import UUID

from tovholder.foundation.events.bus import Event


@dataclass(frozen=True, slots=True)
class JobEnded(Event):
    """A job is done, has failed or was cancelled. ``job_id`` is its public id, ``state`` its last state."""

    job_id: UUID
    state: str
