"""What follows from counts of groups by adding and subtracting them.

A count of a group is the sum over the cells into which all groups cut those who answered. What follows from told counts
is what their rows span; a group's count follows when its row lies in that span.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

NOUGHT = 1e-8
MANY_CELLS = 25
MOST_TOGETHER = 3
"""With more cells than ``MANY_CELLS`` only so many small ones are tried together: more would be too many to try."""

Floats = NDArray[np.float64]


class Sums:
    """The counts that follow from those of ``told`` groups, each a number with a bit for each member."""

    def __init__(self, told: Sequence[int]) -> None:
        self.told = list(told)
        self.cells = _cells(self.told)
        self.rows: Floats = np.array(
            [[1.0 if cell & mask else 0.0 for cell in self.cells] for mask in self.told], dtype=np.float64
        ).reshape(len(self.told), len(self.cells))

    def of_any(self, groups: Iterable[int]) -> list[int]:
        """The told groups from which the count of one of ``groups`` follows, by their place; empty when none does."""
        rows = [row for row in map(self._row, groups) if row is not None and row.any()]
        return self._behind(np.array(rows, dtype=np.float64)) if rows else []

    def of_at_most(self, most: int) -> list[int]:
        """The told groups from which the count of some ``most`` members or fewer follows; empty when none does."""
        small = [at for at, cell in enumerate(self.cells) if cell.bit_count() <= most]
        rows = list(self._unions(small, most))
        return self._behind(np.array(rows, dtype=np.float64)) if rows else []

    def of_rest(self, kinds: Sequence[str], is_small: Callable[[int], bool]) -> list[int]:
        """The told groups behind a rest that ``is_small``: of a group when one within it, or all told ones of a kind
        within it, are taken away. Empty when there is none."""
        for whole, parts in self._parts(kinds):
            rest = self.told[whole]
            for part in parts:
                rest &= ~self.told[part]
            if is_small(rest):
                return [whole, *parts]
        return []

    def _parts(self, kinds: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        for whole, mask in enumerate(self.told):
            within = [at for at, one in enumerate(self.told) if at != whole and one & ~mask == 0 and one != mask]
            yield from ((whole, [one]) for one in within)
            for kind in dict.fromkeys(kinds):
                parts = [at for at in within if kinds[at] == kind]
                if len(parts) > 1:
                    yield whole, parts

    def _row(self, group: int) -> Floats | None:
        """The group as a sum of cells; None when it cuts through one, since then its count cannot follow."""
        if any(group & cell not in (0, cell) for cell in self.cells) or group & ~_union(self.cells):
            return None
        return np.array([1.0 if group & cell else 0.0 for cell in self.cells])

    def _unions(self, small: Sequence[int], most: int) -> Iterator[Floats]:
        together = most if len(self.cells) <= MANY_CELLS else min(most, MOST_TOGETHER)
        sizes = [cell.bit_count() for cell in self.cells]
        for many in range(1, together + 1):
            for chosen in combinations(small, many):
                if sum(sizes[at] for at in chosen) <= most:
                    row = np.zeros(len(self.cells))
                    row[list(chosen)] = 1.0
                    yield row

    def _behind(self, wanted: Floats) -> list[int]:
        """The told groups that together give the first of the ``wanted`` rows that can be given."""
        if not self.told:
            return []
        weights = wanted @ np.linalg.pinv(self.rows)
        missed = np.abs(weights @ self.rows - wanted).max(axis=1)
        given = np.flatnonzero(missed < NOUGHT)
        return [] if given.size == 0 else [int(at) for at in np.flatnonzero(np.abs(weights[given[0]]) > NOUGHT)]


def _union(masks: Iterable[int]) -> int:
    every = 0
    for mask in masks:
        every |= mask
    return every


def _cells(masks: Sequence[int]) -> list[int]:
    """Those who are in the same groups, cell by cell."""
    cells = [_union(masks)] if masks else []
    for mask in masks:
        cells = [part for cell in cells for part in (cell & mask, cell & ~mask) if part]
    return cells
