"""The order in which to take the tasks, with its parts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from tovholder.engines.workload.model import Factor, Lane, Part, Placed, Ranking, Reason, Task
from tovholder.engines.workload.params import Params, Weights

Order = tuple[int, float, float, str, str]
Values = tuple[float, ...]
"""The values of a task's factors, in the order of ``Factor``."""

_STAGE = {Lane.AUTOMATE: 0, Lane.SUPPORT: 0, Lane.STANDARDISE: 0, Lane.TRY_CAREFULLY: 1, Lane.KEEP: 2}


def prioritise(tasks: Iterable[Task], weights: Weights | None = None, params: Params | None = None) -> Ranking:
    """The tasks in order: first those that may be changed now, then those to try carefully, last those to keep.

    Within these by score, then hours, then name. More hours never move a task down, more harm never moves it up.
    """
    asked, limits = weights or Weights(), params or Params()
    every = list(tasks)
    values = [_values(task, limits) for task in every]
    lanes = [_lane(task, limits) for task in every]
    counted = tuple(asked.by_factor().values())
    orders = [_order(task, lane, _raw(one, counted)) for task, lane, one in zip(every, lanes, values, strict=True)]
    grid = limits.grid()
    in_top = _in_top(orders, values, counted, limits)
    total = sum(counted)
    placed = []
    for place, at in enumerate(sorted(range(len(every)), key=lambda at: orders[at]), start=1):
        factors = zip(Factor, values[at], counted, strict=True)
        parts = tuple(Part(factor, value, weight / total) for factor, value, weight in factors)
        task = every[at]
        score = sum(part.points for part in parts)
        placed.append(Placed(task, place, score, parts, lanes[at], _reasons(task, limits), in_top[at]))
    return Ranking(tuple(placed), limits.top, len(grid))


def _values(task: Task, params: Params) -> Values:
    """Each factor from 0 (a reason to wait) to 1 (a reason to begin), in the order of ``Factor``."""
    return (
        1 - params.half_hours / (task.hours + params.half_hours),  # written so that rounding keeps it from falling
        (task.standard - 1) / 4,
        (5 - task.contact) / 4,
        (5 - task.harm) / 5,
        1.0 if task.manual else 0.0,
    )


def _lane(task: Task, params: Params) -> Lane:
    if task.contact >= params.much_contact:
        return Lane.KEEP
    if task.harm >= params.grave_harm:
        return Lane.TRY_CAREFULLY
    if task.standard <= params.unlike and task.volume >= params.many:
        return Lane.STANDARDISE
    if task.contact <= params.little_contact and task.harm <= params.low_harm and task.standard >= params.alike:
        return Lane.AUTOMATE
    return Lane.SUPPORT


def _reasons(task: Task, params: Params) -> tuple[Reason, ...]:
    found = [_contact(task, params)]
    if task.harm >= params.grave_harm:
        found.append(Reason.GRAVE_HARM)
    elif task.harm <= params.no_human_harm:
        found.append(Reason.NO_HUMAN_HARM)
    elif task.harm > params.low_harm:
        found.append(Reason.SOME_HARM)
    if task.standard <= params.unlike:
        found.append(Reason.MANY_UNLIKE if task.volume >= params.many else Reason.UNLIKE)
    elif task.standard >= params.alike:
        found.append(Reason.ALIKE)
    if task.manual:
        found.append(Reason.MANUAL)
    return tuple(found)


def _contact(task: Task, params: Params) -> Reason:
    if task.contact >= params.much_contact:
        return Reason.MUCH_CONTACT
    return Reason.LITTLE_CONTACT if task.contact <= params.little_contact else Reason.SOME_CONTACT


def _raw(values: Values, weights: Sequence[int]) -> float:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


def _order(task: Task, lane: Lane, raw: float) -> Order:
    return (_STAGE[lane], -raw, -task.hours, task.name, task.key)


def _in_top(orders: Sequence[Order], values: Sequence[Values], weights: Sequence[int], params: Params) -> Counter[int]:
    """In how many combinations of the varied weights each task, by its position, is among the first."""
    counts: Counter[int] = Counter()
    rivals = _rivals(orders, params)
    for steps in params.grid():
        varied = [weight * step for weight, step in zip(weights, steps, strict=True)]
        again = [(orders[at][0], -_raw(values[at], varied), *orders[at][2:], at) for at in rivals]
        counts.update(order[-1] for order in nsmallest(params.top, again))
    return counts


def _rivals(orders: Sequence[Order], params: Params) -> list[int]:
    """The positions of those that can be among the first in any combination; of a long list few can."""
    first = nsmallest(params.top, orders)
    if len(first) < params.top:
        return list(range(len(orders)))
    stage, raw = first[-1][:2]
    least, most = min(params.steps), max(params.steps)
    # A hair more than exact: a sum of floats in another order must not lose a rival that is level.
    return [at for at, (its, mine, *_) in enumerate(orders) if (its, mine * most) <= (stage, raw * least * (1 - 1e-9))]
