"""What changed between two texts, line by line and in the lines word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tovholder.engines.wording import Params, Piece, Run, evaluate, passages, runs

_LIMITS: Final = Params()
_AROUND: Final = 2  # unchanged lines shown before and after a change


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
    found = runs(_lines(old), _lines(new), _LIMITS)
    shown = tuple(tuple(piece for run in passage for piece in _pieces(run)) for passage in passages(found, _AROUND))
    counted = [piece for passage in shown for piece in passage]
    return Difference(
        shown,
        added=sum(_count(piece) for piece in counted if piece.op == "in"),
        removed=sum(_count(piece) for piece in counted if piece.op == "out"),
    )


def _count(piece: Piece) -> int:
    return len(piece.text.split())


def _lines(text: str) -> list[str]:
    """The lines that say something, each with the empty lines behind it: alone they would match any other."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or not lines:
            lines.append(f"{line}\n")
        else:
            lines[-1] += "\n"
    return lines


def _pieces(run: Run) -> Iterator[Piece]:
    if run.same:
        yield Piece("same", "".join(run.before))
    else:
        yield from evaluate("".join(run.before), "".join(run.after), _LIMITS)
