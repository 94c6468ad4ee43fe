"""Amounts, years and discounting. A value is one number, or an array of draws: the same formulas serve both."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.benefits.check import filled
from tovholder.engines.benefits.formulas import FORMULAS, WAGE, Formula, Kind
from tovholder.engines.benefits.model import MUNICIPAL, Bucket, Case, Line, Party, Realisation, Scenario, Unit

Number: TypeAlias = float | NDArray[np.float64]
Values: TypeAlias = Mapping[str, Number]
MONTHS = 12


def index_factor(case: Case, price_year: int | None) -> float:
    """What an amount of ``price_year`` is multiplied by to stand in the case's prices."""
    if price_year is None or price_year == case.price_year:
        return 1.0
    if price_year in case.index and case.price_year in case.index:
        return case.index[case.price_year] / case.index[price_year]
    return float((1 + (case.price_change or 0.0) / 100) ** (case.price_year - price_year))


def scales(case: Case) -> dict[str, float]:
    """What the number of each assumption is multiplied by before it is used: the price index, and per cent."""
    return {
        one.key: index_factor(case, one.price_year) if one.unit.is_money else 0.01 if one.unit is Unit.PERCENT else 1.0
        for one in case.assumptions
    }


def likely_values(case: Case) -> dict[str, Number]:
    """Each assumption as it is most likely, in the case's prices."""
    scale = scales(case)
    return {one.key: one.likely * scale[one.key] for one in case.assumptions}


def amount(line: Line, formula: Formula, case: Case, values: Values, *, hours: bool = False) -> Number:
    """The line's amount in full, once or for a year; with ``hours`` the hours in it instead of the money."""
    given = filled(line, formula, case)
    factors: dict[str, Number] = {}
    for slot in formula.slots:
        value = values[given[slot.name]] if slot.name in given else 1.0
        factors[slot.name] = 1.0 - value if slot.complement else value
    if hours:
        factors[WAGE] = 1.0
    total: Number = 0.0
    for sign, names in formula.terms:
        product: Number = float(sign)
        for name in names:
            product = product * factors[name]
        total = total + product
    return total / formula.divisor


def profile(line: Line, formula: Formula, case: Case, values: Values) -> list[Number]:
    """How much of the amount falls in each year, 0 to the horizon."""
    if formula.once:
        years: set[int] = {line.year}
        if line.every:
            years |= set(range(line.year, case.horizon, line.every))  # what would last beyond the end is not bought
        return [1.0 if year in years else 0.0 for year in range(case.horizon + 1)]
    ramped = formula.kind is Kind.BENEFIT if line.ramped is None else line.ramped
    months: Number = values[case.ramp] if ramped and case.ramp is not None else 0.0
    ends = [_grown(MONTHS * year - line.from_month, months) for year in range(case.horizon + 1)]
    return [0.0, *((after - before) / MONTHS for before, after in pairwise(ends))]


def _grown(months: float, ramp: Number) -> Number:
    """Full months' worth after ``months``, when the share in use grows evenly from nought to all in ``ramp`` months.

    The integral of min(1, t / ramp): a triangle while it grows, a rectangle after.
    """
    if months <= 0:
        return 0.0
    if isinstance(ramp, float):
        return months - ramp / 2.0 if ramp < months else months * months / (2.0 * ramp)
    safe = np.where(ramp > 0, ramp, 1.0)
    return np.where(ramp < months, months - ramp / 2.0, months * months / (2.0 * safe))


def discounts(case: Case) -> list[float]:
    """What a krone at the end of each year is worth at the start: year 0 in full."""
    return [float((1 + case.rate / 100) ** -year) for year in range(case.horizon + 1)]


def funded_share(line: Line, case: Case, values: Values, year: int) -> Number:
    """The share of a cost that outside money pays in ``year``."""
    funding = case.funding
    if not line.funded or funding is None or year > funding.years:
        return 0.0
    return values[funding.share]


def bucket_of(line: Line) -> Bucket:
    """Where a benefit is shown: it is a saving only when it reduces a budget and an economist has signed."""
    if line.realisation is Realisation.REDUCES_BUDGET:
        return Bucket.BOOKED if line.signed else Bucket.UNSIGNED
    return Bucket.PREVENTED if line.realisation is Realisation.PREVENTS else Bucket.ROOM


@dataclass(frozen=True, slots=True)
class View:
    """What a net present value is of.

    ``full`` adds the worth of freed time, prevented costs and unsigned savings to what is booked; ``everybody`` counts
    all parties, else the municipality alone.
    """

    full: bool
    everybody: bool = False

    def takes(self, line: Line, formula: Formula, counted: frozenset[str]) -> bool:
        """Whether the line is in this view."""
        if not self.everybody and line.party not in MUNICIPAL:
            return False
        if formula.kind is Kind.COST:
            return True
        return line.key in counted and (self.full or bucket_of(line) is Bucket.BOOKED)


def worth(line: Line, formula: Formula, case: Case, values: Values, view: View) -> Number:
    """The present value of one krone of the line's amount, in ``view``, with its sign."""
    total: Number = 0.0
    for year, (part, discount) in enumerate(zip(profile(line, formula, case, values), discounts(case), strict=True)):
        if isinstance(part, float) and part == 0.0:
            continue
        kept = 1.0 if view.everybody else 1.0 - funded_share(line, case, values, year)
        total = total + part * discount * kept
    return total if formula.kind is Kind.BENEFIT else -total


def present_value(scenario: Scenario | None, case: Case, values: Values, view: View, counted: frozenset[str]) -> Number:
    """The net present value of a scenario. Nothing at all is worth nought."""
    total: Number = 0.0
    for line in scenario.lines if scenario is not None else ():
        formula = FORMULAS[line.formula]
        if view.takes(line, formula, counted):
            total = total + amount(line, formula, case, values) * worth(line, formula, case, values, view)
    return total


def pays(line: Line, case: Case, values: Values, year: int) -> dict[Party, float]:
    """The shares in which parties pay a cost in ``year``; they sum to one."""
    outside = float(funded_share(line, case, values, year))
    if line.party is Party.EXTERNAL or outside == 0.0:
        return {line.party: 1.0}
    return {Party.EXTERNAL: outside, line.party: 1.0 - outside}
