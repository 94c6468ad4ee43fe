"""A figure: how many of how many, how sure it is, and between which bounds it would be if all had answered."""

from dataclasses import dataclass

from tovholder.engines.figures.interval import blaker
from tovholder.engines.figures.params import LEVEL


@dataclass(frozen=True, slots=True)
class Figure:
    """``numerator`` of ``denominator``, which is the same as ``n``: those whose answers it rests on.

    ``share`` is None when nobody is in the base. ``low`` and ``high`` are the interval of the share in the whole frame;
    ``logical_low`` and ``logical_high`` are what it would be if none, or all, of those who did not answer had counted.
    All are shares from 0 to 1, and None where nothing can be said.
    """

    numerator: int
    denominator: int
    n: int
    share: float | None
    low: float | None = None
    high: float | None = None
    logical_low: float | None = None
    logical_high: float | None = None


def figure(hits: int, n: int, *, frame: int | None = None, answered: int | None = None) -> Figure:
    """The figure of ``hits`` among ``n``, where ``frame`` could have answered and ``answered`` did.

    ``answered`` is left out when all who answered are the base. For a question that only some were asked, n is smaller
    than ``answered``: how many of the frame belong to its base is not known, so it has no interval, and its bounds let
    each of the silent ones belong to it. Without a ``frame`` there is neither interval nor bounds.
    Raises ``ValueError`` unless 0 <= hits <= n <= answered <= frame.
    """
    standing = n if answered is None else answered
    if not 0 <= hits <= n <= standing or (frame is not None and standing > frame):
        raise ValueError(f"{hits} of {n}, of {answered} who answered, of {frame}: no figure")
    share = hits / n if n else None
    if frame is None:
        return Figure(hits, n, n, share)
    silent = frame - standing
    reach = n + silent
    logical = (hits / reach, (hits + silent) / reach) if reach else (None, None)
    if n == 0 or standing != n:
        return Figure(hits, n, n, share, None, None, *logical)
    lowest, highest = blaker(hits, n, frame, LEVEL)
    return Figure(hits, n, n, share, lowest / frame, highest / frame, *logical)
