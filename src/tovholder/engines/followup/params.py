"""The limits of what is said, and how much is drawn."""

from dataclasses import dataclass

MOST_PERMUTATIONS = 200_000
MOST_RUNS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Limits of the analysis. Raises ``ValueError`` for what cannot be.

    ``alpha`` is the level of test and interval. ``permutations`` are drawn, the observed one among them; are there no
    more arrangements than that, all are taken. A unit needs ``min_before`` months before its start and ``min_after``
    after it, a trend ``trend_before`` months. Less than ``year`` months of baseline cannot tell a season from an
    effect. Beyond ``spoiled_limit`` of all measurements spoiled, nothing is said. ``runs`` simulated rollouts stand
    behind each power, each tested with ``power_permutations``.
    """

    alpha: float = 0.05
    permutations: int = 10_000
    seed: int = 1
    min_before: int = 3
    min_after: int = 3
    trend_before: int = 8
    year: int = 12
    spoiled_limit: float = 0.25
    runs: int = 1_000
    power_permutations: int = 1_000

    def __post_init__(self) -> None:
        if not 0 < self.alpha < 1 or not 0 <= self.spoiled_limit <= 1:
            raise ValueError("alpha and spoiled_limit are shares")
        if not min(self.permutations, self.power_permutations) >= 1:
            raise ValueError("at least one arrangement")
        if max(self.permutations, self.power_permutations) > MOST_PERMUTATIONS or not 1 <= self.runs <= MOST_RUNS:
            raise ValueError(f"at most {MOST_PERMUTATIONS} permutations and {MOST_RUNS} runs")
        if self.min_before < 1 or self.min_after < 1 or self.trend_before < 3:
            raise ValueError("a before, an after, and three months for a trend")
