"""Taking corners out of a line without moving its ends: Visvalingam and Whyatt's method."""

from heapq import heapify, heappop, heappush

from tovholder.engines.topology.model import Arc, Point


def doubled_area(a: Point, b: Point, c: Point) -> float:
    """Twice the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))


def simplified(arc: Arc, least: float) -> Arc:
    """The arc without the corners whose triangle is smaller than ``least``, the smallest taken first.

    The ends stay, so that arcs still meet; a closed arc keeps at least three corners.
    """
    keep_at_least = 4 if arc[0] == arc[-1] else 2
    last = len(arc) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    area = {at: doubled_area(arc[at - 1], arc[at], arc[at + 1]) for at in range(1, last)}
    heap = [(size, at) for at, size in area.items()]
    heapify(heap)
    left = len(arc)
    while heap and left > keep_at_least:
        size, at = heappop(heap)
        if area.get(at) != size:
            continue  # an older size of a corner whose neighbour has gone since
        if size >= 2 * least:
            break
        del area[at]
        left -= 1
        one, other = before[at], after[at]
        after[one], before[other] = other, one
        for corner in (one, other):
            if corner in area:
                # never smaller than the one just taken: else a long bend would vanish corner by corner
                area[corner] = max(size, doubled_area(arc[before[corner]], arc[corner], arc[after[corner]]))
                heappush(heap, (area[corner], corner))
    return tuple(arc[at] for at in range(len(arc)) if at in area or at in {0, last})
