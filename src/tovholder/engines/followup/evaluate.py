"""The one entry to the analysis: a panel and a design in, an answer with its reasons out."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.followup import permute
from tovholder.engines.followup.arrange import Arrangements, Wishes, arrangements
from tovholder.engines.followup.model import Answer, Because, Design, Panel, Reason, Result
from tovholder.engines.followup.params import Params
from tovholder.engines.followup.prepare import Ready, prepare, refuse
from tovholder.engines.followup.twoway import TINY, along, steps_of

Floats = NDArray[np.float64]
ALONE = {Design.BEFORE_AFTER, Design.INTERRUPTED_SERIES}
ROUNDING = 1e-12  # of the largest value: what arithmetic alone may leave
MOST_SIGNS = 13  # units whose signs are all gone through: 8,192


def analyse(panel: Panel, design: Design, params: Params | None = None) -> Result:
    """What the measurements say about the technology's effect, or why they cannot.

    Nothing is raised for measurements that do not suffice: that is an answer too. The result does not depend on the
    order or the names of the units.
    """
    params = params or Params()
    because = refuse(panel, params)
    if because:
        return _cannot(Result(design=design, answer=Answer.CANNOT_BE_DOCUMENTED, units=len(panel.series)), *because)
    ready = prepare(panel)
    result = _described(ready, design)
    stop = _stopped(panel, ready, result, params)
    if stop is not None:
        return stop
    return (_alone if design in ALONE else _compared)(panel, ready, result, params)


def _described(ready: Ready, design: Design) -> Result:
    """The result with what can be told of any design."""
    started = ready.started
    baseline = ready.baseline() if started.any() else None
    before = ready.before()[started].sum(axis=1)
    after = ready.after()[started].sum(axis=1)
    return Result(
        design=design,
        answer=Answer.UNCLEAR,
        reasons=ready.reasons,
        baseline=baseline,
        units=len(ready.series),
        units_started=int(started.sum()),
        months_before=int(np.median(before)) if len(before) else 0,
        months_after=int(np.median(after)) if len(after) else 0,
        left_out=ready.left_out,
    )


def _stopped(panel: Panel, ready: Ready, result: Result, params: Params) -> Result | None:
    """The answer when there is nothing to compute, or it is too early to."""
    if not len(ready.series):
        return _cannot(result, Because.NO_BASELINE)
    started = ready.started
    if not started.any():
        had_it = any(one.start is not None and one.start <= 0 for one in panel.series)
        if had_it:
            return _cannot(result, Because.NO_BASELINE)
        return _early(result, Reason.NOT_STARTED)
    before = ready.before()[started].sum(axis=1)
    after = ready.after()[started].sum(axis=1)
    if before.max() < params.min_before:
        return _cannot(_noted(result, Reason.TOO_FEW_PERIODS), Because.TOO_FEW_PERIODS)
    due = sum(one.start is not None for one in ready.series)
    if 2 * int((after >= params.min_after).sum()) < due:
        return _early(result)
    if panel.planned_months is not None and panel.months < panel.planned_months:
        return _early(result, Reason.BEFORE_PLANNED_END)
    return None


# --- with a comparison ------------------------------------------------------------------------------------------------
def _compared(panel: Panel, ready: Ready, result: Result, params: Params) -> Result:
    """Difference-in-differences and staggered rollout: two-way levels out, start dates permuted over the units."""
    if len(ready.series) < 2:
        return _cannot(_noted(result, Reason.ONE_UNIT_NO_P), Because.TOO_FEW_UNITS)
    dates = sorted({int(start) for start in ready.starts})
    labels = [dates.index(int(start)) for start in ready.starts]
    starts = tuple(None if date >= ready.months else date for date in dates)
    weights = _weights(ready) if panel.weigh_by_n else None
    steps = steps_of(ready.observed, starts, weights)
    rows = arrangements(labels, _wishes(panel, ready, dates), params.permutations, np.random.default_rng(params.seed))
    inverse, likeness, sizes = steps.scaled(rows.rows)
    if len(dates) < 2 or sizes[0] <= TINY:
        return _cannot(result, Because.NO_COMPARISON)
    cells = ready.values[ready.observed]
    cells = cells - cells.mean()
    if weights is not None:
        cells = cells * np.sqrt(weights[ready.observed])
    effects = along(steps.gains(cells), rows.rows) * inverse * inverse[0]
    noise = ROUNDING * float(np.abs(ready.values).max(initial=0.0))
    effects = np.where(np.abs(effects) <= noise, 0.0, effects)
    return _judged(_with_estimate(result, float(effects[0])), panel, effects, likeness, rows, params)


def _judged(
    result: Result, panel: Panel, effects: Floats, likeness: Floats, rows: Arrangements, params: Params
) -> Result:
    """p, interval and answer from the effects that the arrangements give."""
    low, high = permute.limits(effects, likeness, params.alpha)
    p, smallest = permute.p_value(effects), permute.smallest_p(likeness)
    result = _noted(
        replace(result, p=p, smallest_p=smallest, arrangements=len(effects), low=low, high=high),
        Reason.PERMUTATIONS_EXACT if rows.exact else Reason.PERMUTATIONS_DRAWN,
    )
    if smallest > params.alpha:
        return _cannot(_noted(result, Reason.FEW_ARRANGEMENTS), Because.TOO_FEW_UNITS)
    if p > params.alpha or not effects[0]:
        return replace(result, answer=Answer.UNCLEAR)
    good = (effects[0] > 0) == panel.higher_is_better
    return replace(result, answer=Answer.BETTER if good else Answer.WORSE)


def _weights(ready: Ready) -> Floats:
    """What each value rests on; 1 where that is not known."""
    weights = np.ones(ready.values.shape)
    for row, one in enumerate(ready.series):
        for month, count in enumerate(one.n):
            weights[row, month] = count or 1
    return weights


def _wishes(panel: Panel, ready: Ready, dates: list[int]) -> Wishes:
    """What the arrangements had to keep, by the numbers of units and dates here."""
    allowed = np.ones((len(ready.series), len(dates)), dtype=bool)
    for row, one in enumerate(ready.series):
        if one.allowed is not None:
            last = any(start >= ready.months for start in one.allowed)
            allowed[row] = [date in one.allowed or (date >= ready.months and last) for date in dates]
    place = {one.key: row for row, one in enumerate(ready.series)}
    pairs = [(place[first], place[second]) for first, second in panel.order if first in place and second in place]
    return Wishes(allowed, tuple(pairs))


# --- without one ------------------------------------------------------------------------------------------------------
def _alone(panel: Panel, ready: Ready, result: Result, params: Params) -> Result:
    """Before-after and interrupted series: the change is told, never a p, for nothing tells it from other changes."""
    need = params.trend_before if result.design is Design.INTERRUPTED_SERIES else params.min_before
    enough = ready.started & (ready.before().sum(axis=1) >= need) & (ready.after().sum(axis=1) >= params.min_after)
    if not enough.any():
        return _cannot(_noted(result, Reason.TOO_FEW_PERIODS), Because.TOO_FEW_PERIODS)
    gap: Callable[[Floats, Floats, Floats, Floats], float]
    gap = _trend_gap if result.design is Design.INTERRUPTED_SERIES else _mean_gap
    changes = np.array([_change(ready, int(unit), gap) for unit in np.nonzero(enough)[0]])
    result = _with_estimate(result, float(changes.mean()))
    if result.months_before < params.year:
        result = _noted(result, Reason.SEASON_UNKNOWN)
    if len(changes) == 1:
        before = ready.values[enough][0][ready.before()[enough][0]]
        result = replace(result, spread=(float(before.min()), float(before.max())))
        return replace(_noted(result, Reason.ONE_UNIT_NO_P), answer=Answer.CHANGE_ONLY)
    low, high = _flipped(np.sort(changes), params)
    return replace(_noted(result, Reason.NO_COMPARISON_NO_P), answer=Answer.CHANGE_ONLY, low=low, high=high)


def _change(ready: Ready, unit: int, gap: Callable[[Floats, Floats, Floats, Floats], float]) -> float:
    before, after = ready.before()[unit], ready.after()[unit]
    months = np.arange(ready.months, dtype=float)
    return gap(months[before], ready.values[unit][before], months[after], ready.values[unit][after])


def _mean_gap(_before_at: Floats, before: Floats, _after_at: Floats, after: Floats) -> float:
    """The mean after less the mean before."""
    return float(after.mean() - before.mean())


def _trend_gap(before_at: Floats, before: Floats, after_at: Floats, after: Floats) -> float:
    """The mean distance of the months after from the straight line through those before."""
    centred = before_at - before_at.mean()
    slope = float(centred @ before) / float(centred @ centred)
    return float((after - (before.mean() + slope * (after_at - before_at.mean()))).mean())


def _flipped(changes: Floats, params: Params) -> tuple[float | None, float | None]:
    """The interval of the units' mean change, by turning the signs of their deviations (all when units are few)."""
    units = len(changes)
    if units <= MOST_SIGNS:
        signs = 1.0 - 2.0 * ((np.arange(2**units)[:, None] >> np.arange(units)) & 1)
    else:
        drawn = np.random.default_rng(params.seed).integers(0, 2, (params.permutations - 1, units))
        signs = np.concatenate([np.ones((1, units)), 1.0 - 2.0 * drawn])
    return permute.limits(signs @ changes / units, signs.mean(axis=1), params.alpha)


# --- what is said -----------------------------------------------------------------------------------------------------
def _with_estimate(result: Result, estimate: float) -> Result:
    """The result with its estimate, in the indicator's unit and in per cent of the baseline."""
    result = replace(result, estimate=estimate)
    if not result.baseline:
        return _noted(result, Reason.BASELINE_ZERO)
    return replace(result, percent=100 * estimate / abs(result.baseline))


def _noted(result: Result, *reasons: Reason) -> Result:
    return replace(result, reasons=(*result.reasons, *(one for one in reasons if one not in result.reasons)))


def _cannot(result: Result, *because: Because) -> Result:
    return replace(
        _noted(result, Reason.CANNOT_BE_DOCUMENTED),
        answer=Answer.CANNOT_BE_DOCUMENTED,
        because=(*result.because, *because),
    )


def _early(result: Result, *reasons: Reason) -> Result:
    return replace(_noted(result, Reason.TOO_EARLY, *reasons), answer=Answer.TOO_EARLY)
