"""p and interval from a set of arrangements."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TIE = 1e-9


def p_value(effects: Floats) -> float:
    """The share of arrangements with an effect as large as the first, which is the observed one. Never 0."""
    sizes = np.abs(effects)
    return float(np.mean(sizes >= sizes[0] - TIE * float(sizes.max())))


def smallest_p(likeness: Floats) -> float:
    """What p could have been at best: the arrangements that can never be told from the observed one."""
    alike = np.abs(likeness) >= 1 - TIE
    alike[0] = True  # also where the observed one explains nothing at all
    return float(np.mean(alike))


def limits(effects: Floats, likeness: Floats, alpha: float) -> tuple[float | None, float | None]:
    """All effects that the test does not reject at ``alpha``; ``None`` where they have no end.

    An arrangement p gives ``effects[p]`` on the measurements, and ``effects[p] − t·likeness[p]`` when an effect t is
    taken out of them. It outdoes the observed one for all t in an interval around the estimate, whose ends are known;
    so the limits are order statistics of those ends, and nothing is searched.
    """
    estimate = float(effects[0])
    rest = effects - estimate * likeness
    rest = np.where(np.abs(rest) <= TIE * float(np.abs(effects).max()), 0.0, rest)  # rounding
    # A rest above nought reaches rest/(1+likeness) up and rest/(1-likeness) down; one below nought the other way.
    towards, away = 1 + likeness, 1 - likeness
    up = np.where(rest >= 0, _reach(rest, towards), _reach(-rest, away))
    down = np.where(rest >= 0, _reach(rest, away), _reach(-rest, towards))
    same = np.abs(likeness) >= 1 - TIE
    return _bound(estimate, np.where(same, np.inf, down), alpha, -1), _bound(
        estimate, np.where(same, np.inf, up), alpha, 1
    )


def _reach(rest: Floats, by: Floats) -> Floats:
    reached: Floats = np.divide(rest, by, out=np.full_like(rest, np.inf), where=by > TIE)
    return reached


def _bound(estimate: float, reach: Floats, alpha: float, sign: int) -> float | None:
    place = math.floor(alpha * len(reach) + TIE)
    furthest = float(np.sort(reach)[::-1][place])
    return estimate + sign * furthest if math.isfinite(furthest) else None


def wilson(hits: int, runs: int, z: float = 1.959964) -> tuple[float, float]:
    """The interval of a share that was counted in ``runs`` (Wilson, 95 %)."""
    share = hits / runs
    middle = share + z * z / (2 * runs)
    half = z * math.sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs))
    by = 1 + z * z / runs
    low = (middle - half) / by if hits else 0.0
    high = (middle + half) / by if hits < runs else 1.0
    return low, high
