"""Start dates for units: spread over the months, drawn by lot, and within what the units can."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import numpy as np

from tovholder.engines.followup.arrange import Wishes, arrangements, count
from tovholder.engines.followup.model import PlanError, PlanFault, Planned, Rollout
from tovholder.engines.followup.params import Params
from tovholder.engines.followup.power import STEPS, powers

TRIES = 200  # proposals drawn by lot, of which the most telling is taken
MOST_STEPS = 20_000  # of searching on, when no lot fits


def plan_rollout(rollout: Rollout, params: Params | None = None) -> Planned:
    """A rollout that keeps the wishes, and its power. Raises :class:`PlanError` when there is none."""
    params = params or Params()
    months = _months(rollout, params)
    starts = _proposed(rollout, months, np.random.default_rng((params.seed, 1)))
    dates = sorted(set(starts))
    wishes = _wishes(rollout, months, dates)
    labels = [dates.index(start) for start in starts]
    rows = arrangements(labels, wishes, params.power_permutations, np.random.default_rng((params.seed, 3)))
    others = rollout.effects or tuple(step * rollout.effect + 0.0 for step in STEPS)  # no minus nought
    effects = tuple(dict.fromkeys((*others, rollout.effect)))
    found, smallest = powers(rollout, starts, rows, effects, params)
    if not rows.exact:  # the draw may hold the observed one twice, which says nothing of what p could be
        smallest = 1 / len(rows.rows) if wishes.bind else max(1 / count(labels), 1 / params.permutations)
    return Planned(
        starts=tuple((unit.key, start) for unit, start in zip(rollout.units, starts, strict=True)),
        power=found[effects.index(rollout.effect)],
        powers=tuple(sorted(found, key=lambda one: abs(one.effect))),
        smallest_p=smallest,
        arrangements=len(rows.rows) if rows.exact or wishes.bind else count(labels),
        exact=rows.exact,
        can_be_clear=smallest <= params.alpha,
        runs=params.runs,
    )


def _wishes(rollout: Rollout, months: dict[str, tuple[int, ...]], dates: list[int]) -> Wishes:
    allowed = np.array([[date in months[unit.key] for date in dates] for unit in rollout.units], dtype=bool)
    place = {unit.key: number for number, unit in enumerate(rollout.units)}
    return Wishes(allowed, tuple((place[first], place[second]) for first, second in rollout.order))


def _months(rollout: Rollout, params: Params) -> dict[str, tuple[int, ...]]:
    """The months in which each unit can start, leaving enough before and after; or the error that says why not."""
    if not rollout.units:
        raise PlanError(PlanFault.NO_UNITS)
    first, last = params.min_before, rollout.months - params.min_after
    if last < first:
        raise PlanError(PlanFault.TOO_SHORT)
    months = {}
    for unit in rollout.units:
        end = last if unit.latest is None else min(unit.latest, last)
        months[unit.key] = tuple(
            month for month in range(max(unit.earliest, first), end + 1) if month not in unit.blocked
        )
    months = _ordered(rollout, months)
    bare = tuple(key for key, free in months.items() if not free)
    if bare:
        raise PlanError(PlanFault.NO_MONTH, bare)
    if len({month for free in months.values() for month in free}) * rollout.capacity < len(rollout.units):
        raise PlanError(PlanFault.NO_CAPACITY)
    return months


def _ordered(rollout: Rollout, months: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The months less those that the order of units rules out."""
    unknown = {key for pair in rollout.order for key in pair} - months.keys()
    if unknown:
        raise PlanError(PlanFault.ORDER_UNKNOWN, tuple(sorted(unknown)))
    before: dict[str, set[str]] = {key: set() for key in months}
    for first, second in rollout.order:
        before[second].add(first)
    try:
        sequence = tuple(TopologicalSorter(before).static_order())
    except CycleError as error:
        raise PlanError(PlanFault.ORDER_CYCLE, tuple(sorted(set(error.args[1])))) from error
    for key in sequence:
        earliest = max((months[one][0] for one in before[key] if months[one]), default=0)
        months[key] = tuple(month for month in months[key] if month >= earliest)
    for key in reversed(sequence):
        followers = [second for first, second in rollout.order if first == key and months[second]]
        latest = min((months[one][-1] for one in followers), default=rollout.months)
        months[key] = tuple(month for month in months[key] if month <= latest)
    return months


