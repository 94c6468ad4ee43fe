"""The one setting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """``fewest``: a group is spoken of when at least so many are in it, and when at least so many are left out."""

    fewest: int = 5
