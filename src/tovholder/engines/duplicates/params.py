"""What counts as alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """Limits of similarity. A title's similarity is the Dice coefficient of its trigrams, between 0 and 1.

    ``alike`` is enough when both began within ``near_days`` of each other, ``very_alike`` when a day is missing, and
    ``same`` whatever the days. At most ``max_matches`` are given for an item.
    """

    alike: float = 0.55
    very_alike: float = 0.70
    same: float = 0.85
    near_days: int = 183
    max_matches: int = 3

    def __post_init__(self) -> None:
        if not 0 < self.alike <= self.very_alike <= self.same <= 1:
            raise ValueError("the limits must rise from alike to same, between 0 and 1")
        if self.near_days < 0 or self.max_matches < 1:
            raise ValueError("near_days and max_matches must not be negative or none")
