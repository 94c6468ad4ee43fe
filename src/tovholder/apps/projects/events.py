"""News about projects."""

from dataclasses import dataclass
from uuid import UUID

from tovholder.foundation.events import Event


@dataclass(frozen=True, slots=True)
class ProjectRegistered(Event):
    """A project has come to the map."""

    project: UUID
    municipality_id: int


@dataclass(frozen=True, slots=True)
class ProjectStepped(Event):
    """A project has gone from one state to another."""

    project: UUID
    from_status: str
    to_status: str


@dataclass(frozen=True, slots=True)
class ProjectsChanged(Event):
    """Projects were written at this revision: what is derived from them is old."""

    revision: int
