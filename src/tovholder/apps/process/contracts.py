"""What higher rooms tell the process: what there is to show for a step, figures of a round, figures of the country."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from tovholder.apps.process.models import Round
from tovholder.foundation.ui.values import Link
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry
from tovholder.kernel.share import Share


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


STEP_SOURCES: Registry[StepSource] = Registry("step source")
ROUND_FIGURES: Registry[RoundFigure] = Registry("round figure")
NATIONAL_FIGURES: Registry[NationalFigure] = Registry("national figure")
