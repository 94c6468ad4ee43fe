"""The statistic: what starts explain of the measurements once units and months have had their own levels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.followup.arrange import Labels

Floats = NDArray[np.float64]
TINY = 1e-9
CHUNK = 2_000  # arrangements at a time, so that the memory is bounded


@dataclass(frozen=True, slots=True)
class Steps:
    """A panel ready for testing many arrangements of its start dates.

    ``steps`` has a column for each unit and date, 1 from that date on in that unit; ``kept`` is what is left of them
    when levels of units and months are taken out. In an ``even`` panel (nothing missing, no weights) every arrangement
    has the same size.
    """

    basis: Floats
    steps: Floats
    kept: Floats
    units: int
    dates: int
    even: bool

    def gains(self, values: Floats) -> Floats:
        """Products of every step with the values (cells, or cells by runs): units by dates (by runs)."""
        left = values - self.basis @ (self.basis.T @ values)
        products: Floats = (self.steps.T @ left).reshape((self.units, self.dates, *values.shape[1:]))
        return products

    def scaled(self, rows: Labels) -> tuple[Floats, Floats, Floats]:
        """For each arrangement 1/√(its own size), its likeness to the first (−1 to 1), and its size."""
        flat = rows + np.arange(self.units) * self.dates
        first = self.kept[:, flat[0]].sum(axis=1)
        sizes = np.full(len(rows), float(first @ first)) if self.even else self._sizes(flat)
        usable = sizes > TINY * max(1.0, float(sizes.max()))
        inverse = np.where(usable, 1 / np.sqrt(np.where(usable, sizes, 1.0)), 0.0)
        likeness = (self.kept.T @ first)[flat].sum(axis=1) * inverse * inverse[0]
        return inverse, np.clip(likeness, -1.0, 1.0), sizes

    def _sizes(self, flat: Labels) -> Floats:
        """The squared lengths of all arrangements, from the products of all steps with each other."""
        gram = self.kept.T @ self.kept
        sizes = np.zeros(len(flat))
        for unit in range(self.units):
            for begin in range(0, len(flat), CHUNK):
                part = flat[begin : begin + CHUNK]
                sizes[begin : begin + CHUNK] += gram[part[:, unit, None], part].sum(axis=1)
        return sizes


def steps_of(observed: NDArray[np.bool_], starts: tuple[int | None, ...], weights: Floats | None = None) -> Steps:
    """The panel of the observed cells (units by months), for rollouts with these start dates, ``None`` for never.

    ``weights`` (units by months) are square-rooted into every cell, which makes least squares weighted.
    """
    units, months = observed.shape
    unit, month = np.nonzero(observed)
    root = np.ones(len(unit)) if weights is None else np.sqrt(weights[unit, month])
    levels = np.zeros((len(unit), units + months))
    levels[np.arange(len(unit)), unit] = root
    levels[np.arange(len(unit)), units + month] = root
    left, strengths, _right = np.linalg.svd(levels, full_matrices=False)
    basis = left[:, strengths > TINY * strengths.max(initial=1.0)]
    steps = np.zeros((len(unit), units * len(starts)))
    for number, start in enumerate(starts):
        if start is not None:
            after = month >= start
            steps[np.nonzero(after)[0], unit[after] * len(starts) + number] = root[after]
    even = bool(observed.all()) and weights is None
    return Steps(basis, steps, steps - basis @ (basis.T @ steps), units, len(starts), even)


def along(gains: Floats, rows: Labels) -> Floats:
    """The product of each arrangement with the measurements: arrangements (by runs)."""
    total: Floats = gains[0][rows[:, 0]].copy()
    for unit in range(1, len(gains)):
        total += gains[unit][rows[:, unit]]
    return total
