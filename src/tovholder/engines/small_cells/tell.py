"""The two rules: a chain of groups within groups, and two groups that cross each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from tovholder.engines.small_cells.params import Params

DEFAULT = Params()


def tell(whole: int, chain: Sequence[int], params: Params = DEFAULT) -> tuple[int | None, ...]:
    """What may be told of groups, each of which is a part of the one before, and the first a part of ``whole``.

    ``whole`` is known to everybody. A group is told when it and what it leaves of the group before are both large
    enough; after the first that is not, nothing is. None stands for what is kept back.
    Raises ``ValueError`` when a group is larger than the one that it is a part of.
    """
    told: list[int | None] = []
    before: int | None = whole
    standing = whole
    for count in chain:
        if not 0 <= count <= standing:
            raise ValueError(f"{count} is no part of {standing}")
        standing = count
        before = count if before is not None and _fits(count, before, params) else None
        told.append(before)
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Crossed:
    """What may be told of those who have something: of the whole, and within a group. None is kept back."""

    of_whole: int | None
    of_group: int | None


def tell_crossed(whole: int, group: int | None, having: int, both: int, params: Params = DEFAULT) -> Crossed:
    """What may be told of ``having`` of the ``whole``, of whom ``both`` are in the ``group``.

    The group's size is told elsewhere, or is None when it was kept back; then nothing is said of what is within it.
    The four parts into which the two groups cut the whole are all large enough, or the part within is kept back: its
    difference from ``having`` would tell of those outside the group.
    Raises ``ValueError`` for counts that no groups have.
    """
    if not 0 <= both <= having <= whole:
        raise ValueError(f"{both} of {having} of {whole} cannot be")
    of_whole = having if _fits(having, whole, params) else None
    if of_whole is None or group is None:
        return Crossed(of_whole, None)
    outside = having - both
    parts = (both, group - both, outside, whole - group - outside)
    if min(parts) < 0:
        raise ValueError(f"{both} of {group} and {outside} of {whole - group} cannot be")
    return Crossed(of_whole, both if min(parts) >= params.fewest else None)


def _fits(count: int, of: int, params: Params) -> bool:
    return count >= params.fewest and of - count >= params.fewest
