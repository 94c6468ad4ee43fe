"""Danish compounds taken apart with the words of the texts themselves as the dictionary.

*Faldsensor* is two words that stand alone elsewhere in the texts. A word is split where both halves are known
words, with or without a linking *s* or *e* between them; of several ways the one with the longest halves wins.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tovholder.foundation.search.words import stem

SHORTEST_PART: Final = 3
SHORTEST_COMPOUND: Final = 7
_DEEPEST: Final = 3  # hjemmeplejegruppe: three words; more is chance
_LINKS: Final = ("s", "e")

Known = Callable[[str], int]
"""In how many texts a stem stands as a word of its own; 0 when it is unknown."""


def halves(word: str) -> Iterable[tuple[str, str]]:
    """Every way to part ``word`` in two stems, with and without a linking letter."""
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        tail = stem(word[at:])
        yield stem(word[:at]), tail
        if word[at - 1] in _LINKS and at - 1 >= SHORTEST_PART:
            yield word[: at - 1], tail


def split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of ``word`` as stems, two or three, or nothing when it is no compound of known words."""
    return _split(word, known, _DEEPEST)


def _split(word: str, known: Known, depth: int) -> tuple[str, ...]:
    if depth <= 1 or len(word) < SHORTEST_COMPOUND:
        return ()
    best: tuple[str, str] | None = None
    highest = 0.0
    for head, tail in halves(word):
        if min(len(head), len(tail)) < SHORTEST_PART:
            continue
        first = known(head)
        second = known(tail) if first else 0
        if not second:
            continue
        # Long halves before common ones: "sko" is found inside too many words.
        score = min(len(head), len(tail)) + math.log1p(min(first, second)) / 2
        if score > highest:
            best, highest = (head, tail), score
    if best is None:
        return ()
    return tuple(part for half in best for part in (_split(half, known, depth - 1) or (half,)))


class Splitter:
    """Splits words with a fixed dictionary and remembers each answer."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._done: dict[str, tuple[str, ...]] = {}

    def tokens(self, word: str) -> tuple[str, ...]:
        """The stem of ``word`` followed by the parts of a compound."""
        made = self._done.get(word)
        if made is None:
            whole = stem(word)
            made = (whole, *(part for part in split(word, self._known) if part != whole))
            self._done[word] = made
        return made

    def text(self, words: Iterable[str]) -> str:
        """All tokens of ``words`` as the index keeps them."""
        return " ".join(token for word in words for token in self.tokens(word))

    def _known(self, word: str) -> int:
        return self._counts.get(word, 0)
