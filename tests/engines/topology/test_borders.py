"""Borders from a file arrive on the sheet as they stood in it, shared where neighbours share them."""

from collections.abc import Sequence
from contextlib import suppress
from math import cos, pi, sin
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.topology import Fault, Limits, Params, TopologyError, decode, evaluate
from tovholder.engines.topology.evaluate import ring_area, stitched
from tovholder.engines.topology.model import Arc, Point
from tovholder.engines.topology.simplify import simplified

SCALE, SHIFT = (0.0007, 0.0003), (8.1, 54.6)
LEFT = [[0, 0], [0, 900], [900, 0]]  # up the west side and along the north of the left square
SHARED = [[900, 900], [0, -900]]  # down the border between them
UNDER = [[900, 0], [-900, 0]]
RIGHT = [[900, 0], [900, 0], [0, 900], [-900, 0]]  # around the right square, from the border's foot to its head


def document(**changes: Any) -> dict[str, Any]:
    """Two squares side by side that share a border, the left one with code 101, the right one with 0706."""
    squares = [
        {"type": "Polygon", "arcs": [[0, 1, 2]], "properties": {"kode": 101}},
        {"type": "MultiPolygon", "arcs": [[[3, 1]]], "properties": {"kode": "0706"}},
    ]
    whole: dict[str, Any] = {
        "type": "Topology",
        "transform": {"scale": list(SCALE), "translate": list(SHIFT)},
        "arcs": [LEFT, SHARED, UNDER, RIGHT],
        "objects": {"kommuner": {"type": "GeometryCollection", "geometries": squares}},
    }
    return whole | changes


def with_geometry(**geometry: Any) -> dict[str, Any]:
    """The document with one geometry alone."""
    return document(objects={"kommuner": {"type": "GeometryCollection", "geometries": [geometry]}})


def read(whole: object, name: str = "") -> dict[str, tuple[Any, ...]]:
    """The areas of a document."""
    return dict(decode(whole, Params(), Limits(), name).areas)


def test_codes_have_four_digits_and_rings_name_their_arcs() -> None:
    """A number, a short text and a text of four digits are the same kind of code."""
    assert read(document()) == {"0101": (((0, 1, 2),),), "0706": (((3, 1),),)}


def test_neighbours_have_the_same_border_to_the_digit() -> None:
    """The shared border is simplified once, so no gap opens between them."""
    drawn = evaluate(decode(document(), Params(), Limits()), Params())
    assert {code: outline.path for code, outline in drawn.outlines.items()} == {
        "0101": "M14.3 817.5l0-69 90 0 0 69z",
        "0706": "M104.3 817.5l90 0 0-69-90 0z",
    }


