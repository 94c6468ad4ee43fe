"""The business case, computed from its likely values."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tovholder.engines.benefits.check import benefit_keys, check, filled
from tovholder.engines.benefits.flows import (
    Values,
    View,
    amount,
    bucket_of,
    discounts,
    index_factor,
    likely_values,
    pays,
    present_value,
    profile,
    worth,
)
from tovholder.engines.benefits.formulas import FORMULAS, Formula, Kind
from tovholder.engines.benefits.graph import Counted, LeftOut, Node, count
from tovholder.engines.benefits.model import MUNICIPAL, Bucket, Case, Line, Party, Scenario, ScenarioKind
from tovholder.engines.benefits.params import DEFAULTS, Params
from tovholder.engines.benefits.results import (
    BreakEven,
    Figure,
    LineResult,
    Net,
    Payback,
    Reason,
    Result,
    Room,
    ScenarioResult,
)

BOOKED, FULL = View(full=False), View(full=True)
BOOKED_ALL, FULL_ALL = View(full=False, everybody=True), View(full=True, everybody=True)
VIEWS: Mapping[str, View] = {"booked": BOOKED, "full": FULL, "booked_all": BOOKED_ALL, "full_all": FULL_ALL}
_HAIR = 1e-9
"""What sums of floats may be off by, in kroner and in citizens: a case that just breaks even does break even."""

Years = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all scenarios of a case share."""

    case: Case
    values: Values
    nothing: Scenario | None


def evaluate(case: Case, params: Params = DEFAULTS) -> Result:
    """All figures of ``case``. Raises ``CaseError`` with everything that is wrong with it."""
    check(case, params)
    frame = _Frame(case, likely_values(case), nothing_of(case))
    return Result(
        years=tuple(case.start_year + year for year in range(case.horizon + 1)),
        discounts=tuple(discounts(case)),
        scenarios=tuple(_scenario(one, frame) for one in case.scenarios),
        index={one.key: index_factor(case, one.price_year) for one in case.assumptions if one.unit.is_money},
    )


def nothing_of(case: Case) -> Scenario | None:
    """The scenario of doing nothing, if the case has one; else nothing costs and gives nought."""
    return next((one for one in case.scenarios if one.kind is ScenarioKind.NOTHING), None)


def counting(scenario: Scenario | None, case: Case) -> Counted:
    """Which benefits of a scenario are counted. A benefit that stands in another scenario is none of this one's."""
    lines = {line.key for line in (scenario.lines if scenario else ()) if FORMULAS[line.formula].kind is Kind.BENEFIT}
    known = [*benefit_keys(case), *(key for key in case.unpriced)]
    nodes = [Node(key=key, value=1.0 if key in lines else None) for key in known]
    return count(nodes, case.edges)


def counted_of(scenario: Scenario | None, case: Case) -> frozenset[str]:
    """The keys of the counted benefits of a scenario."""
    return frozenset(counting(scenario, case).counted)


def _scenario(scenario: Scenario, frame: _Frame) -> ScenarioResult:
    counted = counting(scenario, frame.case)
    left = {one.key: one for one in counted.left_out}
    lines = tuple(_line(line, frame, left.get(line.key)) for line in scenario.lines)
    by_key = {line.key: line for line in scenario.lines}
    costs = [line for line in lines if line.kind is Kind.COST]
    gains = [line for line in lines if line.kind is Kind.BENEFIT and line.counted]
    payers = _payers(costs, by_key, frame)
    harvests = _harvests(gains)
    years = frame.case.horizon + 1
    nets = {name: _net(scenario, frame, view, payers, harvests) for name, view in VIEWS.items()}
    return ScenarioResult(
        key=scenario.key,
        kind=scenario.kind,
        lines=lines,
        costs=_total((line.cash for line in costs), years),
        payers=payers,
        harvesters={
            party: _total((cash for (who, _how), cash in harvests.items() if who is party), years)
            for party in Party
            if any(who is party for who, _how in harvests)
        },
        harvests=harvests,
        buckets={
            bucket: _total((cash for (_who, how), cash in harvests.items() if how is bucket), years)
            for bucket in Bucket
        },
        room=tuple(_rooms(gains, frame)),
        figures=tuple(_figures(scenario, lines, nets, frame)),
        **nets,
    )


