"""What a comparison says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Op = Literal["same", "in", "out"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both say, that came in, or that went out."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Parts (words or lines) that both have, where ``same``; else what stood there before and what stands there after.

    Of a run that is not the same, one side may be empty.
    """

    same: bool
    before: Sequence[str]
    after: Sequence[str]
