"""What is wrong with a case: all of it at once, each with the place where it is to be mended."""

import math
from collections import Counter
from collections.abc import Iterator

from tovholder.engines.benefits.formulas import CITIZENS, EXCEPTIONS, FORMULAS, Formula, Kind
from tovholder.engines.benefits.graph import Node, count
from tovholder.engines.benefits.model import (
    Assumption,
    Case,
    CaseError,
    Code,
    Line,
    Party,
    Problem,
    Scenario,
    Unit,
)
from tovholder.engines.benefits.params import DEFAULTS, Params


def check(case: Case, params: Params = DEFAULTS) -> None:
    """Raise ``CaseError`` with all problems of ``case``; say nothing when there are none."""
    problems = tuple(problems_of(case, params))
    if problems:
        raise CaseError(problems)


def problems_of(case: Case, params: Params = DEFAULTS) -> Iterator[Problem]:
    """The problems of ``case``, in the order of its parts."""
    yield from _frame(case, params)
    for assumption in case.assumptions:
        yield from assumption_problems(assumption, case, params)
    yield from _twice("assumptions", [one.key for one in case.assumptions])
    yield from _roles(case)
    yield from _twice("scenarios", [one.key for one in case.scenarios])
    known = {one.key: one for one in case.assumptions}
    for scenario in case.scenarios:
        yield from _scenario(scenario, case, known)
    yield from _graph(case)


def _twice(at: str, keys: list[str]) -> Iterator[Problem]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield Problem(Code.TWICE, f"{at}.{key}")


def _frame(case: Case, params: Params) -> Iterator[Problem]:
    if not 1 <= case.horizon <= params.longest:
        yield Problem(Code.HORIZON, "horizon", str(case.horizon))
    for at, year in (("start_year", case.start_year), ("price_year", case.price_year)):
        if not params.first_year <= year <= params.last_year:
            yield Problem(Code.YEAR, at, str(year))
    if not (math.isfinite(case.rate) and 0 <= case.rate <= 100):
        yield Problem(Code.RATE, "rate", f"{case.rate:g}")
    if case.price_change is not None and not (math.isfinite(case.price_change) and -50 <= case.price_change <= 100):
        yield Problem(Code.RATE, "price_change", f"{case.price_change:g}")
    for year, level in case.index.items():
        if not (math.isfinite(level) and level > 0):
            yield Problem(Code.INDEX, f"index.{year}", str(year))
    if not any(scenario.lines for scenario in case.scenarios):
        yield Problem(Code.MISSING, "scenarios")
    if case.funding is not None and case.funding.years < 0:
        yield Problem(Code.HORIZON, "funding.years", str(case.funding.years))


def assumption_problems(one: Assumption, case: Case, params: Params = DEFAULTS) -> Iterator[Problem]:
    """The problems of one assumption in ``case``."""
    at = f"assumptions.{one.key}"
    values = {"low": one.low, "likely": one.likely, "high": one.high}
    given = {name: value for name, value in values.items() if value is not None}
    broken = [name for name, value in given.items() if not math.isfinite(value)]
    for name in broken:
        yield Problem(Code.NOT_A_NUMBER, f"{at}.{name}")
    if broken:
        return
    yield from _range(one, at)
    for name, value in given.items():
        if value < 0 and not one.unit.is_money:  # an amount may go against the rest: a fee that falls away
            yield Problem(Code.NEGATIVE, f"{at}.{name}", f"{value:g}")
        if one.unit is Unit.PERCENT and value > 100:
            yield Problem(Code.OVER_HUNDRED, f"{at}.{name}", f"{value:g}")
    if one.unit.is_money:
        yield from _prices(one, case, at, params)


def _range(one: Assumption, at: str) -> Iterator[Problem]:
    if (one.low is None) != (one.high is None):
        yield Problem(Code.ONE_END, f"{at}.{'low' if one.low is None else 'high'}")
    elif one.low is not None and one.high is not None:
        if one.low > one.high:
            yield Problem(Code.RANGE, f"{at}.low", f"{one.low:g} > {one.high:g}")
        elif not one.low <= one.likely <= one.high:
            yield Problem(Code.RANGE, f"{at}.likely", f"{one.low:g}–{one.high:g}")


def _prices(one: Assumption, case: Case, at: str, params: Params) -> Iterator[Problem]:
    year = one.price_year
    if year is None:
        yield Problem(Code.PRICE_YEAR, f"{at}.price_year")
    elif not params.first_year <= year <= params.last_year:
        yield Problem(Code.YEAR, f"{at}.price_year", str(year))
    elif year != case.price_year and case.price_change is None and not {year, case.price_year} <= set(case.index):
        yield Problem(Code.INDEX, f"{at}.price_year", str(year))


def _roles(case: Case) -> Iterator[Problem]:
    """The assumptions that the case itself names: volume, exceptions, ramp-up, funding, capacity."""
    known = {one.key: one for one in case.assumptions}
    roles: list[tuple[str, str | None, Unit]] = [
        ("citizens", case.citizens, Unit.CITIZENS),
        ("exceptions", case.exceptions, Unit.PERCENT),
        ("ramp", case.ramp, Unit.MONTHS),
    ]
    if case.funding is not None:
        roles.append(("funding.share", case.funding.share, Unit.PERCENT))
    if case.capacity is not None:
        roles.append(("capacity.hours", case.capacity.hours, Unit.HOURS_CITIZEN_YEAR))
        roles.append(("capacity.growth", case.capacity.growth, Unit.PERCENT))
    for at, key, unit in roles:
        if key is None:
            continue
        if key not in known:
            yield Problem(Code.UNKNOWN, at, key)
        elif known[key].unit is not unit:
            yield Problem(Code.UNIT, at, f"{known[key].unit} ≠ {unit}")
    if case.capacity is not None and case.capacity.hours in known and known[case.capacity.hours].likely <= 0:
        yield Problem(Code.NEGATIVE, f"assumptions.{case.capacity.hours}.likely", "0")
    used = {case.citizens} | _in_slot(case, CITIZENS)
    for one in case.assumptions:
        if one.unit is Unit.CITIZENS and one.key in used and one.likely <= 0:
            yield Problem(Code.ZERO_CITIZENS, f"assumptions.{one.key}.likely")
    yield from _exceptions(case, {case.exceptions} | _in_slot(case, EXCEPTIONS))


