"""What is told to rooms above when a vision moves."""

from dataclasses import dataclass
from uuid import UUID

from tovholder.foundation.events.bus import Event


@dataclass(frozen=True, slots=True)
class VisionWithdrawn(Event):
    """A vision no longer holds and none takes its place: what leans on it has lost its ground."""

    vision_id: UUID
    municipality_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class VisionRevised(Event):
    """A new vision was adopted in the place of an older one: what leaned on the old may lean on the new."""

    old_id: UUID
    new_id: UUID
    municipality_id: int
    title: str
