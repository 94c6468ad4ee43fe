"""What the engine reads, what it gives, and what may be wrong with a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y on the sheet."""

Arc = tuple[Point, ...]
Ring = tuple[int, ...]
"""Indexes of arcs, one after another around an area. ``~i`` (that is -1 - i) is arc i walked backwards."""

Polygon = tuple[Ring, ...]
"""The outer ring, then its holes."""


class Fault(StrEnum):
    """What is wrong with a file."""

    NOT_TOPOLOGY = "not_topology"
    NO_SUCH_OBJECT = "no_such_object"
    MANY_OBJECTS = "many_objects"
    BAD_TRANSFORM = "bad_transform"
    BAD_ARC = "bad_arc"
    NO_SUCH_ARC = "no_such_arc"
    OPEN_RING = "open_ring"
    BAD_GEOMETRY = "bad_geometry"
    NO_CODE = "no_code"
    NOT_DEGREES = "not_degrees"
    TOO_LARGE = "too_large"
    NO_AREAS = "no_areas"


class TopologyError(ValueError):
    """The file cannot be used: ``fault`` says why, ``where`` at what (an arc's number, a code, names of objects)."""

    def __init__(self, fault: Fault, where: str = "") -> None:
        super().__init__(f"{fault.value} {where}".strip())
        self.fault = fault
        self.where = where


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs in degrees, and the areas that are made of them, by code. Neighbours name the same arc."""

    arcs: tuple[Arc, ...]
    areas: Mapping[str, tuple[Polygon, ...]]


@dataclass(frozen=True, slots=True)
class Outline:
    """An area on the sheet.

    ``path`` is SVG path data. ``enlarged`` says whether the area lies whole, in part or not at all in the window that
    is drawn larger. ``points`` is how many corners are left.
    """

    path: str
    enlarged: Literal["", "part", "whole"]
    points: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The outlines by code, and how many corners the file had."""

    outlines: Mapping[str, Outline]
    points_before: int

    @property
    def points(self) -> int:
        """How many corners are left."""
        return sum(outline.points for outline in self.outlines.values())
