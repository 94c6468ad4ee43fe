"""What is compared, and what is said about it."""

from dataclasses import dataclass, field
from enum import StrEnum

from tovholder.kernel.place import Place


class Feature(StrEnum):
    """In what two municipalities are compared."""

    POPULATION = "population"
    DENSITY = "density"
    DISTANCE = "distance"
    REGION = "region"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Authority:
    """A municipality as the engine sees it. ``key`` is the caller's own and comes back.

    None is what is not known. ``profile`` counts what it does by kind (its projects by category); empty when it is
    not to be compared, or there is nothing.
    """

    key: str
    population: int | None = None
    area_km2: float | None = None
    middle: Place | None = None
    region: str | None = None
    profile: tuple[int, ...] = field(default=())

    @property
    def density(self) -> float | None:
        """Inhabitants for each square kilometre."""
        if self.population is None or not self.area_km2:
            return None
        return self.population / self.area_km2


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature adds to a distance.

    ``apart`` is how far the two lie from each other in it, between 0 (the same) and 1 (as far as is counted), and
    ``weight`` its share of all that was known. ``value`` is the thing itself: inhabitants and inhabitants per km² as a
    ratio (2 means twice as many), the distance in kilometres, 1 for another region, unlikeness of profiles from 0 to 1.
    """

    feature: Feature
    apart: float
    weight: float
    value: float

    @property
    def adds(self) -> float:
        """The part of the distance that this is, between 0 and 100."""
        return 100 * self.weight * self.apart


@dataclass(frozen=True, slots=True)
class Peer:
    """A municipality and how far it is from the one that asked: 0 is the same, 100 unlike in everything.

    ``parts`` tell what the distance is made of, in the order of :class:`Feature`; they add up to it. ``known`` is the
    share of the weights that could be compared.
    """

    key: str
    distance: float
    parts: tuple[Part, ...]
    known: float