def _proposed(rollout: Rollout, months: dict[str, tuple[int, ...]], rng: np.random.Generator) -> tuple[int, ...]:
    """The most telling of the proposals that lots give; the first drawn where several tell as much."""
    best: tuple[float, tuple[int, ...]] | None = None
    alike = not rollout.order and len(set(months.values())) == 1  # every lot then tells as much as the next
    for _try in range(1 if alike else TRIES):
        drawn = _drawn(rollout, months, rng)
        if drawn is not None:
            worth = _information(drawn, rollout.months)
            if best is None or worth > best[0] * (1 + 1e-9):
                best = (worth, drawn)
    if best is None:
        found = _searched(rollout, months)
        if found is None:
            raise PlanError(PlanFault.NOT_FOUND)
        return found
    return best[1]


def _information(starts: tuple[int, ...], months: int) -> float:
    """What is left of the rollout's steps when levels of units and months are taken out: the more, the surer."""
    steps = (np.arange(months) >= np.array(starts)[:, None]).astype(float)
    left = steps - steps.mean(axis=0) - steps.mean(axis=1, keepdims=True) + steps.mean()
    return float((left * left).sum())


def _drawn(rollout: Rollout, months: dict[str, tuple[int, ...]], rng: np.random.Generator) -> tuple[int, ...] | None:
    """Dates spread evenly, units drawn to them by lot, each moved to the nearest month that it can."""
    keys = [unit.key for unit in rollout.units]
    free = sorted({month for one in months.values() for month in one})
    spread = np.linspace(free[0], free[-1], len(keys)) if len(keys) > 1 else np.array([free[len(free) // 2]], float)
    wished = dict(zip(keys, rng.permutation(spread), strict=True))
    for _pass in keys if rollout.order else ():
        for first, second in rollout.order:
            if wished[first] > wished[second]:
                wished[first], wished[second] = wished[second], wished[first]
    given: dict[str, int] = {}
    for key in sorted(keys, key=lambda one: (wished[one], len(months[one]))):
        able = [month for month in months[key] if _fits(rollout, given, key, month)]
        if not able:
            return None
        given[key] = min(able, key=lambda month: (abs(month - wished[key]), month))
    return tuple(given[key] for key in keys)


def _fits(rollout: Rollout, given: dict[str, int], key: str, month: int) -> bool:
    """Whether a unit can start in a month, with those that have a month already."""
    if sum(other == month for other in given.values()) >= rollout.capacity:
        return False
    for first, second in rollout.order:
        if second == key and given.get(first, month) > month:
            return False
        if first == key and given.get(second, month) < month:
            return False
    return True


def _searched(rollout: Rollout, months: dict[str, tuple[int, ...]]) -> tuple[int, ...] | None:
    """Any rollout that keeps the wishes, by trying the units with the fewest months first."""
    keys = sorted(months, key=lambda one: (len(months[one]), one))
    given: dict[str, int] = {}
    choices: list[Iterator[int]] = [iter(months[keys[0]])]
    for _step in range(MOST_STEPS):
        key = keys[len(choices) - 1]
        given.pop(key, None)
        month = next((one for one in choices[-1] if _fits(rollout, given, key, one)), None)
        if month is None:
            choices.pop()
            if not choices:
                return None
            continue
        given[key] = month
        if len(given) == len(keys):
            return tuple(given[unit.key] for unit in rollout.units)
        choices.append(iter(months[keys[len(choices)]]))
    return None