def _in_slot(case: Case, slot: str) -> set[str | None]:
    return {line.slots.get(slot) for scenario in case.scenarios for line in scenario.lines}


def _exceptions(case: Case, used: set[str | None]) -> Iterator[Problem]:
    """Some always need more than the technology gives: nought exceptions is as wrong as a hundred per cent."""
    for one in case.assumptions:
        if one.key not in used or one.unit is not Unit.PERCENT:
            continue
        for name, value in (("low", one.low), ("likely", one.likely), ("high", one.high)):
            if value is not None and (value <= 0 or value == 100):
                yield Problem(Code.NO_EXCEPTIONS, f"assumptions.{one.key}.{name}", f"{value:g}")


def filled(line: Line, formula: Formula, case: Case) -> dict[str, str]:
    """The slots of ``line`` with their assumptions: citizens and exceptions are the case's own unless the line says."""
    given = {slot.name: line.slots[slot.name] for slot in formula.slots if slot.name in line.slots}
    for name, key in ((CITIZENS, case.citizens), (EXCEPTIONS, case.exceptions)):
        if key is not None and name not in given and any(slot.name == name for slot in formula.slots):
            given[name] = key
    return given


def _scenario(scenario: Scenario, case: Case, known: dict[str, Assumption]) -> Iterator[Problem]:
    at = f"scenarios.{scenario.key}"
    yield from _twice(f"{at}.lines", [line.key for line in scenario.lines])
    for line in scenario.lines:
        yield from _line(line, case, known, f"{at}.lines.{line.key}")


def _line(line: Line, case: Case, known: dict[str, Assumption], at: str) -> Iterator[Problem]:
    formula = FORMULAS.get(line.formula)
    if formula is None:
        yield Problem(Code.UNKNOWN, f"{at}.formula", line.formula)
        return
    names = {slot.name for slot in formula.slots}
    for name in line.slots:
        if name not in names:
            yield Problem(Code.UNKNOWN, f"{at}.{name}", name)
    given = filled(line, formula, case)
    for slot in formula.slots:
        if slot.name not in given:
            if slot.needed:
                yield Problem(Code.MISSING, f"{at}.{slot.name}", slot.name)
        elif given[slot.name] not in known:
            yield Problem(Code.UNKNOWN, f"{at}.{slot.name}", given[slot.name])
        elif known[given[slot.name]].unit not in slot.units:
            wanted = " / ".join(slot.units)
            yield Problem(Code.UNIT, f"{at}.{slot.name}", f"{known[given[slot.name]].unit} ≠ {wanted}")
    for _sign, term in formula.terms:
        keys = [given[name] for name in term if name in given]
        yield from (Problem(Code.SAME_TWICE, at, key) for key, times in Counter(keys).items() if times > 1)
    yield from _ways(line, formula, at)
    yield from _times(line, formula, case, at)


def _ways(line: Line, formula: Formula, at: str) -> Iterator[Problem]:
    if formula.kind is Kind.BENEFIT:
        if line.realisation is None:
            yield Problem(Code.NO_REALISATION, f"{at}.realisation")
        if line.party is Party.EXTERNAL:
            yield Problem(Code.PARTY, f"{at}.party", line.party)
        if line.funded:
            yield Problem(Code.NOT_A_COST, f"{at}.funded")
    elif line.realisation is not None:
        yield Problem(Code.NOT_A_COST, f"{at}.realisation")


def _times(line: Line, formula: Formula, case: Case, at: str) -> Iterator[Problem]:
    if formula.once and case.horizon > 0 and not 0 <= line.year <= case.horizon:
        yield Problem(Code.HORIZON, f"{at}.year", str(line.year))
    if line.every < 0:
        yield Problem(Code.NEGATIVE, f"{at}.every", str(line.every))
    if line.from_month < 0:
        yield Problem(Code.NEGATIVE, f"{at}.from_month", str(line.from_month))
    if line.funded and case.funding is None:
        yield Problem(Code.MISSING, "funding")
    if case.funding is not None and case.funding.share in line.slots.values():
        yield Problem(Code.SAME_TWICE, at, case.funding.share)  # a share of a share: no longer linear in it


def benefit_keys(case: Case) -> list[str]:
    """The keys of all benefit lines, each once, in the order of the case. A benefit may stand in several scenarios."""
    lines = (line for scenario in case.scenarios for line in scenario.lines)
    return list(dict.fromkeys(line.key for line in lines if _gives(line)))


def _gives(line: Line) -> bool:
    formula = FORMULAS.get(line.formula)
    return formula is not None and formula.kind is Kind.BENEFIT


def _graph(case: Case) -> Iterator[Problem]:
    nodes = set(benefit_keys(case)) | set(case.unpriced)
    for key in case.unpriced:
        if key in benefit_keys(case):
            yield Problem(Code.TWICE, f"unpriced.{key}")
    try:
        count([Node(key=key) for key in sorted(nodes)], case.edges)
    except CaseError as error:
        yield from error.problems
