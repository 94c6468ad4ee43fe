"""From values to places along a line."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_ROUND = (1, 2, 2.5, 5, 10)
MOST_STEPS = 5


def nice_step(span: float) -> float:
    """The smallest round number (1, 2, 2.5 or 5 times a power of ten) of which five or fewer cover ``span``."""
    least = span / MOST_STEPS
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _ROUND if step * power >= least * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from ``low`` to ``high``; zero lies on it. ``step`` is the distance of its ticks."""

    low: float
    high: float
    step: float = 1

    @classmethod
    def around(cls, values: Iterable[float], at_least: float = 0, *, whole: bool = True) -> "Scale":
        """The scale that holds zero and ``values`` between round numbers, ``at_least`` included.

        ``whole`` keeps the steps whole numbers.
        """
        known = [*values, at_least, 0]
        low, high = min(known), max(known)
        if low == high:
            return cls(0, 1)
        step = nice_step(max(high, -low))
        if whole:
            step = max(math.ceil(step), 1)
        return cls(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)

    def place(self, value: float) -> float:
        """Where ``value`` lies, in per cent of the line. Values beyond the ends lie at the ends."""
        return min(max((value - self.low) / (self.high - self.low), 0), 1) * 100

    def ticks(self) -> list[float]:
        """The values of the ticks from end to end."""
        steps = round((self.high - self.low) / self.step)
        return [self.low + self.step * at for at in range(steps + 1)]

    @property
    def decimals(self) -> int:
        """How many digits after the comma the ticks need."""
        return next((digits for digits in range(9) if abs(round(self.step, digits) - self.step) < self.step / 1000), 9)
