"""The fields of work as columns, and the advice to go through one at a time. Nothing is ever blocked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.apps.rethinking.models import FieldProgramme
from tovholder.apps.rethinking.scales import FieldState
from tovholder.apps.rethinking.selectors import fields_of_work, listed_tasks, programmes
from tovholder.foundation.codes.models import Code
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A field on the board."""

    field: Code
    programme: FieldProgramme | None
    state: str
    tasks: int
    hours: int

    @property
    def is_mapped_now(self) -> bool:
        """Whether it is the field (or one of the fields) under way."""
        return self.state == FieldState.MAPPING


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of the board."""

    state: FieldState
    cards: tuple[FieldCard, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised when more than one field is mapped at once."""

    fields: tuple[str, ...]

    @property
    def text(self) -> str:
        """The advice in words."""
        named = ", ".join(self.fields)
        return _(
            "I kortlægger flere fagområder på én gang: %(fields)s. Det må I gerne. Det går som regel lettere at gøre "
            "ét færdigt først, for de samme mennesker skal finde tiden til begge."
        ) % {"fields": named}


def advice_on(mapped: Sequence[FieldProgramme]) -> Advice | None:
    """The advice for those fields; None while one or none is mapped."""
    return Advice(tuple(programme.field.label for programme in mapped)) if len(mapped) > 1 else None


def board_of(actor: Actor, municipality_id: int) -> list[FieldColumn]:
    """The columns in their order, each with the fields that stand there. Three queries."""
    known = programmes(municipality_id)
    tasks = listed_tasks(actor)
    cards = []
    for field in fields_of_work():
        programme = known.get(field.pk)
        own = [task for task in tasks if task.field_id == field.pk]
        state = programme.state if programme is not None else FieldState.NOT_BEGUN
        cards.append(FieldCard(field, programme, state, len(own), round(sum(task.hours for task in own))))
    return [FieldColumn(state, tuple(card for card in cards if card.state == state)) for state in FieldState]