def _line(line: Line, frame: _Frame, left: LeftOut | None) -> LineResult:
    formula = FORMULAS[line.formula]
    case, values = frame.case, frame.values
    full = float(amount(line, formula, case, values))
    parts = [float(part) for part in profile(line, formula, case, values)]
    hours = float(amount(line, formula, case, values, hours=True)) if formula.is_time else 0.0
    gives = formula.kind is Kind.BENEFIT
    counted = left is None
    return LineResult(
        key=line.key,
        formula=line.formula,
        kind=formula.kind,
        once=formula.once,
        party=line.party,
        realisation=line.realisation,
        bucket=bucket_of(line) if gives else None,
        amount=full,
        cash=tuple(full * part if counted else 0.0 for part in parts),
        hours=tuple(hours * part if counted else 0.0 for part in parts),
        rests_on=_rests_on(line, formula, case),
        counted=counted,
        left_out=left.why if left else None,
        carried_by=left.ends if left else (),
    )


def _rests_on(line: Line, formula: Formula, case: Case) -> tuple[str, ...]:
    keys = list(filled(line, formula, case).values())
    ramped = formula.kind is Kind.BENEFIT if line.ramped is None else line.ramped
    if ramped and not formula.once and case.ramp is not None:
        keys.append(case.ramp)
    if line.funded and case.funding is not None:
        keys.append(case.funding.share)
    return tuple(dict.fromkeys(keys))


def _total(rows: Iterable[Sequence[float]], years: int) -> Years:
    sums = [0.0] * years
    for row in rows:
        for year, value in enumerate(row):
            sums[year] += value
    return tuple(sums)


def _payers(costs: list[LineResult], by_key: Mapping[str, Line], frame: _Frame) -> dict[Party, Years]:
    years = frame.case.horizon + 1
    rows: dict[Party, list[float]] = {}
    for line in costs:
        for year, cash in enumerate(line.cash):
            for party, share in pays(by_key[line.key], frame.case, frame.values, year).items():
                rows.setdefault(party, [0.0] * years)[year] += cash * share
    return {party: tuple(rows[party]) for party in Party if party in rows}


def _harvests(gains: list[LineResult]) -> dict[tuple[Party, Bucket], Years]:
    found: dict[tuple[Party, Bucket], list[Years]] = {}
    for line in gains:
        if line.bucket is not None:
            found.setdefault((line.party, line.bucket), []).append(line.cash)
    return {key: _total(rows, len(rows[0])) for key, rows in found.items()}


def _net(
    scenario: Scenario,
    frame: _Frame,
    view: View,
    payers: Mapping[Party, Years],
    harvests: Mapping[tuple[Party, Bucket], Years],
) -> Net:
    years = frame.case.horizon + 1
    out = _total((cash for party, cash in payers.items() if view.everybody or party in MUNICIPAL), years)
    taken = [
        cash
        for (party, bucket), cash in harvests.items()
        if (view.everybody or party in MUNICIPAL) and (view.full or bucket is Bucket.BOOKED)
    ]
    cash = tuple(come - gone for come, gone in zip(_total(taken, years), out, strict=True))
    npv = sum(value * discount for value, discount in zip(cash, discounts(frame.case), strict=True))
    return Net(
        cash=cash,
        npv=npv,
        against_nothing=0.0 if scenario is frame.nothing else npv - _worth_of_nothing(frame, view),
        break_even=_break_even(scenario, frame, view),
        payback=_payback(scenario, cash, frame, view),
    )


def _worth_of_nothing(frame: _Frame, view: View) -> float:
    nothing = frame.nothing
    return float(present_value(nothing, frame.case, frame.values, view, counted_of(nothing, frame.case)))


def _break_even(scenario: Scenario, frame: _Frame, view: View) -> BreakEven:
    """Exact, because every line is a number plus so much a citizen."""
    key = frame.case.citizens
    if key is None:
        return BreakEven(Reason.NO_VOLUME)

    fixed, each = _linear(scenario, frame, view, key)
    if scenario is not frame.nothing and frame.nothing is not None:
        less, less_each = _linear(frame.nothing, frame, view, key)
        fixed, each = fixed - less, each - less_each
    if fixed >= -_HAIR:
        if each >= -_HAIR:
            return BreakEven(Reason.ALWAYS, 0)
        most = math.floor(max(fixed, 0.0) / -each + _HAIR)
        return BreakEven(Reason.ONLY_BELOW, most) if most else BreakEven(Reason.NONE_CAN)
    if each <= _HAIR:
        return BreakEven(Reason.NONE_CAN)
    return BreakEven(Reason.REACHED, math.ceil(-fixed / each - _HAIR))


