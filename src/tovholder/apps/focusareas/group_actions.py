"""What is done with the groups of a year: a seat is given, changed, and ended by its date."""

from dataclasses import dataclass
from datetime import date

from tovholder.apps.focusareas.models import GroupMember
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFacts:
    """A seat of a group, as the form gives it."""

    group: str
    year: int
    municipality: Municipality | None = None
    organisation: str = ""
    seat: str = ""
    user: User | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields; a municipality needs no other organisation."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return told | {"organisation": "" if self.municipality is not None else self.organisation}


@action("focusareas.add_member")
def add_member(*, by: Actor, facts: SeatFacts) -> GroupMember:
    """Give a seat in a group of a year. Raises ``ValidationError`` by field."""
    return created(GroupMember(**facts.fields()))


@action("focusareas.change_member")
def change_member(
    *, by: Actor, member: GroupMember, facts: SeatFacts, expected_version: int | None = None
) -> GroupMember:
    """Change a seat, or end it by its date. Raises ``ValidationError`` by field, and ``ConflictError``."""
    return change(member, expected_version=expected_version, **facts.fields())
