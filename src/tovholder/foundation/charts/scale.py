"""From values to places along a line."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)


def nice_ceiling(value: float) -> float:
    """The nearest round number that is not below ``value``: 1, 2, 2.5 or 5 times a power of ten. At least 1."""
    if value <= 1:
        return 1
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from ``low`` to ``high``; zero lies on it."""

    low: float
    high: float

    @classmethod
    def around(cls, values: Iterable[float], at_least: float = 0) -> "Scale":
        """The scale from zero, or a round number below the least, to a round number above the greatest."""
        known = list(values)
        high = max([*known, at_least, 0])
        low = min([*known, 0])
        return cls(-nice_ceiling(-low) if low < 0 else 0, nice_ceiling(high) if high > 0 or low == 0 else 0)

    def place(self, value: float) -> float:
        """Where ``value`` lies, in per cent of the line. Values beyond the ends lie at the ends."""
        return min(max((value - self.low) / (self.high - self.low), 0), 1) * 100

    def ticks(self, steps: int = 4) -> list[float]:
        """Evenly spaced values from end to end."""
        return [self.low + (self.high - self.low) * at / steps for at in range(steps + 1)]
