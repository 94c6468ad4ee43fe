"""What bundles hold, as a plain graph: finding the circle that a new part would close."""

from collections import deque
from collections.abc import Collection, Mapping


def circle(holds: Mapping[int, Collection[int]], bundle: int, part: int) -> list[int] | None:
    """The shortest way from ``part`` down to ``bundle``, both included, if putting it in would close a circle.

    ``holds`` gives the parts of each bundle. None when ``part`` may go into ``bundle``.
    """
    came_from: dict[int, int | None] = {part: None}
    waiting = deque([part])
    while waiting:
        here = waiting.popleft()
        if here == bundle:
            way: list[int] = []
            step: int | None = here
            while step is not None:
                way.append(step)
                step = came_from[step]
            return way[::-1]
        for inner in holds.get(here, ()):
            if inner not in came_from:
                came_from[inner] = here
                waiting.append(inner)
    return None
