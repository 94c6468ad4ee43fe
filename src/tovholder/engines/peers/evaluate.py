"""The distance between municipalities, with its parts."""

from collections.abc import Iterable
from math import log, sqrt

from tovholder.engines.peers.model import Authority, Feature, Part, Peer
from tovholder.engines.peers.params import Params

Measured = tuple[float, float]
"""How far apart, from 0 to 1, and the thing itself."""


def evaluate(here: Authority, others: Iterable[Authority], params: Params) -> list[Peer]:
    """The others, nearest first; equals in the order of their keys. ``here`` itself is left out.

    A feature that is not known of both does not count: the weights of the others grow to fill its place.
    """
    peers = [_peer(here, other, params) for other in others if other.key != here.key]
    known = [peer for peer in peers if peer.known >= params.least_known]
    return sorted(known, key=lambda peer: (peer.distance, peer.key))


def _peer(here: Authority, other: Authority, params: Params) -> Peer:
    measured = {feature: _measured(feature, here, other, params) for feature in Feature if params.weights.get(feature)}
    both = {feature: one for feature, one in measured.items() if one is not None}
    counted = sum(params.weights[feature] for feature in both)
    parts = tuple(
        Part(feature, apart, params.weights[feature] / counted, value) for feature, (apart, value) in both.items()
    )
    return Peer(other.key, sum(part.adds for part in parts), parts, counted / sum(params.weights.values()))


def _measured(feature: Feature, here: Authority, other: Authority, params: Params) -> Measured | None:
    if feature is Feature.POPULATION:
        return _ratio(here.population, other.population, params.most_ratio)
    if feature is Feature.DENSITY:
        return _ratio(here.density, other.density, params.most_density)
    if feature is Feature.DISTANCE:
        return _distance(here, other, params.most_km)
    if feature is Feature.REGION:
        if here.region is None or other.region is None:
            return None
        return (0.0, 0.0) if here.region == other.region else (1.0, 1.0)
    return _unlike(here.profile, other.profile)


def _ratio(one: float | None, other: float | None, most: float) -> Measured | None:
    """Two numbers as their ratio: twice as many is as far as half as many."""
    if not one or not other:
        return None
    ratio = other / one
    return min(abs(log(ratio)) / log(most), 1.0), ratio


def _distance(here: Authority, other: Authority, most_km: float) -> Measured | None:
    """The great circle between the middles."""
    if here.middle is None or other.middle is None:
        return None
    km = here.middle.distance_km(other.middle)
    return min(km / most_km, 1.0), km


def _unlike(one: tuple[int, ...], other: tuple[int, ...]) -> Measured | None:
    """How unlike two profiles are, whatever their size: 1 less their cosine."""
    size = sqrt(sum(a * a for a in one)) * sqrt(sum(b * b for b in other))
    if not size or len(one) != len(other):
        return None
    unlike = min(max(1 - sum(a * b for a, b in zip(one, other, strict=True)) / size, 0.0), 1.0)
    return unlike, unlike
