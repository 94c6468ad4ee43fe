"""Blaker's exact interval for a count in a finite population, in whole numbers: nothing is rounded on the way.

A sample of n without replacement from N, of whom M have the trait, holds x of them with probability
C(M, x) C(N - M, n - x) / C(N, n). The last factor is the same for all, so tails are compared as sums of the products.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import comb

from tovholder.engines.figures.params import LARGEST_FRAME, LEVEL


@lru_cache(maxsize=4096)
def blaker(hits: int, n: int, frame: int, level: Fraction = LEVEL) -> tuple[int, int]:
    """The fewest and the most of ``frame`` that may have the trait, when ``hits`` of ``n`` who answered have it.

    Raises ``ValueError`` unless 0 <= hits <= n <= frame, with 1 <= n, and for a frame above ``LARGEST_FRAME``.
    """
    if not 0 <= hits <= n <= frame or n < 1 or frame > LARGEST_FRAME:
        raise ValueError(f"no interval of {hits} of {n} of {frame}")
    alpha = 1 - level
    whole = comb(frame, n)
    least = whole * alpha.numerator // alpha.denominator  # ways are whole numbers: above this they are above alpha
    # Where the smaller tail is at most half of alpha nothing is acceptable, so the search begins where it is more.
    from_, to = hits, frame - n + hits
    lowest = _outermost(from_, to, lambda having: 2 * _upper_tail(hits, n, frame, having) > least)
    highest = -_outermost(-to, -from_, lambda having: 2 * _lower_tail(hits, n, frame, -having) > least)
    while not acceptable(hits, n, frame, lowest, least):
        lowest += 1
    while not acceptable(hits, n, frame, highest, least):
        highest -= 1
    return lowest, highest


def acceptable(hits: int, n: int, frame: int, having: int, least: int) -> bool:
    """Whether ``having`` of the frame is believed: the smaller tail of ``hits``, and all of the other tail that is no
    larger than it, come to more than ``least`` ways."""
    first, ways = _ways(n, frame, having)
    at = hits - first
    below, above = sum(ways[: at + 1]), sum(ways[at:])
    tail, others = (below, reversed(ways)) if below <= above else (above, iter(ways))
    other = 0
    for one in others:
        if other + one > tail:
            break
        other += one
    return tail + other > least


def _ways(n: int, frame: int, having: int) -> tuple[int, list[int]]:
    """The smallest count that a sample can hold, and in how many ways it can hold that count and each above it."""
    without = frame - having
    first, last = max(0, n - without), min(n, having)
    one = comb(having, first) * comb(without, n - first)
    ways = [one]
    for count in range(first, last):
        one = one * (having - count) * (n - count) // ((count + 1) * (without - n + count + 1))
        ways.append(one)
    return first, ways


def _upper_tail(hits: int, n: int, frame: int, having: int) -> int:
    """In how many ways a sample holds ``hits`` or more."""
    first, ways = _ways(n, frame, having)
    return sum(ways[max(0, hits - first) :])


def _lower_tail(hits: int, n: int, frame: int, having: int) -> int:
    """In how many ways a sample holds ``hits`` or fewer."""
    first, ways = _ways(n, frame, having)
    return sum(ways[: max(0, hits - first + 1)])


def _outermost(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The smallest number from ``low`` to ``high`` for which ``holds``, which holds for all above it."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
