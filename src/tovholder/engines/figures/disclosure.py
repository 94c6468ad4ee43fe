"""Which figures of small groups are told, so that no hidden one follows from those that are.

One question at a time: its groups (the country, regions, classes of size) and its options. Who is in which group is
public; who answered what is not.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tovholder.engines.figures.derivable import Sums
from tovholder.engines.figures.params import Params


class Hidden(StrEnum):
    """Why a figure is not told."""

    FEW = "few"
    SENSITIVE = "sensitive"
    COMPLEMENT = "complement"


@dataclass(frozen=True, slots=True)
class Group:
    """Those who answered the question in a region, a class of size, the country. Groups of one ``kind`` are apart."""

    kind: str
    key: str
    members: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a group's ``n`` gave an option; ``hidden`` says why it is not to be told, and is None when it is."""

    kind: str
    key: str
    option: str
    hits: int
    n: int
    hidden: Hidden | None


def disclose(
    groups: Sequence[Group],
    hits: Mapping[str, Collection[Hashable]],
    *,
    fewest_others: int = 5,
    sensitive: bool = False,
    fewest: int = 5,
    exclusive: bool = False,
) -> tuple[Cell, ...]:
    """A cell for each group and option, in the order given, with those marked that must not be told.

    ``hits`` are by option those who gave it. ``exclusive`` says that each gave one option at most: the options of a
    group then add up, so of a sensitive question they are told or hidden together.
    Raises ``ValueError`` when groups of one kind overlap or share a key.
    """
    params = Params(fewest_others, sensitive, fewest)
    _apart(groups)
    masks, places = _masks(groups)
    few = _few(masks, params.fewest_others)
    kinds = [group.kind for group in groups]
    chosen = {option: _mask(who, places) for option, who in hits.items()}
    hidden = dict.fromkeys(chosen, few)
    if sensitive:
        together = [tuple(chosen)] if exclusive else [(option,) for option in chosen]
        for options in together:
            found = _sensitive(masks, kinds, few, [chosen[option] for option in options], params.fewest)
            hidden |= dict.fromkeys(options, found)
    return tuple(
        Cell(group.kind, group.key, option, (masks[at] & mask).bit_count(), masks[at].bit_count(), hidden[option][at])
        for at, group in enumerate(groups)
        for option, mask in chosen.items()
    )


def may_tell(hits: int, n: int, *, fewest_others: int = 5, sensitive: bool = False, fewest: int = 5) -> bool:
    """Whether a figure that stands alone may be told: nothing is told of parts of its group, or of what holds it."""
    return n > fewest_others and (not sensitive or fewest <= hits <= n - fewest)


def _apart(groups: Iterable[Group]) -> None:
    seen: dict[str, set[Hashable]] = {}
    keys: set[tuple[str, str]] = set()
    for group in groups:
        before = seen.setdefault(group.kind, set())
        if not before.isdisjoint(group.members) or (group.kind, group.key) in keys:
            raise ValueError(f"the groups of the kind {group.kind} overlap at {group.key}")
        before |= group.members
        keys.add((group.kind, group.key))


def _masks(groups: Sequence[Group]) -> tuple[tuple[int, ...], dict[Hashable, int]]:
    """Each group as a number with a bit for each member. The same groups give the same numbers."""
    everybody: dict[Hashable, int] = {}
    for group in groups:
        for member in sorted(group.members, key=repr):
            everybody.setdefault(member, len(everybody))
    return tuple(_mask(group.members, everybody) for group in groups), everybody


def _mask(members: Iterable[Hashable], places: Mapping[Hashable, int]) -> int:
    return sum(1 << places[member] for member in set(members) if member in places)


Reasons = tuple[Hidden | None, ...]


@lru_cache(maxsize=1024)
def _few(masks: tuple[int, ...], others: int) -> Reasons:
    """Which groups are hidden whatever the question: too few in them, or the way to some that are."""
    hidden = [Hidden.FEW if mask.bit_count() <= others else None for mask in masks]
    return _closed(hidden, masks, lambda told, sums: sums.of_at_most(others))


def _sensitive(masks: Sequence[int], kinds: Sequence[str], few: Reasons, chosen: Sequence[int], fewest: int) -> Reasons:
    """What is hidden of options that stand together: what is hidden anyway, small counts, and the way to them."""

    def is_small(mask: int) -> bool:
        """Too few gave an answer, or too few did not. Nobody and all are few as well: they tell of each."""
        size = mask.bit_count()
        return any(not fewest <= (mask & one).bit_count() <= size - fewest for one in chosen) if mask else False

    def blamed(told: Sequence[int], sums: Sums) -> Sequence[int]:
        kept = set(masks) - {masks[at] for at in told}
        return sums.of_any(kept) or sums.of_rest([kinds[at] for at in told], is_small)

    hidden = [Hidden.SENSITIVE if why is None and is_small(mask) else why for mask, why in zip(masks, few, strict=True)]
    return _closed(hidden, masks, blamed)


def _closed(
    hidden: list[Hidden | None],
    masks: Sequence[int],
    blamed: Callable[[Sequence[int], Sums], Sequence[int]],
) -> Reasons:
    """Hides one group more as long as something follows from those that are told: of the ``blamed`` the one that is
    missed least, which has the fewest members, and is the last among equals, so that the country stands longest."""
    while True:
        told = [at for at, why in enumerate(hidden) if why is None]
        found = [told[place] for place in blamed(told, Sums([masks[at] for at in told]))]
        if not found:
            return tuple(hidden)
        hidden[min(found, key=lambda at: (masks[at].bit_count(), -at))] = Hidden.COMPLEMENT
