"""What a new edition of a vision says that the old one did not, word by word."""

from dataclasses import dataclass
from typing import Final

from tovholder.apps.visions.models import Vision
from tovholder.engines.wording import Params, Piece, evaluate

COMPARED: Final = (
    "title",
    "text",
    "value_text",
    "authority_strategy",
    "frame_political",
    "frame_economic",
    "frame_organisational",
    "frame_competence",
    "anchoring",
    "communication",
)
_LIMITS: Final = Params()


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of a vision that says something else now."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def added(self) -> int:
        """How many words came in."""
        return sum(len(piece.text.split()) for piece in self.pieces if piece.op == "in")

    @property
    def removed(self) -> int:
        """How many words went out."""
        return sum(len(piece.text.split()) for piece in self.pieces if piece.op == "out")


def changes(old: Vision, new: Vision) -> list[Changed]:
    """The parts that differ, in the order in which they are read."""
    found = []
    for name in COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            label = str(Vision._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields alone
            found.append(Changed(label[:1].upper() + label[1:], evaluate(before, after, _LIMITS)))
    return found
