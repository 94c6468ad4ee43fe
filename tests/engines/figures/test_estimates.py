"""Estimates for the frame: against R's survey package, and what must hold whatever the numbers are.

The golden values are what ``golden.R`` beside this file prints (R 4.2.2, survey 4.1.1); the data stand in both.
"""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tovholder.engines.figures import Design, Distance, Estimate, calibrate, domain, mean, ratio, simple, strata

REGION = list("A" * 6 + "B" * 5 + "C" * 7)
SIZES = {"A": 9, "B": 8, "C": 10}
SIZE = [30, 42, 55, 61, 88, 140, 25, 33, 47, 90, 210, 18, 22, 29, 36, 58, 75, 120]
HOURS = [3, 0, 5, 4, 8, 11, 2, 2, 0, 7, 15, 0, 1, 3, 2, 4, 6, 9]
USES = [1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1]
SMALL = [1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0]
LARGE = [1 - one for one in SMALL]
KNOWN = np.column_stack([np.ones(18), SIZE, SMALL])
TOTALS = [27.0, 1800.0, 15.0]


@pytest.fixture
def design() -> Design:
    """Eighteen of 27, from three regions."""
    return strata(REGION, SIZES)


def _same(estimate: Estimate, value: float, error: float, n: int = 18) -> bool:
    told = [estimate.value, estimate.error]
    return told == pytest.approx([value, error], rel=1e-9, abs=1e-12) and estimate.n == n


def test_means_domains_and_ratios_are_those_of_r(design: Design) -> None:
    """svymean, subset and svyratio, with strata and finite population correction."""
    assert _same(mean(simple(18, 27), USES), 0.611111111111, 0.068263377054)
    assert _same(mean(design, USES), 0.61164021164, 0.0728085393091)
    assert _same(mean(design, HOURS), 4.58571428571, 0.62496583149)
    assert _same(domain(design, USES, SMALL), 0.335095137421, 0.100023504721, 9)
    assert _same(domain(design, HOURS, LARGE), 7.73728813559, 0.714496304754, 9)
    assert _same(ratio(design, HOURS, SIZE), 0.0694248638257, 0.00304373255432)


def test_the_share_of_84_of_98_is_that_of_r() -> None:
    """31 of 84: .369048, standard error .02002."""
    assert _same(mean(simple(84, 98), [1] * 31 + [0] * 53), 0.369047619048, 0.0200194171631, 84)


@pytest.mark.parametrize(
    ("distance", "first", "uses", "hours", "per", "small"),
    [
        (
            Distance.LINEAR,
            1.65652052805,
            (0.588784436335, 0.0611975469144),
            (4.53466468748, 0.183744197066),
            (0.0680199703121, 0.002756162956),
            (0.334232955747, 0.100118570159),
        ),
        (
            Distance.RAKING,
            1.65464307933,
            (0.588030301595, 0.0613171143533),
            (4.53023458134, 0.184305056855),
            (0.0679535187202, 0.00276457585283),
            (0.333957381291, 0.100110561295),
        ),
    ],
)
def test_calibration_is_that_of_r(
    design: Design,
    distance: Distance,
    first: float,
    uses: tuple[float, float],
    hours: tuple[float, float],
    per: tuple[float, float],
    small: tuple[float, float],
) -> None:
    """calibrate with calfun linear and raking, to the size of the frame, its inhabitants and its small ones."""
    made = calibrate(design, KNOWN, TOTALS, distance)
    assert made.weights[0] == pytest.approx(first, rel=1e-9)
    assert _same(mean(made, USES), *uses)
    assert _same(mean(made, HOURS), *hours)
    assert _same(ratio(made, HOURS, SIZE), *per)
    assert _same(domain(made, USES, SMALL), *small, n=9)


@pytest.mark.parametrize("distance", list(Distance))
def test_calibrated_totals_are_known_for_certain(design: Design, distance: Distance) -> None:
    """The weights give the totals, and what is known has no standard error."""
    made = calibrate(design, KNOWN, TOTALS, distance)
    assert made.weights @ KNOWN == pytest.approx(TOTALS)
    assert mean(made, SIZE).value == pytest.approx(1800 / 27)
    assert mean(made, SIZE).error == pytest.approx(0, abs=1e-8)