def _linear(scenario: Scenario, frame: _Frame, view: View, key: str) -> tuple[float, float]:
    """The net present value with no citizens, and what each citizen adds to it."""
    case, counted = frame.case, counted_of(scenario, frame.case)
    none, one = {**frame.values, key: 0.0}, {**frame.values, key: 1.0}
    fixed, each = 0.0, 0.0
    for line in scenario.lines:
        formula = FORMULAS[line.formula]
        if view.takes(line, formula, counted):
            value = float(worth(line, formula, case, frame.values, view))
            without = float(amount(line, formula, case, none))
            fixed += without * value
            each += (float(amount(line, formula, case, one)) - without) * value
    return fixed, each


def _payback(scenario: Scenario, cash: Years, frame: _Frame, view: View) -> Payback:
    nothing = _cash_of_nothing(frame, view) if scenario is not frame.nothing else cash
    run, sums = 0.0, []
    for mine, other in zip(cash, nothing, strict=True):
        run += mine - other
        sums.append(run)
    if sums[-1] < -_HAIR:
        return Payback(Reason.NOT_WITHIN)
    last = max((year for year, total in enumerate(sums) if total < -_HAIR), default=-1)
    return Payback(Reason.WITHIN, frame.case.start_year + last + 1)


def _cash_of_nothing(frame: _Frame, view: View) -> Years:
    years = frame.case.horizon + 1
    if frame.nothing is None:
        return (0.0,) * years
    counted = counted_of(frame.nothing, frame.case)
    rows = []
    for line in frame.nothing.lines:
        formula = FORMULAS[line.formula]
        if view.takes(line, formula, counted):
            result = _line(line, frame, None)
            sign = 1 if formula.kind is Kind.BENEFIT else -1
            shares = [_kept(line, frame, view, year) for year in range(years)]
            rows.append([sign * value * share for value, share in zip(result.cash, shares, strict=True)])
    return _total(rows, years)


def _kept(line: Line, frame: _Frame, view: View, year: int) -> float:
    """The part of a line that stays in the view when a funder pays some of it."""
    return 1.0 if view.everybody else 1.0 - pays(line, frame.case, frame.values, year).get(Party.EXTERNAL, 0.0)


def _rooms(gains: list[LineResult], frame: _Frame) -> list[Room]:
    """Growth inside the same frame: freed hours that no budget cut took, against the hours that more citizens need."""
    case, capacity = frame.case, frame.case.capacity
    if capacity is None or case.citizens is None:
        return []
    each, growth = float(frame.values[capacity.hours]), float(frame.values[capacity.growth])
    start = float(frame.values[case.citizens])
    freed = _total((line.hours for line in gains if line.bucket is not Bucket.BOOKED), case.horizon + 1)
    rooms = []
    for year in range(1, case.horizon + 1):
        more = start * ((1 + growth) ** year - 1)
        carried = max(0, math.floor(freed[year] / each + _HAIR))
        reason = Reason.COVERED if freed[year] + _HAIR >= more * each else Reason.NOT_COVERED
        rooms.append(Room(case.start_year + year, freed[year], carried, more, reason))
    return rooms


def _figures(
    scenario: Scenario, lines: Sequence[LineResult], nets: Mapping[str, Net], frame: _Frame
) -> Iterable[Figure]:
    """Every figure that is shown of a scenario, with its formula and the assumptions under it."""
    for line in lines:
        unit = "kr" if line.once else "kr/year"
        yield Figure(f"{scenario.key}.{line.key}", line.amount, unit, line.formula, line.rests_on, (line.key,))
    counted = counted_of(scenario, frame.case)
    by_key = {line.key: line for line in scenario.lines}
    for name, view in VIEWS.items():
        taken = [one for one in lines if view.takes(by_key[one.key], FORMULAS[one.formula], counted)]
        keys = tuple(one.key for one in taken)
        rests = tuple(dict.fromkeys(key for one in taken for key in one.rests_on))
        net, at = nets[name], f"{scenario.key}.{name}"
        yield Figure(f"{at}.npv", net.npv, "kr", "npv", rests, keys)
        yield Figure(f"{at}.against_nothing", net.against_nothing, "kr", "against_nothing", rests, keys)
        volume = net.break_even.citizens
        found = None if volume is None else float(volume)
        yield Figure(f"{at}.break_even", found, "citizens", "break_even", rests, keys)
        year = None if net.payback.year is None else float(net.payback.year)
        yield Figure(f"{at}.payback", year, "year", "payback", rests, keys)
