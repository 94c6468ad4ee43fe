"""The sheet, and what is refused. The sheet is Denmark's; another country would bring its own."""

from dataclasses import dataclass, field
from math import cos, radians

from tovholder.engines.topology.model import Point

Box = tuple[float, float, float, float]
"""Left, top, width and height on the sheet."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most."""

    points: int = 2_000_000
    geometries: int = 5_000
    depth: int = 4


@dataclass(frozen=True, slots=True)
class Params:
    """The sheet, in units of which ``width`` go across.

    Degrees become units by an equirectangular projection that is true at ``middle``. What begins east of
    ``moved_from`` is drawn with its upper left corner at ``moved_to`` (Bornholm, which lies far out).
    ``window_degrees`` (west, south, east, north) is drawn once more at ``enlarged_at`` (left, top, width); an area with
    at least ``enough`` of its box inside belongs to it. A corner goes when the triangle with its neighbours is smaller
    than ``least_triangle``, an island when it is smaller than ``least_island``, both in square units.
    """

    west: float = 8.0
    east: float = 12.9
    south: float = 54.5
    north: float = 57.8
    middle: float = 56.0
    width: float = 700.0
    moved_from: float = 14.0
    moved_to: Point = (590.0, 318.0)
    window_degrees: tuple[float, float, float, float] = (12.19, 55.53, 12.76, 55.89)
    enlarged_at: tuple[float, float, float] = (478.0, 30.0, 216.0)
    enough: float = 0.6
    least_triangle: float = 0.12
    least_island: float = 0.5
    code_names: tuple[str, ...] = field(
        default=("code", "kode", "komkode", "KOMKODE", "kommunekode", "Kommunekode", "dagi_kode", "id")
    )

    @property
    def per_degree(self) -> float:
        """Units for one degree of latitude."""
        return self.width / ((self.east - self.west) * cos(radians(self.middle)))

    @property
    def height(self) -> float:
        """How high the sheet is."""
        return round((self.north - self.south) * self.per_degree, 1)

    def placed(self, point: Point) -> Point:
        """Where a point in degrees lies on the sheet."""
        return (
            (point[0] - self.west) * cos(radians(self.middle)) * self.per_degree,
            (self.north - point[1]) * self.per_degree,
        )

    @property
    def window(self) -> Box:
        """The part of the sheet that is enlarged."""
        west, south, east, north = self.window_degrees
        left, top = self.placed((west, north))
        right, bottom = self.placed((east, south))
        return (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))

    @property
    def enlarged(self) -> Box:
        """Where it is drawn larger."""
        left, top, width = self.enlarged_at
        _left, _top, across, down = self.window
        return (left, top, width, round(width * down / across, 1))
