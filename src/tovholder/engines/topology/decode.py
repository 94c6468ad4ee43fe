"""Reading a TopoJSON document that has already been parsed as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import isfinite
from typing import Any

from tovholder.engines.topology.model import Arc, Fault, Point, Polygon, Ring, Topology, TopologyError
from tovholder.engines.topology.params import Limits, Params

DEPTHS = {"Polygon": 1, "MultiPolygon": 2}


def decode(document: object, params: Params, limits: Limits, name: str = "") -> Topology:
    """The areas of the document's object ``name`` (or of the only one), by code.

    Areas that share a code become one. Raises :class:`TopologyError` for anything that cannot be drawn as it says:
    nothing is guessed and nothing left out.
    """
    if not isinstance(document, Mapping) or document.get("type") != "Topology":
        raise TopologyError(Fault.NOT_TOPOLOGY)
    arcs = _arcs(document, limits)
    areas: dict[str, list[Polygon]] = {}
    corners = 0
    for number, geometry in enumerate(_geometries(_object(document, name), limits, 1), 1):
        if number > limits.geometries:
            raise TopologyError(Fault.TOO_LARGE, str(number))
        if geometry.get("type") is None:  # TopoJSON's way of saying that there is no shape
            continue
        code = _code(geometry, params, number)
        polygons = _polygons(geometry, arcs, code)
        corners += _corners(polygons, arcs)
        if corners > 2 * limits.points:  # a border is walked along twice at most: once from each side
            raise TopologyError(Fault.TOO_LARGE, str(corners))
        areas.setdefault(code, []).extend(polygons)
    if not areas:
        raise TopologyError(Fault.NO_AREAS)
    return Topology(arcs, {code: tuple(polygons) for code, polygons in areas.items()})


# --- arcs ------------------------------------------------------------------------------------------------------------


def _arcs(document: Mapping[str, Any], limits: Limits) -> tuple[Arc, ...]:
    listed = document.get("arcs")
    if not isinstance(listed, list):
        raise TopologyError(Fault.NOT_TOPOLOGY)
    scale, shift = _transform(document.get("transform"))
    arcs, points = [], 0
    for number, arc in enumerate(listed):
        if not isinstance(arc, list) or len(arc) < 2:
            raise TopologyError(Fault.BAD_ARC, str(number))
        points += len(arc)
        if points > limits.points:
            raise TopologyError(Fault.TOO_LARGE, str(points))
        arcs.append(_degrees([_position(position, number) for position in arc], scale, shift, number))
    return tuple(arcs)


def _transform(transform: object) -> tuple[Point | None, Point]:
    """Scale and shift of a quantised document; no scale for one with plain coordinates."""
    if transform is None:
        return None, (0.0, 0.0)
    if not isinstance(transform, Mapping):
        raise TopologyError(Fault.BAD_TRANSFORM)
    pairs = [_pair(transform.get(key)) for key in ("scale", "translate")]
    scale, shift = pairs
    if scale is None or shift is None or not all(scale):
        raise TopologyError(Fault.BAD_TRANSFORM)
    return scale, shift


def _pair(value: object) -> Point | None:
    """Two finite numbers, or None."""
    if not isinstance(value, list) or len(value) < 2:
        return None
    first, second = value[0], value[1]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (first, second)):
        return None
    return (float(first), float(second)) if abs(first) < 1e12 and abs(second) < 1e12 else None


def _position(value: object, arc: int) -> Point:
    pair = _pair(value)
    if pair is None:
        raise TopologyError(Fault.BAD_ARC, str(arc))
    return pair


def _degrees(positions: Sequence[Point], scale: Point | None, shift: Point, number: int) -> Arc:
    """Positions as degrees. Those of a quantised arc are steps from the one before."""
    if scale is None:
        points = list(positions)
    else:
        across = accumulate(x for x, _y in positions)
        up = accumulate(y for _x, y in positions)
        points = [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in zip(across, up, strict=True)]
    if not all(isfinite(x) and isfinite(y) and -180 <= x <= 180 and -90 <= y <= 90 for x, y in points):
        raise TopologyError(Fault.NOT_DEGREES, str(number))
    return tuple(points)


# --- objects ---------------------------------------------------------------------------------------------------------


def _object(document: Mapping[str, Any], name: str) -> object:
    objects = document.get("objects")
    if not isinstance(objects, Mapping) or not objects:
        raise TopologyError(Fault.NOT_TOPOLOGY)
    names = ", ".join(sorted(str(key) for key in objects))
    if name:
        if name not in objects:
            raise TopologyError(Fault.NO_SUCH_OBJECT, names)
        return objects[name]
    if len(objects) > 1:
        raise TopologyError(Fault.MANY_OBJECTS, names)
    return next(iter(objects.values()))


def _geometries(geometry: object, limits: Limits, depth: int) -> Iterator[Mapping[str, Any]]:
    """The single geometries of a collection, those of collections in it too."""
    if not isinstance(geometry, Mapping):
        raise TopologyError(Fault.BAD_GEOMETRY)
    if geometry.get("type") != "GeometryCollection":
        yield geometry
        return
    members = geometry.get("geometries")
    if not isinstance(members, list) or depth > limits.depth:
        raise TopologyError(Fault.BAD_GEOMETRY)
    for member in members:
        yield from _geometries(member, limits, depth + 1)


def _code(geometry: Mapping[str, Any], params: Params, number: int) -> str:
    """The municipality's code: four digits, however the file writes it."""
    properties = geometry.get("properties")
    told = {**(properties if isinstance(properties, Mapping) else {}), "id": geometry.get("id")}
    for name in params.code_names:
        value = told.get(name)
        if isinstance(value, int | str) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip().zfill(4)
    raise TopologyError(Fault.NO_CODE, str(number))


