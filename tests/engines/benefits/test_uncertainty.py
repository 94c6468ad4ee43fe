"""How sure a case is: the tornado, the draws, and what it is worth to know better."""

import math
from dataclasses import replace

import pytest

from tests.engines.benefits.test_by_hand import case
from tovholder.engines.benefits import (
    BOOKED,
    Assumption,
    Case,
    Distribution,
    Funding,
    Line,
    Party,
    Realisation,
    Scenario,
    ScenarioKind,
    Unit,
    evaluate,
    simulate,
    tornado,
)


def small(low: float, likely: float, high: float, cost: float = 100.0) -> Case:
    """One year, no discounting: a saving with a range against a cost that is certain. NPV = saving − cost."""
    return Case(
        assumptions=(
            Assumption(key="saving", unit=Unit.KR_YEAR, low=low, likely=likely, high=high, price_year=2026),
            Assumption(key="cost", unit=Unit.KR, likely=cost, price_year=2026),
        ),
        scenarios=(
            Scenario(
                key="this",
                kind=ScenarioKind.THIS,
                lines=(
                    Line(key="c", formula="once_amount", slots={"amount": "cost"}, party=Party.OWN),
                    Line(
                        key="s",
                        formula="yearly_saving",
                        slots={"amount": "saving"},
                        party=Party.OWN,
                        realisation=Realisation.REDUCES_BUDGET,
                        signed=True,
                    ),
                ),
            ),
        ),
        horizon=1,
        start_year=2026,
        price_year=2026,
        rate=0,
    )


def test_the_tornado_has_the_longest_bar_first() -> None:
    """Each bar is the case with that assumption alone moved, as evaluating it again shows."""
    screen = case("skaermbesoeg")
    found = tornado(screen, "skaerm")
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)
    assert math.isclose(found.likely, evaluate(screen).scenario("skaerm").full.npv)
    for bar in found.bars:
        for end, value in (("low", bar.at_low), ("high", bar.at_high)):
            moved = tuple(
                replace(one, likely=getattr(one, end), low=None, high=None) if one.key == bar.key else one
                for one in screen.assumptions
            )
            again = evaluate(replace(screen, assumptions=moved)).scenario("skaerm").full.npv
            assert math.isclose(value, again, rel_tol=1e-9), bar.key
    assert "telefon" not in {bar.key for bar in found.bars} | set(found.certain)


def test_a_triangle_has_the_quantiles_and_the_loss_of_its_formula() -> None:
    """Saving between 0 and 200, likeliest 100: P10 is √(0.1·200·100) = 44.72, less 100; a loss in half of the draws."""
    found = simulate(small(0, 100, 200), "this", draws=200_000, seed=1, distribution=Distribution.TRIANGULAR)
    assert found.p10 == pytest.approx(44.72 - 100, abs=0.6)
    assert found.p50 == pytest.approx(0, abs=0.6)
    assert found.p90 == pytest.approx(55.28, abs=0.6)
    assert found.loss_probability == pytest.approx(0.5, abs=0.005)
    assert sum(found.counts) == found.draws


def test_pert_has_its_mean() -> None:
    """The mean of PERT is (low + 4·likely + high) / 6: (0 + 4·60 + 300) / 6 = 90, less the cost of 100."""
    found = simulate(small(0, 60, 300), "this", draws=200_000, seed=2)
    assert found.mean == pytest.approx(-10, abs=0.5)


def test_the_value_of_information_by_hand() -> None:
    """A triangle from −100 to 100 about nought: E[max(x, 0)] is 100/6 = 16.67, and max(E[x], 0) is nought.

    With one uncertain assumption, to know it is to know everything.
    """
    found = simulate(small(0, 100, 200), "this", draws=400_000, seed=3, distribution=Distribution.TRIANGULAR)
    assert found.evpi == pytest.approx(16.67, abs=0.3)
    assert found.evppi == {"saving": pytest.approx(found.evpi, abs=1e-6)}