values = st.lists(st.integers(-50, 50), min_size=18, max_size=18)


@given(values, st.integers(-20, 20), st.integers(1, 9))
def test_a_mean_follows_its_values(of: list[int], more: int, times: int) -> None:
    """Added to and multiplied, so is the mean; its error grows by the factor alone."""
    made = mean(strata(REGION, SIZES), of)
    other = mean(strata(REGION, SIZES), [value * times + more for value in of])
    assert other.value == pytest.approx(made.value * times + more, abs=1e-9)
    assert other.error == pytest.approx(made.error * times, abs=1e-9)
    assert min(of) - 1e-9 <= made.value <= max(of) + 1e-9


@given(values)
def test_whoever_answered_all_leave_no_error(of: list[int]) -> None:
    """All 18 of 18."""
    assert mean(simple(18, 18), of).error == 0
    assert mean(strata(REGION, {"A": 6, "B": 5, "C": 7}), of).error == 0


@given(st.lists(st.booleans(), min_size=18, max_size=18))
def test_a_mean_is_made_of_its_domains(within: list[bool]) -> None:
    """Weighted by their sizes."""
    assume(0 < sum(within) < 18)
    made = strata(REGION, SIZES)
    inside, outside = domain(made, HOURS, within), domain(made, HOURS, [not one for one in within])
    size = float(made.weights @ np.array(within, dtype=float))
    assert (inside.value * size + outside.value * (27 - size)) / 27 == pytest.approx(mean(made, HOURS).value)
    assert inside.n + outside.n == 18


@given(st.integers(1400, 2600), st.integers(12, 18))
def test_raking_never_weighs_below_nought(inhabitants: int, small: int) -> None:
    """And both ways meet the totals."""
    made = strata(REGION, SIZES)
    totals = [27.0, float(inhabitants), float(small)]
    assert calibrate(made, KNOWN, totals).weights @ KNOWN == pytest.approx(totals)
    raked = calibrate(made, KNOWN, totals, Distance.RAKING)
    assert raked.weights.min() > 0
    assert raked.weights @ KNOWN == pytest.approx(totals)


@pytest.mark.parametrize(
    ("of", "sizes", "told"),
    [
        (["A", "B"], {"A": 1}, "without a size"),
        (["A", "A"], {"A": 1}, "2 answered of 1"),
        (["A"], {"A": 2}, "1 answered of 2"),
        (["A", "A"], {"A": 2, "B": 3}, "0 answered of 3"),
    ],
)
def test_strata_that_tell_nothing_are_refused(of: list[str], sizes: dict[str, int], told: str) -> None:
    """Each with its name and its counts."""
    with pytest.raises(ValueError, match=told):
        strata(of, sizes)


def test_a_stratum_of_one_who_answered_is_known() -> None:
    """Nobody else is in it."""
    assert _same(mean(strata(["A", "B", "B"], {"A": 1, "B": 2}), [3, 4, 5]), 4, 0, n=3)


def test_values_that_are_no_numbers_and_empty_parts_are_refused(design: Design) -> None:
    """One for each, all finite; somebody in the domain; something to divide by."""
    for wrong in ([1, 2], [float("nan")] * 18, [float("inf")] * 18):
        with pytest.raises(ValueError, match="finite value"):
            mean(design, wrong)
    with pytest.raises(ValueError, match="nothing to divide by"):
        domain(design, USES, [0] * 18)
    with pytest.raises(ValueError, match="nothing to divide by"):
        ratio(design, USES, [0] * 18)


def test_totals_that_no_weights_give_are_refused(design: Design) -> None:
    """Columns that say the same; a column short; more inhabitants than the largest could stand for."""
    with pytest.raises(ValueError, match="no column may follow"):
        calibrate(design, np.column_stack([np.ones(18), np.ones(18)]), [27, 27])
    with pytest.raises(ValueError, match="a column for each total"):
        calibrate(design, KNOWN, [27, 1800])
    with pytest.raises(ValueError, match="no positive weights"):
        calibrate(design, KNOWN, [27, 27 * 500, 15], Distance.RAKING)
