"""The arrangements that a rollout could have had: its start dates, handed to the units in other ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.intp]
ROUNDS = 40  # of drawing again, when the wishes of the rollout leave few arrangements
MOST_LISTED = 50_000  # arrangements that are gone through to keep those that the wishes allow


@dataclass(frozen=True, slots=True)
class Arrangements:
    """A row is an arrangement, a column a unit, a cell the number of a date. The first row is the observed one."""

    rows: Labels
    exact: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an arrangement had to keep: ``allowed[unit, date]``, and pairs of units of which one starts no later."""

    allowed: NDArray[np.bool_]
    order: tuple[tuple[int, int], ...] = ()

    @property
    def bind(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.order) or not self.allowed.all()

    def kept(self, rows: Labels) -> NDArray[np.bool_]:
        """Which of the rows keep the wishes. Dates are numbered by time, so that labels compare as dates."""
        kept = np.asarray(self.allowed[np.arange(rows.shape[1]), rows].all(axis=1), dtype=bool)
        for first, second in self.order:
            np.logical_and(kept, rows[:, first] <= rows[:, second], out=kept)
        return kept


def count(labels: Sequence[int]) -> int:
    """How many different arrangements of these labels there are."""
    times = [list(labels).count(label) for label in set(labels)]
    return factorial(len(labels)) // prod(factorial(one) for one in times)


def arrangements(labels: Sequence[int], wishes: Wishes, most: int, rng: np.random.Generator) -> Arrangements:
    """All arrangements when they are at most ``most``, else that many: the observed one and random others."""
    observed = np.array(labels, dtype=np.intp)
    limit = max(most, MOST_LISTED) if wishes.bind else most
    if count(labels) <= limit:
        rows = every(labels)
        rows = rows[wishes.kept(rows) | (rows == observed).all(axis=1)]
        if len(rows) <= most:
            first = (rows == observed).all(axis=1)
            return Arrangements(np.concatenate([rows[first], rows[~first]]), exact=True)
    return Arrangements(np.concatenate([observed[None, :], _drawn(observed, wishes, most - 1, rng)]), exact=False)


def every(labels: Sequence[int]) -> Labels:
    """Every different arrangement of the labels, in order: each is made from the last by the next greater order."""
    row = sorted(labels)
    rows = [list(row)]
    while True:
        rising = [place for place, (one, other) in enumerate(pairwise(row)) if one < other]
        if not rising:
            return np.array(rows, dtype=np.intp)
        turn = rising[-1]
        swap = max(place for place in range(turn + 1, len(row)) if row[place] > row[turn])
        row[turn], row[swap] = row[swap], row[turn]
        row[turn + 1 :] = reversed(row[turn + 1 :])
        rows.append(list(row))


def _drawn(observed: Labels, wishes: Wishes, wanted: int, rng: np.random.Generator) -> Labels:
    """Random arrangements that keep the wishes; fewer than wanted when few are met in the rounds."""
    found: list[Labels] = []
    have = 0
    for _round in range(ROUNDS if wishes.bind else 1):
        rows = observed[np.argsort(rng.random((max(wanted, 1), len(observed))), axis=1)][: wanted or None]
        rows = rows[wishes.kept(rows)] if wishes.bind else rows[:wanted]
        found.append(rows)
        have += len(rows)
        if have >= wanted:
            break
    return np.concatenate(found)[:wanted]
