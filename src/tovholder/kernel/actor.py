"""Who does something: a person in one of their roles, a machine with a token, the system itself, or nobody known."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """What stands behind an actor."""

    ANONYMOUS = "anonymous"
    PERSON = "person"
    TOKEN = "token"  # noqa: S105  # a kind of actor, not a secret
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acts from one seat at a time: one role in one municipality, unit, region or supplier.

    ``municipality_id`` and ``unit_id`` are internal keys; ``user_id`` and ``seat_id`` are public ones.
    ``role`` is a code of the list ``role`` (see ``roles.py`` of accounts), None for a person without a current role.
    ``only_reads`` is set for a machine whose key was made for reading: the API lets it change nothing.
    """

    kind: ActorKind
    name: str
    user_id: UUID | None = None
    seat_id: UUID | None = None
    role: str | None = None
    municipality_id: int | None = None
    unit_id: int | None = None
    region_id: int | None = None
    partner_id: int | None = None
    only_reads: bool = False

    @property
    def is_anonymous(self) -> bool:
        """Nobody known: a reader who is not logged in, or someone whose name must not be kept."""
        return self.kind is ActorKind.ANONYMOUS

    @property
    def is_system(self) -> bool:
        """The product itself: scheduled jobs, reference data, the demo."""
        return self.kind is ActorKind.SYSTEM


ANONYMOUS = Actor(kind=ActorKind.ANONYMOUS, name="")
SYSTEM = Actor(kind=ActorKind.SYSTEM, name="Tovholder")
