"""What counts, and how much."""

from dataclasses import dataclass, field
from types import MappingProxyType

from tovholder.engines.peers.model import Feature

WEIGHTS = MappingProxyType(
    {
        Feature.POPULATION: 0.35,
        Feature.DENSITY: 0.25,
        Feature.DISTANCE: 0.25,
        Feature.REGION: 0.15,
        Feature.PROFILE: 0.0,
    }
)


@dataclass(frozen=True, slots=True)
class Params:
    """Weights of the features, and where each ends to count.

    ``most_ratio`` inhabitants (or inhabitants for each km²: ``most_density``) apart is as far as is counted, and so are
    ``most_km`` kilometres. A peer of which less than ``least_known`` of the weights is known is left out.
    """

    weights: MappingProxyType[Feature, float] = field(default_factory=lambda: WEIGHTS)
    most_ratio: float = 8.0
    most_density: float = 20.0
    most_km: float = 200.0
    least_known: float = 0.5

    def __post_init__(self) -> None:
        if min(self.weights.values()) < 0 or sum(self.weights.values()) <= 0:
            raise ValueError("weights must not be negative, and one must count")
        if self.most_ratio <= 1 or self.most_density <= 1 or self.most_km <= 0 or not 0 < self.least_known <= 1:
            raise ValueError("the limits must lie above what is the same")
