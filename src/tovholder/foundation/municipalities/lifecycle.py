"""What happens to a room's records when a unit is merged or a person leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A room's answer to the ends of things. Each function runs in the transaction of the ending and gives a count."""

    key: str
    unit_merged: Callable[[Unit, Unit, Actor], int] | None = None
    person_left: Callable[[UUID, Actor], int] | None = None
    alias_expired: Callable[[UUID, Actor], int] | None = None


LIFECYCLES: Registry[Lifecycle] = Registry("lifecycle")
