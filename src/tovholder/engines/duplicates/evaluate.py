"""The comparison: blocks first, then titles by their trigrams, then days."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.duplicates.model import Item, Match, Reason
from tovholder.engines.duplicates.params import Params
from tovholder.kernel.danish import fold

_GRAM: Final = 3
_NEAR_BONUS: Final = 0.1  # orders matches with like titles; never carries one over a limit

Places = NDArray[np.intp]


def trigrams(title: str) -> frozenset[str]:
    """The trigrams of the folded title, with one space before and after each word."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(title)).split()
    padded = f" {' '.join(words)} " if words else ""
    return frozenset(padded[at : at + _GRAM] for at in range(len(padded) - _GRAM + 1))


def find_duplicates(candidates: Sequence[Item], existing: Sequence[Item], params: Params) -> list[tuple[Match, ...]]:
    """For each candidate, in order, the existing items that it seems to repeat, the likeliest first."""
    blocks = _blocks(existing)
    return [
        blocks[item.municipality].matches(item, params) if item.municipality in blocks else () for item in candidates
    ]


def find_repeats(items: Sequence[Item], params: Params) -> list[tuple[Match, ...]]:
    """For each item, in order, the earlier ones that it seems to repeat, the likeliest first."""
    blocks = _blocks(items)
    before: dict[int, int] = defaultdict(int)
    found = []
    for item in items:
        found.append(blocks[item.municipality].matches(item, params, first=before[item.municipality]))
        before[item.municipality] += 1
    return found


def _blocks(items: Sequence[Item]) -> "dict[int, _Block]":
    members: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        members[item.municipality].append(item)
    return {municipality: _Block(block) for municipality, block in members.items()}


class _Block:
    """The items of one municipality, laid out so that one title is compared with all of them at once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        grams = [trigrams(item.title) for item in items]
        self.sizes = np.array([len(known) for known in grams], dtype=np.float64)
        places: dict[str, list[int]] = defaultdict(list)
        for at, known in enumerate(grams):
            for gram in known:
                places[gram].append(at)
        self.places: dict[str, Places] = {gram: np.array(found, dtype=np.intp) for gram, found in places.items()}
        used: dict[str | None, list[int]] = defaultdict(list)
        for at, item in enumerate(items):
            for technology in item.technologies or {None}:
                used[technology].append(at)
        self.used: dict[str | None, Places] = {key: np.array(found, dtype=np.intp) for key, found in used.items()}

    def matches(self, item: Item, params: Params, first: int | None = None) -> tuple[Match, ...]:
        """The items like ``item``; of the block only the ``first`` ones when that is given."""
        likeness = self._likeness(item.title)
        if likeness is None:
            return ()
        near_enough = np.flatnonzero(likeness >= params.alike)
        allowed = self._same_technology(item)
        if allowed is not None:
            near_enough = near_enough[np.isin(near_enough, allowed)]
        made = [
            self._match(item, int(at), float(likeness[at]), params) for at in near_enough if first is None or at < first
        ]
        kept = [match for match in made if match is not None]
        return tuple(sorted(kept, key=lambda match: (-match.score, match.key))[: params.max_matches])

    def _likeness(self, title: str) -> NDArray[np.float64] | None:
        """The Dice coefficient of ``title`` with every title of the block; None when nothing is shared."""
        own = trigrams(title)
        found = [self.places[gram] for gram in own if gram in self.places]
        if not found:
            return None
        shared = np.bincount(np.concatenate(found), minlength=len(self.items))
        likeness: NDArray[np.float64] = 2 * shared / (self.sizes + len(own))
        return likeness

    def _same_technology(self, item: Item) -> Places | None:
        """The places with a technology of the item, or with none; None when the item has none and may be anything."""
        if not item.technologies:
            return None
        found = [self.used[key] for key in (*sorted(item.technologies), None) if key in self.used]
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)

    def _match(self, item: Item, at: int, likeness: float, params: Params) -> Match | None:
        other = self.items[at]
        apart = abs((item.day - other.day).days) if item.day is not None and other.day is not None else None
        near = apart is not None and apart <= params.near_days
        limit = params.alike if near else params.very_alike if apart is None else params.same
        if likeness < limit:
            return None
        reasons = [Reason.SAME_TITLE if fold(item.title) == fold(other.title) else Reason.SIMILAR_TITLE]
        if item.technologies & other.technologies:
            reasons.append(Reason.SAME_TECHNOLOGY)
        if near:
            reasons.append(Reason.NEAR_DATES)
        score = (likeness + (_NEAR_BONUS if near else 0.0)) / (1 + _NEAR_BONUS)
        return Match(other.key, score, tuple(reasons), apart)
