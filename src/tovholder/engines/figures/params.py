"""The limits of figures: how sure an interval is, how many stand behind what is told, and how far is searched."""

from dataclasses import dataclass
from fractions import Fraction

LEVEL = Fraction(95, 100)
"""How often an interval must hold the truth, at the least."""

LARGEST_FRAME = 10_000
"""The largest population for which an exact interval is worked out: its numbers have as many bits as it has members."""

LARGEST_BASE = 10_000
"""How far the search for a base goes."""

MOST_DECIMALS = 6
"""A printed share with more decimals than these is not read: nobody prints it."""


@dataclass(frozen=True, slots=True)
class Params:
    """What is told of small groups.

    A base is told when each of its members sees at least ``fewest_others`` others in it. Of a ``sensitive`` question a
    count is told when at least ``fewest`` gave the answer and at least ``fewest`` of the base did not.
    """

    fewest_others: int = 5
    sensitive: bool = False
    fewest: int = 5
