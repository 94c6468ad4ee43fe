"""What higher rooms tell the process: what there is for a step, how digital a place is, figures of rounds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from tovholder.apps.process.models import Round
from tovholder.engines.beginnings.model import DigitalStage
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.values import Link
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry
from tovholder.kernel.share import Share

__all__ = [
    "NATIONAL_FIGURES",
    "ROUND_FIGURES",
    "STAGE_SOURCES",
    "STEP_SOURCES",
    "DigitalStage",
    "NationalFigure",
    "RoundFigure",
    "StageSource",
    "StepSource",
]


@dataclass(frozen=True, slots=True)
class StepSource:
    """What a room has to show for a step of a round: links with a note on their state, in one query.

    ``start`` gives the path where the first one is made, or nothing when ``actor`` may not.
    """

    key: str
    step: str
    links: Callable[[Round, Actor], Sequence[Link]]
    start: Callable[[Round, Actor], Link | None]
    order: int = 100


@dataclass(frozen=True, slots=True)
class RoundFigure:
    """A figure by which rounds are compared: its values by the rounds' keys, in at most two queries.

    A value is a number, a share or words; a round without one is left out.
    """

    key: str
    label: StrOrPromise
    values: Callable[[Sequence[Round], Actor], Mapping[int, int | Share | str]]
    order: int = 100


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """Something that municipalities have or have not, told of the country without naming any.

    ``municipalities`` gives the keys of those that have it, in one query.
    """

    key: str
    label: StrOrPromise
    municipalities: Callable[[], frozenset[int]]
    order: int = 100


@dataclass(frozen=True, slots=True)
class StageSource:
    """How far a place is digitally, as far as a room knows.

    ``stages(municipality, unit_ids, actor)`` gives the stage by the unit's key; the key None is the municipality as a
    whole. What nothing is known about is left out. At most two queries.
    """

    key: str
    stages: Callable[[Municipality, Sequence[int], Actor], Mapping[int | None, DigitalStage]]
    order: int = 100


STEP_SOURCES: Registry[StepSource] = Registry("step source")
STAGE_SOURCES: Registry[StageSource] = Registry("stage source")
ROUND_FIGURES: Registry[RoundFigure] = Registry("round figure")
NATIONAL_FIGURES: Registry[NationalFigure] = Registry("national figure")
