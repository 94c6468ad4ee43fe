"""Estimates for the whole frame from those who answered: means, shares of domains and ratios, with standard errors.

Everybody who answered stands for some of those who did not. Standard errors are those of sampling without replacement
from a finite population, by linearisation: an estimate varies as the total of its scores does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def _unchanged(scores: Floats) -> Floats:
    """Scores as they are: what a design does that was not calibrated."""
    return scores


@dataclass(frozen=True, slots=True)
class Design:
    """How those who answered stand for the frame.

    ``weights`` say for how many each stands; ``strata`` in which stratum each is, from 0; ``sizes`` how many the frame
    has in each. ``explain`` takes out of scores what a calibration already knows.
    """

    weights: Floats
    strata: NDArray[np.intp]
    sizes: Floats
    explain: Callable[[Floats], Floats] = field(default=_unchanged)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its standard error, and on how many answers it rests."""

    value: float
    error: float
    n: int


def simple(n: int, frame: int) -> Design:
    """All who answered stand for equally many of the frame."""
    return strata(["all"] * n, {"all": frame})


def strata(of: Sequence[str], sizes: Mapping[str, int]) -> Design:
    """Each who answered stands for those of its stratum: ``of`` names it, ``sizes`` how many the frame has in it.

    Raises ``ValueError`` for a stratum that is unknown or smaller than those who answered in it, for one of the frame
    in which nobody answered, and for one in which a single one did and others did not: nothing is known of how they
    differ.
    """
    places = {name: at for at, name in enumerate(sizes)}
    if missing := set(of) - places.keys():
        raise ValueError(f"strata without a size: {sorted(missing)}")
    where = np.array([places[name] for name in of], dtype=np.intp)
    counts = np.bincount(where, minlength=len(sizes))
    frame = np.array(list(sizes.values()), dtype=np.float64)
    for name, count, size in zip(sizes, counts, frame, strict=True):
        if count > size or (count < 2 and count != size):
            raise ValueError(f"stratum {name}: {count} answered of {size:.0f}")
    return Design((frame / np.maximum(counts, 1))[where], where, frame)


def mean(design: Design, values: ArrayLike) -> Estimate:
    """The mean of the frame; of ones and noughts the share."""
    return domain(design, values, np.ones(len(design.weights), dtype=bool))


def domain(design: Design, values: ArrayLike, within: ArrayLike) -> Estimate:
    """The mean of the part of the frame that those marked in ``within`` stand for, whose size is itself estimated.

    Raises ``ValueError`` when nobody is in it.
    """
    inside = _read(design, within) != 0
    return _quotient(design, np.where(inside, _read(design, values), 0.0), inside.astype(np.float64), inside)


def ratio(design: Design, values: ArrayLike, per: ArrayLike) -> Estimate:
    """The total of ``values`` by the total of ``per``: hours by citizens, say. Raises ``ValueError`` when that is 0."""
    over = _read(design, per)
    return _quotient(design, _read(design, values), over, np.ones(len(over), dtype=bool))


def _read(design: Design, values: ArrayLike) -> Floats:
    read = np.asarray(values, dtype=np.float64)
    if read.shape != design.weights.shape or not np.isfinite(read).all():
        raise ValueError("a finite value for each who answered is needed")
    return read


def _quotient(design: Design, upper: Floats, lower: Floats, counted: NDArray[np.bool_]) -> Estimate:
    below = float(design.weights @ lower)
    if below == 0:
        raise ValueError("nothing to divide by")
    value = float(design.weights @ upper) / below
    scores = design.explain((upper - value * lower) / below)
    return Estimate(value, sqrt(_variance(design, design.weights * scores)), int(counted.sum()))


def _variance(design: Design, scores: Floats) -> float:
    """Of the total of scores: in each stratum their spread, less what is left to chance when most have answered."""
    counts = np.bincount(design.strata, minlength=len(design.sizes))
    means = np.bincount(design.strata, scores, len(design.sizes)) / np.maximum(counts, 1)
    spread = np.bincount(design.strata, (scores - means[design.strata]) ** 2, len(design.sizes))
    unseen = 1 - counts / design.sizes
    return float((unseen * counts / np.maximum(counts - 1, 1) * spread).sum())
