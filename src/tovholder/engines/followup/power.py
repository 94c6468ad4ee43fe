"""The power of a rollout before it begins: simulated, and tested with the test that will be used after it."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.followup import permute
from tovholder.engines.followup.arrange import Arrangements
from tovholder.engines.followup.model import Power, Rollout
from tovholder.engines.followup.params import Params
from tovholder.engines.followup.twoway import along, steps_of

Floats = NDArray[np.float64]
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)  # of the expected effect, when the caller names no others


def series(rollout: Rollout, runs: int, rng: np.random.Generator) -> Floats:
    """Simulated measurements without an effect: units by months by runs.

    A level for each unit, a shift for each month that all share, and what is left of last month's deviation (AR(1)).
    """
    shape = (len(rollout.units), rollout.months, runs)
    rest, left = rollout.autocorrelation, np.sqrt(1 - rollout.autocorrelation**2)
    noise = rng.standard_normal(shape) * rollout.within
    noise[:, 1:] *= left
    for before, month in pairwise(range(rollout.months)):
        noise[:, month] += rest * noise[:, before]
    levels = rng.standard_normal((shape[0], 1, runs)) * rollout.between
    shared = rng.standard_normal((1, rollout.months, runs)) * rollout.common
    values: Floats = rollout.level + levels + shared + noise
    return values


def powers(
    rollout: Rollout, starts: tuple[int, ...], rows: Arrangements, effects: tuple[float, ...], params: Params
) -> tuple[tuple[Power, ...], float]:
    """The power for each effect, all on the same simulated measurements; and the smallest p that can come out."""
    dates = tuple(sorted(set(starts)))
    steps = steps_of(np.ones((len(starts), rollout.months), dtype=bool), dates)
    inverse, likeness, _sizes = steps.scaled(rows.rows)
    values = series(rollout, params.runs, np.random.default_rng((params.seed, 2)))
    cells = values.reshape(-1, params.runs) - rollout.level
    none = along(steps.gains(cells), rows.rows) * (inverse * inverse[0])[:, None]
    found = []
    for effect in effects:
        sizes = np.abs(none + effect * likeness[:, None])
        as_large = (sizes >= sizes[0] - permute.TIE * sizes.max(axis=0)).mean(axis=0)
        hits = int((as_large <= params.alpha + permute.TIE).sum())
        found.append(Power(effect, hits / params.runs, *permute.wilson(hits, params.runs)))
    return tuple(found), permute.smallest_p(likeness)
