"""What counts, how much, and where the lanes part."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from tovholder.engines.workload.model import Factor


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each factor counts. Whole numbers from 0; one must count."""

    hours: int = 35
    standard: int = 20
    contact: int = 20
    harm: int = 15
    manual: int = 10

    def __post_init__(self) -> None:
        values = self.by_factor().values()
        if min(values) < 0 or sum(values) <= 0:
            raise ValueError("weights must not be negative, and one must count")

    def by_factor(self) -> Mapping[Factor, int]:
        """The weights by their factor, in the order of :class:`Factor`."""
        return {factor: getattr(self, factor.value) for factor in Factor}


@dataclass(frozen=True, slots=True)
class Params:
    """The limits of the lanes, and the grid of the sensitivity.

    ``half_hours`` a year give half of what hours can give. A task with at least ``much_contact`` is kept in human
    hands, one with ``grave_harm`` or more is tried carefully, one done ``many`` times a year with at most ``unlike`` of
    standardisation is standardised first, and one with at most ``little_contact`` and ``low_harm`` and at least
    ``alike`` is automated. Each weight is varied by ``steps`` per cent, in all
    combinations, and the first ``top`` counted.
    """

    half_hours: float = 300.0
    much_contact: int = 4
    little_contact: int = 2
    grave_harm: int = 4
    low_harm: int = 2
    no_human_harm: int = 1
    many: float = 250.0
    unlike: int = 2
    alike: int = 4
    steps: tuple[int, ...] = (80, 100, 120)
    top: int = 5

    def grid(self) -> tuple[tuple[int, ...], ...]:
        """Every combination of the steps, one for each factor."""
        return tuple(product(self.steps, repeat=len(Factor)))
