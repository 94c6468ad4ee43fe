"""Which point of a tree leads to which: no circles, and what is a means to something else. Pure functions on keys."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

Edges = Iterable[tuple[int, int]]


def following(edges: Edges) -> Mapping[int, frozenset[int]]:
    """The points that each point leads to directly."""
    found: dict[int, set[int]] = defaultdict(set)
    for start, end in edges:
        found[start].add(end)
    return {start: frozenset(ends) for start, ends in found.items()}


def reached_from(start: int, edges: Edges) -> frozenset[int]:
    """All points that ``start`` leads to, directly or over others."""
    onward = following(edges)
    seen: set[int] = set()
    waiting = list(onward.get(start, ()))
    while waiting:
        point = waiting.pop()
        if point not in seen:
            seen.add(point)
            waiting.extend(onward.get(point, ()))
    return frozenset(seen)


def closes_a_circle(edges: Edges, start: int, end: int) -> bool:
    """Whether a new edge from ``start`` to ``end`` would lead back to where it began."""
    return start == end or start in reached_from(end, edges)


def means_among(points: Collection[int], edges: Edges) -> Mapping[int, frozenset[int]]:
    """Those of ``points`` that lead to others of them, with the ones they lead to: counting both counts twice."""
    known, every = frozenset(points), list(edges)
    led = {point: reached_from(point, every) & known for point in points}
    return {point: ends for point, ends in led.items() if ends}
