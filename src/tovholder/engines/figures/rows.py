"""Printed shares row by row and group by group, with what may be wrong where they do not fit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tovholder.engines.figures.rounding import check_rounding, nearest, smallest_base

SEVERAL = 2
TOLD_BY_CHANCE = 100
"""A base of a hundred or more can give every whole per cent, so that it fits says nothing."""

MOST_KNOWN = 200
"""Of more known bases than these some fit by chance, and none is told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed share in per cent and its n. Rows of one ``group`` are printed on one base."""

    id: str
    share: Decimal
    n: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What is found for a row. ``nearest`` are the shares that its n can give instead; empty when the row fits."""

    row: Row
    fits: bool
    counts: range
    smallest_base: int | None
    nearest: tuple[Decimal, ...]


class Hypothesis(StrEnum):
    """What may lie behind shares that do not fit their n. Guesses to look into, never corrections."""

    MENTIONS = "n_counts_mentions"
    KNOWN_BASE = "known_base"
    OTHER_BASE = "other_base"
    MISPRINT = "misprint"


@dataclass(frozen=True, slots=True)
class Guess:
    """A hypothesis with the bases, the counts or the shares that it rests on; what it does not use is empty."""

    code: Hypothesis
    bases: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    shares: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupCheck:
    """What is found for the rows of a group together. ``n`` is None when they print different ones."""

    group: str
    n: int | None
    rows: tuple[RowCheck, ...]
    smallest_base: int | None
    guesses: tuple[Guess, ...]

    @property
    def fits(self) -> bool:
        """Whether every row fits its own n."""
        return all(row.fits for row in self.rows)


def check_row(row: Row) -> RowCheck:
    """Whether a row fits its n. Raises ``ValueError`` for what is no share."""
    found = check_rounding(row.share, row.n)
    beside = () if found.fits else nearest(row.share, row.n)
    return RowCheck(row, found.fits, found.counts, smallest_base([row.share]), beside)


def check_rows(rows: Sequence[Row], known: Collection[int] = ()) -> tuple[GroupCheck, ...]:
    """The groups in the order of their first rows. Rows without a group are one when they print the same n.

    ``known`` are bases that the source has elsewhere: those who answered, those who were asked.
    Raises ``ValueError`` for what is no share.
    """
    groups: dict[tuple[str, int], list[RowCheck]] = {}
    for row in rows:
        groups.setdefault((row.group, 0 if row.group else row.n), []).append(check_row(row))
    return tuple(_group(name, checks, known) for (name, _n), checks in groups.items())


def _group(name: str, checks: list[RowCheck], known: Collection[int]) -> GroupCheck:
    printed = {check.row.n for check in checks}
    n = next(iter(printed)) if len(printed) == 1 else None
    shares = [check.row.share for check in checks]
    base = smallest_base(shares)
    guesses: tuple[Guess, ...] = ()
    if not all(check.fits for check in checks):
        misfits = [check for check in checks if not check.fits]
        found = (
            _mentions(shares, n, base),
            _known_base(shares, printed, known),
            _other_base(shares, base),
            _misprint(misfits),
        )
        guesses = tuple(guess for guess in found if guess is not None)
    return GroupCheck(name, n, tuple(checks), base, guesses)


def _mentions(shares: list[Decimal], n: int | None, base: int | None) -> Guess | None:
    """n counts what was mentioned: at the smallest common base the counts add up to it."""
    if n is None or base is None or base >= n or len(shares) < SEVERAL:
        return None
    counts = [check_rounding(share, base).counts for share in shares]
    if not sum(one[0] for one in counts) <= n <= sum(one[-1] for one in counts):
        return None
    told = tuple(one[0] for one in counts) if all(len(one) == 1 for one in counts) else ()
    return Guess(Hypothesis.MENTIONS, bases=(base,), counts=told)


def _known_base(shares: list[Decimal], printed: set[int], known: Collection[int]) -> Guess | None:
    """The shares belong to another base that the source knows; of a single share with the count out of each."""
    if len(known) > MOST_KNOWN:
        return None
    decimals = min(0, *(int(share.as_tuple().exponent) for share in shares))
    telling = {base for base in known if 1 <= base < TOLD_BY_CHANCE * 10**-decimals} - printed
    bases = tuple(sorted(base for base in telling if all(check_rounding(share, base).fits for share in shares)))
    if not bases:
        return None
    counts = tuple(check_rounding(shares[0], base).counts[0] for base in bases) if len(shares) == 1 else ()
    return Guess(Hypothesis.KNOWN_BASE, bases=bases, counts=counts)


def _other_base(shares: list[Decimal], base: int | None) -> Guess | None:
    """Several shares that fit together at a base that is not printed. One alone fits so many that it says nothing."""
    return Guess(Hypothesis.OTHER_BASE, bases=(base,)) if base is not None and len(shares) >= SEVERAL else None


def _misprint(misfits: list[RowCheck]) -> Guess | None:
    """One share is printed wrongly: what n could have given instead."""
    return Guess(Hypothesis.MISPRINT, shares=misfits[0].nearest) if len(misfits) == 1 else None
