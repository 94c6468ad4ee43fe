"""From a benefit's measurements to a panel for the engine, and from its result to what is kept."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from tovholder.apps.benefits.public import Benefit, Cadence, Measurement, measurements_of
from tovholder.apps.followups.models import EvaluationPlan, PlannedStart
from tovholder.apps.followups.selectors import held_starts, plan_of
from tovholder.engines.followup import Answer, Because, Design, Panel, Params, Reason, Result, Series, analyse
from tovholder.kernel.actor import Actor
from tovholder.kernel.months import first_of_month, month_number

MONTHS: Final[Mapping[str, int]] = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: 12}
MOST_UNITS, MOST_PERIODS = 40, 60
"""What is computed while the reader waits: well under two seconds. More units or months are left out and told."""
PERMUTATIONS = 10_000
WHOLE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSeries:
    """The measurements of one unit: what is shown in the chart and kept with an analysis.

    ``allowed`` are the periods in which the unit could have begun, of those in which somebody did; None is any.
    """

    name: str
    start: int | None
    starts_on: date | None
    start_known: bool
    values: tuple[float | None, ...]
    n: tuple[int | None, ...]
    spoiled: tuple[int, ...]
    allowed: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a benefit's measurements say now."""

    plan: EvaluationPlan | None
    design: Design
    measure: str
    first: date | None
    length: int
    series: tuple[UnitSeries, ...]
    result: Result
    left_out: int = 0

    def period(self, number: int) -> date:
        """The first day of a period."""
        first = self.first or date(2000, 1, 1)
        return first_of_month(first, number * self.length)

    def kept_data(self) -> dict[str, Any]:
        """The series as they are kept."""
        return {
            "first": self.first.isoformat() if self.first else None,
            "length": self.length,
            "series": [
                {
                    "name": one.name,
                    "start": one.start,
                    "starts_on": one.starts_on.isoformat() if one.starts_on else None,
                    "start_known": one.start_known,
                    "values": list(one.values),
                    "n": list(one.n),
                    "spoiled": list(one.spoiled),
                    "allowed": None if one.allowed is None else list(one.allowed),
                }
                for one in self.series
            ],
        }

    @property
    def data_hash(self) -> str:
        """The fingerprint of the series and of the way of looking at them."""
        text = json.dumps([self.design.value, self.kept_data()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def kept_result(self) -> dict[str, Any]:
        """The result as it is kept: texts, numbers and lists, as they come back from the database."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self.result)))
        return kept


def reading_of(benefit: Benefit, actor: Actor) -> Reading:
    """What the measurements of a benefit that ``actor`` sees say. At most six queries."""
    plan = plan_of(benefit)
    rows = list(measurements_of(benefit, actor))
    length = MONTHS.get(benefit.cadence, 1)
    wanted = set(plan.units.values_list("pk", flat=True)) if plan is not None else set()
    starts = held_starts(benefit.project)
    design = _design(plan, {one.counts_from for one in starts.values()})
    by_unit = _by_unit(rows, wanted)
    used = {key: by_unit[key] for key in sorted(by_unit)[:MOST_UNITS]}
    left_out = len(by_unit) - len(used)
    first = min((one.period_from for few in used.values() for one in few), default=None)
    first = first.replace(day=1) if first else None
    count = 0
    if first is not None:
        last = max(one.period_from for few in used.values() for one in few)
        count = (month_number(last) - month_number(first)) // length + 1
        first = first_of_month(first, max(count - MOST_PERIODS, 0) * length)  # the latest are what is asked about
        count = min(count, MOST_PERIODS)
    grid = _Grid(first or date(2000, 1, 1), length, count)
    series = tuple(_series(grid, few, starts.get(key), starts, benefit) for key, few in used.items())
    return Reading(
        plan=plan,
        design=design,
        measure=str(benefit.measured_in or ""),
        first=first,
        length=length,
        series=tuple(sorted(series, key=lambda one: (one.starts_on or date.max, one.name))),
        result=_result(benefit, plan, design, grid, series),
        left_out=left_out,
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    first: date
    length: int
    count: int

    def place(self, day: date) -> int:
        """The number of the period that a day lies in; negative before the first."""
        return (month_number(day) - month_number(self.first)) // self.length


def _design(plan: EvaluationPlan | None, days: set[date | None]) -> Design:
    """The plan's design; without a plan the one that the starts allow."""
    if plan is not None:
        return Design(plan.design)
    return Design.STAGGERED_ROLLOUT if len(days - {None}) > 1 else Design.BEFORE_AFTER


def _by_unit(rows: Sequence[Measurement], wanted: set[int]) -> dict[int, list[Measurement]]:
    """The measurements by unit; those of the whole only where no unit has any, so that nothing counts twice."""
    found: dict[int, list[Measurement]] = defaultdict(list)
    for one in rows:
        if one.unit_id is not None and (not wanted or one.unit_id in wanted):
            found[one.unit_id].append(one)
    return found or ({WHOLE: [one for one in rows if one.unit_id is None]} if rows else {})


def _series(
    grid: _Grid,
    rows: list[Measurement],
    start: PlannedStart | None,
    starts: Mapping[int, PlannedStart],
    benefit: Benefit,
) -> UnitSeries:
    """The unit's measurements on the grid: a period's value is the mean of what was measured in it.

    In a project with a rollout a unit outside it never begins; without a rollout all begin when the benefit does.
    """
    values: dict[int, list[float]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    spoiled = set()
    for one in rows:
        place = grid.place(one.period_from)
        if not 0 <= place < grid.count:
            continue
        values[place].append(float(one.value))
        counts[place] += one.n or 0
        if one.spoiled:
            spoiled.add(place)
    starts_on = start.counts_from if start is not None else None if starts else benefit.starts_on
    return UnitSeries(
        name=rows[0].unit.name if rows and rows[0].unit else str(benefit.municipality.full_name),
        start=grid.place(starts_on) if starts_on is not None else None,
        starts_on=starts_on,
        start_known=starts_on is not None or bool(starts and start is None),
        values=tuple(sum(values[at]) / len(values[at]) if at in values else None for at in range(grid.count)),
        n=tuple(counts[at] or None for at in range(grid.count)),
        spoiled=tuple(sorted(spoiled)),
        allowed=_allowed(grid, start, starts) if start is not None else None,
    )


def _allowed(grid: _Grid, start: PlannedStart, starts: Mapping[int, PlannedStart]) -> tuple[int, ...] | None:
    """The periods in which somebody began and this unit could have; None when it had no wishes."""
    if not (start.earliest or start.latest or start.blocked):
        return None
    found = set()
    for other in starts.values():
        day = other.counts_from
        if day is None or f"{day:%Y-%m}" in start.blocked:
            continue
        if (start.earliest or day) <= day and (start.latest is None or day <= first_of_month(start.latest, 1)):
            found.add(grid.place(day))
    if start.counts_from is not None:
        found.add(grid.place(start.counts_from))
    return tuple(sorted(found))


def _result(
    benefit: Benefit, plan: EvaluationPlan | None, design: Design, grid: _Grid, series: Sequence[UnitSeries]
) -> Result:
    planned = grid.place(plan.follow_up_to) + 1 if plan is not None and grid.count else None
    panel = Panel(
        series=tuple(
            Series(
                key=str(number),
                start=one.start,
                start_known=one.start_known,
                values=one.values,
                spoiled=frozenset(one.spoiled),
                allowed=None if one.allowed is None else frozenset(one.allowed),
            )
            for number, one in enumerate(series)
        ),
        higher_is_better=benefit.higher_is_better,
        planned_months=planned,
    )
    return analyse(panel, design, Params(permutations=PERMUTATIONS))


def result_of(kept: Mapping[str, Any]) -> Result:
    """A kept result as the engine gave it."""
    values = dict(kept)
    values["design"] = Design(values["design"])
    values["answer"] = Answer(values["answer"])
    values["reasons"] = tuple(Reason(one) for one in values["reasons"])
    values["because"] = tuple(Because(one) for one in values["because"])
    values["left_out"] = tuple(values["left_out"])
    values["spread"] = tuple(values["spread"]) if values["spread"] else None
    return Result(**values)


def kept_reading(plan: EvaluationPlan | None, measure: str, data: Mapping[str, Any], result: Result) -> Reading:
    """A kept analysis as a reading, for the same page and chart."""
    return Reading(
        plan=plan,
        design=result.design,
        measure=measure,
        first=date.fromisoformat(data["first"]) if data["first"] else None,
        length=data["length"],
        series=tuple(
            UnitSeries(
                name=one["name"],
                start=one["start"],
                starts_on=date.fromisoformat(one["starts_on"]) if one["starts_on"] else None,
                start_known=one["start_known"],
                values=tuple(one["values"]),
                n=tuple(one["n"]),
                spoiled=tuple(one["spoiled"]),
                allowed=None if one["allowed"] is None else tuple(one["allowed"]),
            )
            for one in data["series"]
        ),
        result=result,
    )
