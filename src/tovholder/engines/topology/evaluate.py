"""From arcs in degrees to outlines on the sheet."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from tovholder.engines.topology.decode import walked
from tovholder.engines.topology.model import Arc, Drawn, Outline, Point, Polygon, Ring, Topology
from tovholder.engines.topology.params import Params
from tovholder.engines.topology.simplify import simplified

Step = tuple[int, int]
"""A place on the sheet in tenths of its unit: whole numbers, so that neighbours' borders are equal to the digit."""


def evaluate(topology: Topology, params: Params) -> Drawn:
    """Project, simplify each shared arc once, and write every area as a path.

    An area keeps at least its largest ring, whatever its size.
    """
    placed = [tuple(params.placed(point) for point in arc) for arc in topology.arcs]
    simple = [simplified(arc, params.least_triangle) for arc in placed]
    outlines = {
        code: _outline(_rings(polygons, simple, placed, params), _is_far(polygons, topology, params), params)
        for code, polygons in topology.areas.items()
    }
    return Drawn(outlines, sum(len(arc) for arc in topology.arcs))


def _is_far(polygons: Sequence[Polygon], topology: Topology, params: Params) -> bool:
    """Whether all of an area lies so far east that it is drawn elsewhere."""
    outer = [index for polygon in polygons for index in polygon[0]]
    return all(x >= params.moved_from for index in outer for x, _y in walked(topology.arcs, index))


def _rings(
    polygons: Iterable[Polygon], simple: Sequence[Arc], placed: Sequence[Arc], params: Params
) -> list[list[Point]]:
    """The rings large enough to be seen, the largest always. One that vanished by simplifying stays as it was."""
    rings: list[tuple[float, list[Point]]] = []
    for polygon in polygons:
        for ring in polygon:
            points = stitched(ring, simple)
            if ring_area(points) < params.least_island:
                points = stitched(ring, placed)
            rings.append((ring_area(points), points))
    seen = [points for area, points in rings if area >= params.least_island]
    return seen or [max(rings, key=lambda one: one[0])[1]]


def stitched(ring: Ring, arcs: Sequence[Arc]) -> list[Point]:
    """The corners of a ring; where two arcs meet the corner stands once, and the first is not repeated at the end."""
    points: list[Point] = []
    for index in ring:
        points.extend(walked(arcs, index)[:-1])
    return points


def ring_area(points: Sequence[Point]) -> float:
    """The area within a ring (the shoelace formula)."""
    closed = [*points, *points[:1]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))) / 2


def _outline(rings: Sequence[Sequence[Point]], far: bool, params: Params) -> Outline:
    steps = [[(round(x * 10), round(y * 10)) for x, y in ring] for ring in rings]
    if far:
        steps = _moved(steps, params)
    return Outline("".join(_path(ring) for ring in steps), _enlarged(steps, params), sum(map(len, steps)))


def _box(rings: Sequence[Sequence[Step]]) -> tuple[int, int, int, int]:
    across = [x for ring in rings for x, _y in ring]
    down = [y for ring in rings for _x, y in ring]
    return min(across), min(down), max(across), max(down)


def _moved(rings: Sequence[Sequence[Step]], params: Params) -> list[list[Step]]:
    left, top, _right, _bottom = _box(rings)
    x_by, y_by = round(params.moved_to[0] * 10) - left, round(params.moved_to[1] * 10) - top
    return [[(x + x_by, y + y_by) for x, y in ring] for ring in rings]


def _enlarged(rings: Sequence[Sequence[Step]], params: Params) -> Literal["", "part", "whole"]:
    """How much of an area's box lies in the enlarged window."""
    left, top, right, bottom = (step / 10 for step in _box(rings))
    x, y, width, height = params.window
    across = min(right, x + width) - max(left, x)
    down = min(bottom, y + height) - max(top, y)
    if across <= 0 or down <= 0:
        return ""
    whole = max((right - left) * (bottom - top), 1e-9)
    return "whole" if across * down >= params.enough * whole else "part"


def _path(ring: Sequence[Step]) -> str:
    """Path data: a move, then short relative steps. Corners that fall together are written once."""
    distinct = [step for at, step in enumerate(ring) if step != ring[at - 1]] or list(ring[:1])
    x, y = distinct[0]
    written = [f"M{_tenths(x)} {_tenths(y)}l"]
    for (from_x, from_y), (to_x, to_y) in pairwise(distinct):
        for number in (to_x - from_x, to_y - from_y):
            text = _tenths(number)
            written.append(text if text.startswith("-") or written[-1].endswith("l") else f" {text}")
    return "".join(written) + "z"


def _tenths(number: int) -> str:
    """A number of tenths as SVG writes it shortest: "-.5", "12", "3.1"."""
    sign, size = ("-" if number < 0 else ""), abs(number)
    whole, part = divmod(size, 10)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{part}"
