"""What the engine takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Codes = NDArray[np.int32]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OneColumn:
    """One value for each row. ``codes`` has shape (rows,): 0 … width-1, or -1 for no value."""

    codes: Codes
    width: int

    def __post_init__(self) -> None:
        _check(self.codes, self.width)


@dataclass(frozen=True, slots=True)
class ManyColumn:
    """Any number of values for each row, as pairs: row ``rows[i]`` has value ``codes[i]``. No pair comes twice."""

    rows: Codes
    codes: Codes
    width: int

    def __post_init__(self) -> None:
        if self.rows.shape != self.codes.shape:
            raise ValueError("a pair needs a row and a code")
        _check(self.codes, self.width)


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of ``size`` rows, column by column."""

    size: int
    one: Mapping[str, OneColumn] = field(default_factory=dict)
    many: Mapping[str, ManyColumn] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if set(self.one) & set(self.many):
            raise ValueError("a column has one name and one kind")
        if any(column.codes.shape != (self.size,) for column in self.one.values()):
            raise ValueError("every row has one code, or -1")
        if any(column.rows.size and int(column.rows.max()) >= self.size for column in self.many.values()):
            raise ValueError("a pair names a row that is not there")

    def width(self, name: str) -> int:
        """How many values the column ``name`` may take. Raises ``KeyError`` when there is no such column."""
        return self.one[name].width if name in self.one else self.many[name].width


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the columns.

    ``within``: the rows that count at all (shape (rows,)), such as those that a reader may see.
    ``chosen``: values chosen in each facet; values of one facet widen, facets narrow each other.
    ``facets``: columns to be counted. ``crosses``: pairs of columns to be counted against each other;
    the first of a pair must be a :class:`OneColumn`.
    """

    within: Mask
    chosen: Mapping[str, frozenset[int]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    crosses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that fit, and the counts.

    ``counts[name]`` has shape (width,): how many rows would fit if that value were chosen in that facet alone, the
    other facets staying as they are. ``crosses[a, b]`` has shape (width of a, width of b) and counts fitting rows.
    """

    fits: Mask
    counts: Mapping[str, Counts]
    crosses: Mapping[tuple[str, str], Counts]

    @property
    def total(self) -> int:
        """How many rows fit."""
        return int(self.fits.sum())


def _check(codes: Codes, width: int) -> None:
    if codes.size and (int(codes.max()) >= width or int(codes.min()) < -1):
        raise ValueError(f"a code lies outside -1 … {width - 1}")
