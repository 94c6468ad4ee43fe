"""How sure a business case is: one assumption at a time, all at once, and what it would be worth to know better.

Every net present value is a sum of products in which an assumption stands at most once, times a number that the
ramp-up alone decides. With independent assumptions its mean, given one of them, is therefore exact: the others at their
means. So the value of information about a single assumption needs no simulation inside the simulation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tovholder.engines.benefits.check import check, filled
from tovholder.engines.benefits.evaluate import FULL, counted_of, nothing_of
from tovholder.engines.benefits.flows import Number, Values, View, amount, likely_values, scales, worth
from tovholder.engines.benefits.formulas import FORMULAS, Formula
from tovholder.engines.benefits.model import Assumption, Case, Line, Scenario
from tovholder.engines.benefits.params import DEFAULTS, Params

Draws = NDArray[np.float64]


class Distribution(StrEnum):
    """The shape between low, likely and high."""

    TRIANGULAR = "triangular"
    PERT = "pert"


@dataclass(frozen=True, slots=True)
class Bar:
    """One assumption moved from low to high while the others stay: the net present value at each end."""

    key: str
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        """How far the two ends lie apart."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The bars, the longest first, and the net present value in the middle. ``certain`` have no range."""

    likely: float
    bars: tuple[Bar, ...]
    certain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of the draws. ``losses`` of ``draws`` had a net present value below nought.

    ``evpi`` is the most that it can be worth to know everything before the choice between this and nothing; ``evppi``
    the same for knowing one assumption.
    """

    draws: int
    seed: int
    distribution: Distribution
    mean: float
    p10: float
    p50: float
    p90: float
    losses: int
    evpi: float
    evppi: Mapping[str, float]
    counts: tuple[int, ...]
    edges: tuple[float, ...]

    @property
    def loss_probability(self) -> float:
        """The share of the draws that lost."""
        return self.losses / self.draws


@dataclass(frozen=True, slots=True)
class _Term:
    """A line that is in the view, with its sign: minus for what doing nothing would have given."""

    line: Line
    formula: Formula
    sign: float


def tornado(case: Case, scenario: str, view: View = FULL, params: Params = DEFAULTS) -> Tornado:
    """Each assumption with a range from low to high, of those that the scenario rests on. Raises ``CaseError``."""
    check(case, params)
    terms = _terms(case, _named(case, scenario), view)
    used = [one for one in case.assumptions if one.key in _used(case, terms)]
    moved = [one for one in used if one.ranges]
    values, scale = likely_values(case), scales(case)
    still = [_worth(case, term, values, view) for term in terms]
    middle = float(_summed(case, terms, values, still))
    in_worths = {case.ramp, case.funding.share if case.funding is not None else None}
    bars = []
    for one in moved:
        ends = {**values, one.key: np.array([one.low, one.high], dtype=np.float64) * scale[one.key]}
        worths = [_worth(case, term, ends, view) for term in terms] if one.key in in_worths else still
        low, high = np.broadcast_to(np.asarray(_summed(case, terms, ends, worths)), (2,))
        bars.append(Bar(one.key, float(low), float(high)))
    bars.sort(key=lambda bar: (-bar.swing, bar.key))
    return Tornado(middle, tuple(bars), tuple(one.key for one in used if not one.ranges))


def simulate(
    case: Case,
    scenario: str,
    *,
    draws: int,
    seed: int,
    distribution: Distribution = Distribution.PERT,
    view: View = FULL,
    params: Params = DEFAULTS,
) -> Simulation:
    """Draw all assumptions with a range, each for itself. The same seed gives the same answer.

    Raises ``CaseError`` for the case, ``ValueError`` for a number of draws that is none or too large.
    """
    if not 1 <= draws <= params.most_draws:
        raise ValueError(f"between 1 and {params.most_draws} draws")
    check(case, params)
    terms = _terms(case, _named(case, scenario), view)
    used = _used(case, terms)
    moved = [one for one in case.assumptions if one.key in used and one.ranges]
    scale = scales(case)
    drawn = {one.key: _draw(one, draws, seed, distribution, params) * scale[one.key] for one in moved}
    values: dict[str, Number] = {**likely_values(case), **drawn}
    worths = [_worth(case, term, values, view) for term in terms]
    npv = np.broadcast_to(np.asarray(_summed(case, terms, values, worths), dtype=np.float64), (draws,))
    p10, p50, p90 = (float(value) for value in np.quantile(npv, (0.1, 0.5, 0.9)))
    counts, edges = np.histogram(npv, bins=params.bins)
    return Simulation(
        draws=draws,
        seed=seed,
        distribution=distribution,
        mean=float(npv.mean()),
        p10=p10,
        p50=p50,
        p90=p90,
        losses=int((npv < 0).sum()),
        evpi=_information(npv),
        evppi=_one_by_one(case, terms, drawn, values, worths, view),
        counts=tuple(int(value) for value in counts),
        edges=tuple(float(value) for value in edges),
    )


def _information(npv: Draws) -> float:
    """E[max(NPV, 0)] − max(E[NPV], 0): what is gained by choosing after the truth is known. Never below nought."""
    return max(0.0, float(np.maximum(npv, 0.0).mean()) - max(float(npv.mean()), 0.0))


def _one_by_one(
    case: Case, terms: list[_Term], drawn: Mapping[str, Draws], values: Values, worths: list[Number], view: View
) -> dict[str, float]:
    """The same for each assumption by itself: the mean of the net present value, given what it turned out to be."""
    means: dict[str, Number] = {key: float(np.mean(value)) for key, value in values.items()}
    mean_worths: list[Number] = [float(np.mean(value)) for value in worths]
    known = {}
    for key, draws in drawn.items():
        given = {**means, key: draws}
        at = _worths_given(case, terms, key, values, means, view) or mean_worths
        total = _summed(case, terms, given, at)
        known[key] = _information(np.broadcast_to(np.asarray(total, dtype=np.float64), draws.shape))
    return known


def _worths_given(
    case: Case, terms: list[_Term], key: str, values: Values, means: Values, view: View
) -> list[Number] | None:
    """The mean worth of each line given ``key``; None where it does not depend on it.

    The ramp-up and the funded share stand in the worths and in no amount. The share is linear there, so that its two
    ends, each averaged over the ramp-up, tell all.
    """
    if key == case.ramp:
        return [_worth(case, term, {**means, key: values[key]}, view) for term in terms]
    if case.funding is None or key != case.funding.share:
        return None
    found: list[Number] = []
    for term in terms:
        none, all_of_it = (float(np.mean(_worth(case, term, {**values, key: end}, view))) for end in (0.0, 1.0))
        found.append(none + values[key] * (all_of_it - none))
    return found


def _named(case: Case, key: str) -> Scenario:
    for one in case.scenarios:
        if one.key == key:
            return one
    raise KeyError(key)


def _terms(case: Case, scenario: Scenario, view: View) -> list[_Term]:
    """The lines of the scenario in the view, and those of doing nothing turned round."""
    terms: list[_Term] = []
    nothing = nothing_of(case)
    for one, sign in ((scenario, 1.0), (nothing, -1.0)):
        if one is None or (sign < 0 and one is scenario):
            continue
        counted = counted_of(one, case)
        lines = ((line, FORMULAS[line.formula]) for line in one.lines)
        terms.extend(_Term(line, formula, sign) for line, formula in lines if view.takes(line, formula, counted))
    return terms


def _used(case: Case, terms: list[_Term]) -> set[str]:
    used = {key for term in terms for key in filled(term.line, term.formula, case).values()}
    used |= {case.ramp} if case.ramp is not None else set()
    return used | ({case.funding.share} if case.funding is not None else set())


def _worth(case: Case, term: _Term, values: Values, view: View) -> Number:
    return worth(term.line, term.formula, case, values, view)


def _summed(case: Case, terms: list[_Term], values: Values, worths: list[Number]) -> Number:
    """The net present value: each line's amount times what a krone of it is worth."""
    total: Number = 0.0
    for term, value in zip(terms, worths, strict=True):
        total = total + term.sign * amount(term.line, term.formula, case, values) * value
    return total


def _draw(one: Assumption, draws: int, seed: int, distribution: Distribution, params: Params) -> Draws:
    """Draws of one assumption from a stream of its own: another assumption more does not change them."""
    stream = np.random.default_rng([seed, *one.key.encode()])
    low, high = one.low, one.high
    if low is None or high is None:
        raise ValueError(f"{one.key} has no range")
    if distribution is Distribution.TRIANGULAR:
        return stream.triangular(low, one.likely, high, draws)
    width, weight = high - low, params.pert_weight
    alpha = 1 + weight * (one.likely - low) / width
    beta = 1 + weight * (high - one.likely) / width
    return low + width * stream.beta(alpha, beta, draws)
