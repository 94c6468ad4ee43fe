"""When projects came to the map, and how they went from state to state."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from tovholder.demo import published, texts
from tovholder.demo.model import PlannedStep

_PATHS: dict[str, tuple[tuple[str, ...], ...]] = {
    "idea": (("idea",),),
    "pilot": (("idea", "pilot"), ("pilot",)),
    "decision": (("idea", "pilot", "decision"),),
    "implementing": (("idea", "pilot", "decision", "implementing"), ("pilot", "decision", "implementing")),
    "in_operation": (
        ("idea", "pilot", "decision", "implementing", "in_operation"),
        ("pilot", "decision", "implementing", "in_operation"),
    ),
    "paused": (("idea", "pilot", "paused"), ("idea", "pilot", "decision", "implementing", "paused")),
    "stopped": (("idea", "pilot", "stopped"), ("pilot", "decision", "stopped"), ("idea", "stopped")),
    "ended": (("idea", "pilot", "decision", "implementing", "in_operation", "ended"),),
}
"""The ways that lead to a state; all follow the allowed steps."""

_AGE = {"ended": 4.2, "in_operation": 3.0, "stopped": 2.6, "implementing": 2.2, "paused": 2.0, "decision": 1.5}
"""How old a project in a state tends to be; the younger states count 1."""

_BACKLOG_DAYS = 800
_LEAD_DAYS = 420
_SHORTEST_STATE = 45


def registration_days(random: Random, counts: Mapping[int, int] = published.BY_YEAR) -> list[date]:
    """One working day for each project, as many in each year as ``counts`` says, oldest first."""
    days: list[date] = []
    for year, count in counts.items():
        first = max(date(year, 1, 5), published.OPENED_ON)
        last = min(date(year, 12, 18), published.CLOSED_ON)
        span = (last - first).days
        # When the map opened, most of what was already running came at once.
        shape = (1.0, 2.2) if year == published.OPENED_ON.year else (1.0, 1.0)
        days += [_working_day(first + timedelta(days=int(span * random.betavariate(*shape)))) for _ in range(count)]
    return sorted(days)


def by_age(random: Random, statuses: Sequence[str]) -> list[int]:
    """The positions of ``statuses``, those first that came to the map first."""
    score = [_AGE.get(status, 1.0) + random.gauss(0, 1.1) for status in statuses]
    return sorted(range(len(statuses)), key=lambda position: -score[position])


def steps(random: Random, status: str, registered: date) -> tuple[PlannedStep, ...]:
    """The dated steps of a project that came to the map on ``registered`` and ended in ``status`` by December 2017."""
    path = random.choice(_PATHS[status])
    backlog = registered.year == published.OPENED_ON.year
    lead = random.randint(20, _BACKLOG_DAYS if backlog else _LEAD_DAYS) if len(path) > 2 else random.randint(0, 60)
    first = _working_day(registered - timedelta(days=lead))
    shortest = first + timedelta(days=_SHORTEST_STATE * (len(path) - 1))
    latest = min(registered + timedelta(days=random.randint(0, 540)), published.CLOSED_ON)
    last = max(latest, shortest)
    if last > published.CLOSED_ON:
        first -= last - published.CLOSED_ON
        last = published.CLOSED_ON
    return tuple(
        PlannedStep(state, on, texts.pause_reason(random) if state == "paused" else texts.step_reason(random, state))
        for state, on in zip(path, _spread(random, first, last, len(path)), strict=True)
    )


def confirmed_days(
    random: Random, today: date, registered: Sequence[date], statuses: Sequence[str], stale: int
) -> list[date]:
    """When each project was last confirmed: within a year of ``today``, but for ``stale`` active ones.

    Raises ``ValueError`` when too few projects are old enough to have been left alone for a year.
    """
    year_ago = today - timedelta(days=366)
    grown = [
        position
        for position, status in enumerate(statuses)
        if status not in {"stopped", "ended"} and registered[position] < year_ago - timedelta(days=14)
    ]
    if len(grown) < stale:
        raise ValueError("the demo's day must leave some projects a year old")
    left_alone = frozenset(random.sample(grown, stale))
    days = []
    for position, first in enumerate(registered):
        back = random.randint(380, 900) if position in left_alone else random.randint(2, 345)
        latest = year_ago - timedelta(days=1) if position in left_alone else today
        days.append(min(max(today - timedelta(days=back), first), latest))
    return days


def _spread(random: Random, first: date, last: date, count: int) -> list[date]:
    """``count`` rising working days from ``first`` to about ``last``."""
    if count == 1:
        return [first]
    # Each state lasts at least a third of an even share, so that no decision is taken within days of a start.
    lengths = [random.uniform(0.5, 1.5) for _ in range(count - 1)]
    span, past = (last - first).days, 0.0
    days = [first]
    for length in lengths:
        past += length
        day = _working_day(first + timedelta(days=int(span * past / sum(lengths))))
        days.append(max(day, _working_day(days[-1] + timedelta(days=4), forward=True)))
    return days


def _working_day(day: date, *, forward: bool = False) -> date:
    """``day``, or the Friday before (with ``forward`` the Monday after) when it falls on a weekend."""
    over = day.weekday() - 4
    if over <= 0:
        return day
    return day + timedelta(days=3 - over) if forward else day - timedelta(days=over)
