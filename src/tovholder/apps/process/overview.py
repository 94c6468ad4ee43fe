"""How far everybody is: the phases of a municipality and of each of its units, in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.process.models import Round, StepState, StepStatus
from tovholder.apps.process.phases import PHASES, Phase
from tovholder.apps.process.selectors import current_rounds, rounds_of, steps_of
from tovholder.apps.process.states import SETTLED
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.ui.values import Status
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PhaseCell:
    """How far a place is with a phase, in a word and in steps."""

    phase: Phase
    status: Status
    settled: int
    total: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A unit, or the municipality as a whole, with its round and how far each phase of it is."""

    name: str
    href: str
    round: Round | None
    cells: tuple[PhaseCell, ...]


def matrix(actor: Actor, municipality: Municipality) -> list[PlaceRow]:
    """The municipality first, then its units in Danish order, also those without a round; three queries."""
    rounds = current_rounds(list(rounds_of(actor, municipality)))
    steps = steps_of(list(rounds.values()))
    units = open_units(municipality.pk)
    return [
        _row(municipality.full_name, "", rounds.get(None), steps),
        *(_row(unit.name, unit_href(unit), rounds.get(unit.pk), steps) for unit in units),
    ]


def unit_href(unit: Unit) -> str:
    """The unit's own page in the process."""
    return reverse("process:unit", args=[unit.public_id])


def cells_of(found: Round, steps: Mapping[tuple[int, str], StepStatus]) -> tuple[PhaseCell, ...]:
    """How far each phase of a round is."""
    return tuple(_cell(phase, [steps.get((found.pk, step.key)) for step in phase.steps]) for phase in PHASES)


def _row(name: str, href: str, found: Round | None, steps: Mapping[tuple[int, str], StepStatus]) -> PlaceRow:
    return PlaceRow(name, href, found, cells_of(found, steps) if found is not None else ())


def _cell(phase: Phase, rows: Sequence[StepStatus | None]) -> PhaseCell:
    states = [row.state if row is not None else StepState.NOT_BEGUN for row in rows]
    settled = sum(state in SETTLED for state in states)
    return PhaseCell(phase, _status(states, settled), settled, len(states))


def _status(states: Sequence[str], settled: int) -> Status:
    if settled == len(states):
        return Status(_("Gjort"), "success")
    if settled or StepState.UNDER_WAY in states:
        return Status(_("I gang"), "progress")
    return Status(_("Ikke begyndt"), "neutral")
