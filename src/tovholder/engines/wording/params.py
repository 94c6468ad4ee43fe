"""How much work a comparison may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """After ``most_steps`` looks at a word or line nothing more is matched: what is left is shown as exchanged."""

    most_steps: int = 500_000