@pytest.mark.parametrize(
    ("whole", "fault", "where"),
    [
        ([], Fault.NOT_TOPOLOGY, ""),
        ({"type": "FeatureCollection", "features": []}, Fault.NOT_TOPOLOGY, ""),
        (document(arcs=None), Fault.NOT_TOPOLOGY, ""),
        (document(objects={}), Fault.NOT_TOPOLOGY, ""),
        (document(objects={"a": {}, "b": {}}), Fault.MANY_OBJECTS, "a, b"),
        (document(objects={"a": {"type": "GeometryCollection", "geometries": []}}), Fault.NO_AREAS, ""),
        (document(transform={"scale": [0, 1], "translate": [0, 0]}), Fault.BAD_TRANSFORM, ""),
        (document(transform={"scale": [1, 1]}), Fault.BAD_TRANSFORM, ""),
        (document(transform=[1, 2]), Fault.BAD_TRANSFORM, ""),
        (document(arcs=[LEFT, SHARED, UNDER, [[1, 2]]]), Fault.BAD_ARC, "3"),
        (document(arcs=[LEFT, [[900, "900"], [0, -900]], UNDER, RIGHT]), Fault.BAD_ARC, "1"),
        (document(arcs=[LEFT, [[float("nan"), 900], [0, -900]], UNDER, RIGHT]), Fault.BAD_ARC, "1"),
        (document(arcs=[LEFT, [[10**400, 900], [0, -900]], UNDER, RIGHT]), Fault.BAD_ARC, "1"),
        (document(arcs=[LEFT, [[900, True], [0, -900]], UNDER, RIGHT]), Fault.BAD_ARC, "1"),
        (document(arcs=[[[510_000, 6_200_000], [520_000, 6_210_000]]], transform=None), Fault.NOT_DEGREES, "0"),
        (with_geometry(type="Polygon", arcs=[[9]], properties={"code": "0101"}), Fault.NO_SUCH_ARC, "0101: 9"),
        (with_geometry(type="Polygon", arcs=[[-5]], properties={"code": "0101"}), Fault.NO_SUCH_ARC, "0101: -5"),
        (with_geometry(type="Polygon", arcs=[[0, 1]], properties={"code": "0101"}), Fault.OPEN_RING, "0101"),
        (with_geometry(type="Polygon", arcs=[[0, 1, 2]], properties={"name": "x"}), Fault.NO_CODE, "1"),
        (with_geometry(type="Polygon", arcs=[[0, 1, 2]], properties={"code": True}), Fault.NO_CODE, "1"),
        (with_geometry(type="LineString", arcs=[0], properties={"code": "0101"}), Fault.BAD_GEOMETRY, "0101"),
        (with_geometry(type="Polygon", arcs=[[]], properties={"code": "0101"}), Fault.BAD_GEOMETRY, "0101"),
        (with_geometry(type="Polygon", arcs=[[0, "1"]], properties={"code": "0101"}), Fault.NO_SUCH_ARC, "0101: 1"),
        (document(objects={"a": 7}), Fault.BAD_GEOMETRY, ""),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_place(whole: object, fault: Fault, where: str) -> None:
    """Nothing is guessed: the fault says what, and where in the file."""
    with pytest.raises(TopologyError) as refused:
        read(whole)
    assert (refused.value.fault, refused.value.where) == (fault, where)


def test_a_file_beyond_the_limits_is_refused() -> None:
    """Points, areas and collections in collections are counted."""
    nested: dict[str, Any] = document()["objects"]["kommuner"]
    for _depth in range(5):
        nested = {"type": "GeometryCollection", "geometries": [nested]}
    faults = []
    for whole, limits in (
        (document(), Limits(points=4)),
        (document(), Limits(geometries=1)),
        (document(objects={"a": nested}), Limits()),
    ):
        with pytest.raises(TopologyError) as refused:
            decode(whole, Params(), limits)
        faults.append(refused.value.fault)
    assert faults == [Fault.TOO_LARGE, Fault.TOO_LARGE, Fault.BAD_GEOMETRY]


def test_a_ring_that_walks_the_same_line_for_ever_is_refused() -> None:
    """A small file that names one closed line a hundred thousand times would fill the memory."""
    loop = [[0, 0], *([1, 1], [-1, -1]) * 500]
    whole = document(arcs=[loop], objects={"a": {"type": "Polygon", "arcs": [[0] * 100_000], "id": "0706"}})
    with pytest.raises(TopologyError) as refused:
        decode(whole, Params(), Limits())
    assert refused.value.fault == Fault.TOO_LARGE


_WORDS = ("type", "arcs", "geometries", "properties", "kode", "id", "scale", "translate")
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("Polygon"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=4),
    max_leaves=20,
)


@given(_ANYTHING, st.sampled_from(["transform", "arcs", "objects"]), st.booleans())
def test_whatever_a_file_holds_is_drawn_or_refused_with_its_fault(thing: object, where: str, inside: bool) -> None:
    """Nothing else is ever raised."""
    whole = with_geometry(type="Polygon", arcs=thing, id="1") if inside else document(**{where: thing})
    with suppress(TopologyError):
        drawn = evaluate(decode(whole, Params(), Limits()), Params())
        assert all(outline.path.startswith("M") for outline in drawn.outlines.values())


def test_one_of_several_layers_can_be_named() -> None:
    """A file with regions beside the municipalities is usable; an unknown name is answered with the known ones."""
    layers = {"regioner": {"type": None}, "kommuner": document()["objects"]["kommuner"]}
    assert sorted(read(document(objects=layers), "kommuner")) == ["0101", "0706"]
    with pytest.raises(TopologyError) as refused:
        read(document(objects=layers), "sogne")
    assert (refused.value.fault, refused.value.where) == (Fault.NO_SUCH_OBJECT, "kommuner, regioner")


def test_parts_with_the_same_code_become_one_area() -> None:
    """A municipality of islands may come as several areas."""
    squares = document()["objects"]["kommuner"]["geometries"]
    squares[1]["properties"]["kode"] = "0101"
    assert read(document()) != read(document(objects={"a": {"type": "GeometryCollection", "geometries": squares}}))
    assert read(document(objects={"a": {"type": "GeometryCollection", "geometries": squares}})) == {
        "0101": (((0, 1, 2),), ((3, 1),))
    }


def test_what_lies_far_east_is_drawn_nearer() -> None:
    """Bornholm begins where the sheet says, at its own scale."""
    far = [[14.7, 55.0], [14.7, 55.3], [15.1, 55.3], [14.7, 55.0]]
    drawn = evaluate(
        decode(
            document(transform=None, arcs=[far], objects={"a": {"type": "Polygon", "arcs": [[0]], "id": "400"}}),
            Params(),
            Limits(),
        ),
        Params(),
    )
    assert drawn.outlines["0400"].path == "M590 394.6l0-76.6 57.2 0z"


def test_the_capital_is_told_from_the_rest() -> None:
    """Whole, in part or not at all in the window that is drawn larger."""

    def square(west: float, south: float, size: float) -> list[list[float]]:
        return [[west, south], [west, south + size], [west + size, south + size], [west + size, south], [west, south]]

    arcs = [square(12.5, 55.65, 0.1), square(12.0, 55.6, 0.3), square(10.0, 56.0, 0.2)]
    areas = [{"type": "Polygon", "arcs": [[at]], "id": at + 1} for at in range(3)]
    whole = document(transform=None, arcs=arcs, objects={"a": {"type": "GeometryCollection", "geometries": areas}})
    drawn = evaluate(decode(whole, Params(), Limits()), Params())
    assert {code: outline.enlarged for code, outline in drawn.outlines.items()} == {
        "0001": "whole",
        "0002": "part",
        "0003": "",
    }


# --- what holds for every file ---------------------------------------------------------------------------------------

Grid = st.tuples(st.integers(0, 9_999), st.integers(0, 9_999))


def encoded(arcs: Sequence[Sequence[tuple[int, int]]]) -> list[list[list[int]]]:
    """Arcs of whole grid places as TopoJSON writes them: the first place, then steps."""
    return [[[x - px, y - py] for (px, py), (x, y) in zip([(0, 0), *arc[:-1]], arc, strict=True)] for arc in arcs]


@given(st.lists(st.lists(Grid, min_size=3, max_size=30, unique=True), min_size=1, max_size=8))
def test_encoded_arcs_come_back(rings: list[list[tuple[int, int]]]) -> None:
    """What TopoJSON quantises and what is read from it are the same places."""
    closed = [[*ring, ring[0]] for ring in rings]
    areas = [{"type": "Polygon", "arcs": [[~at]], "id": at + 1} for at in range(len(closed))]
    whole = document(arcs=encoded(closed), objects={"a": {"type": "GeometryCollection", "geometries": areas}})
    topology = decode(whole, Params(), Limits())
    expected = tuple(tuple((x * SCALE[0] + SHIFT[0], y * SCALE[1] + SHIFT[1]) for x, y in ring) for ring in closed)
    assert topology.arcs == expected
    assert [stitched(polygons[0][0], topology.arcs) for polygons in topology.areas.values()] == [
        list(ring[::-1][:-1]) for ring in expected
    ]


Places = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=40, unique=True)


@given(Places, st.floats(0.01, 500))
def test_a_simpler_line_keeps_its_ends_and_its_order(places: list[Point], least: float) -> None:
    """Corners only go; none is moved and none is new."""
    arc: Arc = tuple(places)
    simple = simplified(arc, least)
    assert (simple[0], simple[-1]) == (arc[0], arc[-1])
    assert [point for point in arc if point in set(simple)] == list(simple)


@given(st.floats(1, 50), st.integers(3, 60))
def test_an_island_never_vanishes(radius: float, corners: int) -> None:
    """A closed line keeps at least three corners, however coarse the map."""
    ring = [
        (50 + radius * cos(2 * pi * at / corners), 50 + radius * sin(2 * pi * at / corners)) for at in range(corners)
    ]
    simple = simplified((*ring, ring[0]), 1e9)
    assert (len(simple), simple[0] == simple[-1], ring_area(simple[:-1]) > 0) == (4, True, True)