def test_what_cannot_lose_is_worth_no_more_knowing() -> None:
    """A case that pays at its worst is chosen whatever is learnt."""
    found = simulate(small(150, 200, 250), "this", draws=2000, seed=4)
    assert (found.losses, found.evpi, found.evppi) == (0, 0.0, {"saving": 0.0})


def test_the_same_seed_gives_the_same_answer() -> None:
    """And another seed another one; another assumption more leaves the draws of the others alone."""
    screen = case("skaermbesoeg")
    first, again, other = (simulate(screen, "skaerm", draws=500, seed=seed) for seed in (7, 7, 8))
    assert first == again
    assert first.mean != other.mean
    more = replace(
        screen, assumptions=(Assumption(key="a", unit=Unit.HOURS, low=0, likely=1, high=2), *screen.assumptions)
    )
    assert simulate(more, "skaerm", draws=500, seed=7) == first


def test_knowing_one_thing_is_worth_no_more_than_knowing_all() -> None:
    """And against a simulation inside the simulation, over the outer draws of one assumption, it is the same."""
    screen = _balanced()
    found = simulate(screen, "skaerm", draws=40_000, seed=11)
    assert found.evpi > 0
    assert all(0 <= value <= found.evpi * 1.02 for value in found.evppi.values())
    for key in ("indfasning", "pulje", "borgere"):
        assert found.evppi[key] == pytest.approx(_nested(screen, key), rel=0.12, abs=1500), key


def _balanced() -> Case:
    """The screen visits with a cost that brings them near nought, and with an uncertain share of outside money."""
    screen = case("skaermbesoeg")
    assumptions = [
        replace(one, likely=210_000.0)
        if one.key == "support"
        else replace(one, low=0, high=100)
        if one.key == "pulje"
        else one
        for one in screen.assumptions
    ]
    return replace(screen, assumptions=tuple(assumptions), funding=Funding(share="pulje", years=1))


def _nested(screen: Case, key: str) -> float:
    """The same by brute force: for many values of ``key`` the mean of a simulation of the rest."""
    one = next(one for one in screen.assumptions if one.key == key)
    assert one.low is not None
    assert one.high is not None
    steps = 40
    # The quantiles of the PERT, from a large set of its own draws, spread evenly.
    outer = [_pert_quantile(one, (at + 0.5) / steps) for at in range(steps)]
    means = []
    for value in outer:
        fixed = tuple(
            replace(item, likely=value, low=None, high=None) if item.key == key else item for item in screen.assumptions
        )
        means.append(simulate(replace(screen, assumptions=fixed), "skaerm", draws=2000, seed=99).mean)
    return sum(max(mean, 0.0) for mean in means) / steps - max(sum(means) / steps, 0.0)


def _pert_quantile(one: Assumption, part: float) -> float:
    lone = small(one.low or 0, one.likely, one.high or 0, cost=0.0)
    found = simulate(lone, "this", draws=20_000, seed=5)
    return _inverse(found.edges, found.counts, part)


def _inverse(edges: tuple[float, ...], counts: tuple[int, ...], part: float) -> float:
    wanted, run = part * sum(counts), 0.0
    for at, number in enumerate(counts):
        if run + number >= wanted:
            return edges[at] + (edges[at + 1] - edges[at]) * (wanted - run) / max(number, 1)
        run += number
    return edges[-1]


def test_booked_alone_can_be_simulated() -> None:
    """In the view of what is booked the kilometres alone come in: it loses in every draw."""
    found = simulate(case("skaermbesoeg"), "skaerm", draws=300, seed=1, view=BOOKED)
    assert found.losses == 300


@pytest.mark.parametrize("draws", [0, 2_000_000])
def test_a_number_of_draws_outside_the_limit_is_refused(draws: int) -> None:
    """None at all, or more than memory is good for."""
    with pytest.raises(ValueError, match="between 1 and"):
        simulate(small(0, 1, 2), "this", draws=draws, seed=1)
