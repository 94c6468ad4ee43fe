"""A point on the earth."""

import math
from dataclasses import dataclass

_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class Place:
    """Latitude and longitude in degrees, WGS 84."""

    latitude: float
    longitude: float

    def distance_km(self, other: "Place") -> float:
        """The great-circle distance in kilometres (haversine formula)."""
        lat1, lat2 = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
        return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
