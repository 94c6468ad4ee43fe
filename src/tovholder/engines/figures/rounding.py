"""Whether a printed share can be true: is there a whole count out of its base that rounds to it?

Publications print shares and bases and seldom the counts. A share that no count fits has another base than the printed
one, or a mistake in it. Both ways of rounding a half are allowed: up, and to the even neighbour. All is whole numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.figures.params import LARGEST_BASE, MOST_DECIMALS

STRETCHES = (100, 1_000, LARGEST_BASE)
"""How far is looked before looking further: a printed whole per cent has its base among the first hundred."""


@dataclass(frozen=True, slots=True)
class RoundingCheck:
    """The counts out of ``base`` that round to ``printed`` per cent, in order; empty when it cannot be."""

    printed: Decimal
    base: int
    counts: range

    @property
    def fits(self) -> bool:
        """Whether any whole count fits."""
        return len(self.counts) > 0


def check_rounding(printed: Decimal, n: int) -> RoundingCheck:
    """Which whole counts out of ``n`` round to ``printed`` per cent, to as many decimals as are printed.

    Raises ``ValueError`` for a base below 1, a share outside 0 to 100, and one with more decimals than anybody prints.
    """
    if n < 1:
        raise ValueError(f"{printed} per cent of {n} is no share")
    steps, scale = _in_steps(printed)
    return RoundingCheck(printed, n, _counts(steps, scale, n))


def _in_steps(printed: Decimal) -> tuple[int, int]:
    """The printed share in steps of its last decimal, and how many such steps the whole has."""
    exponent = printed.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -MOST_DECIMALS or not 0 <= printed <= 100:
        raise ValueError(f"{printed} per cent is no share")
    scale = 10 ** max(0, -exponent)
    return int(printed * scale), 100 * scale


def _counts(steps: int, whole: int, n: int) -> range:
    """The counts k for which k/n lies half a step or less from ``steps``: below as a half goes up; above only when the
    printed digit is even, since a half then went down to it."""
    lowest = -(-(2 * steps - 1) * n // (2 * whole))
    upper = (2 * steps + 1) * n
    highest = upper // (2 * whole) if steps % 2 == 0 else (upper - 1) // (2 * whole)
    return range(max(0, lowest), min(n, highest) + 1)


def smallest_base(printed: Iterable[Decimal]) -> int | None:
    """The smallest base out of which every one of the printed shares can be had; None above ``LARGEST_BASE``.

    Raises ``ValueError`` for what is no share.
    """
    return _smallest(tuple(sorted({_in_steps(share) for share in printed})))


@lru_cache(maxsize=4096)
def _smallest(shares: tuple[tuple[int, int], ...]) -> int | None:
    """Base by base; those that one share rules out are not tried with the next."""
    first = 1
    for last in STRETCHES:
        bases = np.arange(first, last + 1)
        for steps, whole in shares:
            bases = bases[_has_count(steps, whole, bases)]
        if bases.size:
            return int(bases[0])
        first = last + 1
    return None


def _has_count(steps: int, whole: int, bases: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each base whether ``_counts`` finds any: the same sums, many at a time."""
    lowest = np.maximum(0, -(-(2 * steps - 1) * bases // (2 * whole)))
    highest = np.minimum(bases, ((2 * steps + 1) * bases - steps % 2) // (2 * whole))
    return np.asarray(lowest <= highest, dtype=np.bool_)


def nearest(printed: Decimal, n: int) -> tuple[Decimal, ...]:
    """The shares with as many decimals that ``n`` can give, next below and next above the printed one."""
    steps, whole = _in_steps(printed)
    exact = Fraction(steps * n, whole)
    below, above = int(exact), min(n, int(exact) + 1)
    digits = Decimal(1).scaleb(min(0, int(printed.as_tuple().exponent)))
    shares = ((Decimal(count * 100) / Decimal(n)).quantize(digits, ROUND_HALF_UP) for count in (below, above))
    return tuple(dict.fromkeys(shares))