def _polygons(geometry: Mapping[str, Any], arcs: Sequence[Arc], code: str) -> list[Polygon]:
    kind, listed = geometry.get("type"), geometry.get("arcs")
    if kind not in DEPTHS or not isinstance(listed, list):
        raise TopologyError(Fault.BAD_GEOMETRY, code)
    polygons = [listed] if kind == "Polygon" else listed
    return [_polygon(polygon, arcs, code) for polygon in polygons]


def _polygon(listed: object, arcs: Sequence[Arc], code: str) -> Polygon:
    if not isinstance(listed, list) or not listed:
        raise TopologyError(Fault.BAD_GEOMETRY, code)
    return tuple(_ring(ring, arcs, code) for ring in listed)


def _ring(listed: object, arcs: Sequence[Arc], code: str) -> Ring:
    """A ring whose arcs meet end to end and close."""
    if not isinstance(listed, list) or not listed:
        raise TopologyError(Fault.BAD_GEOMETRY, code)
    for index in listed:
        if not isinstance(index, int) or isinstance(index, bool) or not -len(arcs) <= index < len(arcs):
            raise TopologyError(Fault.NO_SUCH_ARC, f"{code}: {index}")
    ends = [_ends(arcs, index) for index in listed]
    if any(ends[at - 1][1] != ends[at][0] for at in range(len(ends))):
        raise TopologyError(Fault.OPEN_RING, code)
    return tuple(listed)


def _ends(arcs: Sequence[Arc], index: int) -> tuple[Point, Point]:
    """Where the arc of an index begins and ends, in the direction of the ring."""
    return (arcs[index][0], arcs[index][-1]) if index >= 0 else (arcs[~index][-1], arcs[~index][0])


def _corners(polygons: Sequence[Polygon], arcs: Sequence[Arc]) -> int:
    """How many points the rings of some polygons walk along."""
    return sum(len(arcs[max(index, ~index)]) for polygon in polygons for ring in polygon for index in ring)


def walked(arcs: Sequence[Arc], index: int) -> Arc:
    """The arc of an index in the direction of the ring: ``~i`` is arc i backwards."""
    return arcs[index] if index >= 0 else arcs[~index][::-1]
