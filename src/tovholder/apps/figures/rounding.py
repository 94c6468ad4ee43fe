"""Whether a printed share can be true: is there a whole count out of its base that rounds to it?

Publications print shares and bases and seldom the counts. A share that no count fits has another base than the printed
one, or a mistake in it. Both ways of rounding a half are allowed: up, and to the even neighbour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

HALF = Fraction(1, 2)
LARGEST_BASE = 1_000


@dataclass(frozen=True, slots=True)
class RoundingCheck:
    """The counts out of ``base`` that round to ``printed`` per cent; none when it cannot be."""

    printed: Decimal
    base: int
    counts: tuple[int, ...]

    @property
    def fits(self) -> bool:
        """Whether any whole count fits."""
        return bool(self.counts)


def rounding_check(printed: Decimal, base: int) -> RoundingCheck:
    """Which whole counts out of ``base`` round to ``printed`` per cent, to as many decimals as are printed.

    Raises ``ValueError`` for a base below 1 and for a share outside 0 to 100.
    """
    if base < 1 or not 0 <= printed <= 100:
        raise ValueError(f"{printed} per cent of {base} is no share")
    exponent = printed.as_tuple().exponent
    scale = Fraction(10) ** (-exponent if isinstance(exponent, int) and exponent < 0 else 0)
    wanted = Fraction(printed) * scale
    lowest = max(0, floor((wanted - 1) / scale * base / 100))
    highest = min(base, ceil((wanted + 1) / scale * base / 100))
    counts = (count for count in range(lowest, highest + 1) if wanted in _rounded(Fraction(count * 100, base) * scale))
    return RoundingCheck(printed, base, tuple(counts))


def _rounded(exact: Fraction) -> tuple[int, int]:
    """An exact value rounded to whole steps: halves up, and halves to even."""
    return floor(exact + HALF), round(exact)


def smallest_base(printed: Iterable[Decimal]) -> int | None:
    """The smallest base out of which every one of the printed shares can be had; None above ``LARGEST_BASE``."""
    shares = list(printed)
    bases = range(1, LARGEST_BASE + 1)
    return next((base for base in bases if all(rounding_check(share, base).fits for share in shares)), None)
