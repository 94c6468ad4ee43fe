"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Change = Literal["same", "ins", "del"]
_WORDS: Final = re.compile(r"\s+|[^\s\w]|\w+")
_MOST_WORDS: Final = 3_000  # beyond it two passages are shown whole: the comparison would take seconds
_AROUND: Final = 2  # unchanged lines shown before and after a change


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, were put in, or were taken out."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A comparison: passages of pieces with line breaks in them, and how many words went in and out."""

    passages: tuple[tuple[Piece, ...], ...]
    added: int
    removed: int

    @property
    def is_none(self) -> bool:
        """Whether the two texts are the same."""
        return self.added == 0 and self.removed == 0


def difference(old: str, new: str) -> Difference:
    """What was put into and taken out of ``old`` to get ``new``: passages with a little of what stands around them."""
    before, after = old.splitlines(), new.splitlines()
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_AROUND)
    passages = []
    for group in groups:
        pieces: list[Piece] = []
        for tag, i1, i2, j1, j2 in group:
            pieces += _pieces(tag, "\n".join(before[i1:i2]), "\n".join(after[j1:j2]))
        passages.append(tuple(pieces))
    counted = [piece for passage in passages for piece in passage]
    return Difference(
        tuple(passages),
        added=sum(_count(piece) for piece in counted if piece.change == "ins"),
        removed=sum(_count(piece) for piece in counted if piece.change == "del"),
    )


def _count(piece: Piece) -> int:
    return len(piece.text.split())


def _pieces(tag: str, old: str, new: str) -> Iterator[Piece]:
    """One run of lines; each ends its line."""
    if tag == "equal":
        yield Piece("same", f"{old}\n")
    elif tag == "insert":
        yield Piece("ins", f"{new}\n")
    elif tag == "delete":
        yield Piece("del", f"{old}\n")
    else:
        yield from _by_words(_WORDS.findall(old), _WORDS.findall(new))
        yield Piece("same", "\n")


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) + len(new) > _MOST_WORDS:
        yield Piece("del", "".join(old) + "\n")
        yield Piece("ins", "".join(new))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Piece("del", "".join(old[i1:i2]))
        if j2 > j1:
            yield Piece("ins", "".join(new[j1:j2]))
