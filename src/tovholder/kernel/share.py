"""A share is a count and its base. A bare percentage is never stored."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``base``; ``of`` says what the base is ("projekter", "kommuner").

    Raises ``ValueError`` unless 0 <= count <= base.
    """

    count: int
    base: int
    of: str

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.base:
            raise ValueError(f"{self.count} of {self.base} is no share")

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, halves up; None when the base is empty."""
        if self.base == 0:
            return None
        exact = Decimal(self.count * 100) / Decimal(self.base)
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
