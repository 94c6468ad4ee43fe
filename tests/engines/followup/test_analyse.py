"""What measurements can bear: the hand calculation, what always holds, and when nothing is said."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.followup import Answer, Because, Design, Panel, Params, Reason, Result, Series, analyse

STAGGERED, DID = Design.STAGGERED_ROLLOUT, Design.DIFFERENCE_IN_DIFFERENCES
BEFORE, TREND = Design.BEFORE_AFTER, Design.INTERRUPTED_SERIES
SHORT = Params(min_before=1, min_after=1, permutations=200)
# Three units that start in the second, third and fourth of four months. All six arrangements were worked out by hand:
# a start in the second month weighs the months (-3, 5, 1, -3)/12, in the third (0, -4, 4, 0)/12, in the fourth
# (3, -1, -5, 3)/12, and the observed steps have the size 10/12. So the estimates are -3.8 (as it was), -0.8, -1.4, 3.4,
# 0.4 and 2.2, and their likenesses to the observed one 1, 0.1, 0.1, -0.5, -0.5 and -0.2.
BY_HAND = ((1, (10, 7, 6, 8)), (2, (20, 19, 15, 17)), (3, (30, 31, 28, 24)))


def panel(*rows: tuple[int | None, Any], **values: Any) -> Panel:
    """A panel of (start, values), named a, b, c …"""
    series = [Series(key=chr(97 + at), start=start, values=tuple(row)) for at, (start, row) in enumerate(rows)]
    return Panel(series=tuple(series), **values)


def flat(
    start: int | None, effect: float = 0.0, level: float = 50.0, months: int = 24
) -> tuple[int | None, list[float]]:
    """A unit without noise."""
    return start, [level + (effect if start is not None and month >= start else 0.0) for month in range(months)]


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Up to six units with gaps, some of which never start."""
    units, months = draw(st.integers(2, 6)), draw(st.integers(4, 9))
    value = st.one_of(st.none(), st.integers(-500, 500).map(lambda number: number / 10))
    rows = []
    for _unit in range(units):
        start = draw(st.one_of(st.none(), st.integers(1, months - 1)))
        rows.append((start, draw(st.lists(value, min_size=months, max_size=months))))
    return panel(*rows)


@pytest.mark.requirement("BEN-17")
def test_three_units_worked_out_by_hand() -> None:
    """Estimate, exact p and the interval by inversion are those of the hand calculation."""
    result = analyse(panel(*BY_HAND, higher_is_better=False), STAGGERED, replace(SHORT, alpha=0.5))
    assert (result.estimate, result.p, result.smallest_p) == pytest.approx((-3.8, 1 / 6, 1 / 6))
    assert (result.low, result.high) == pytest.approx((-4.8, -3.8 + 1.02 / 0.9))
    assert (result.arrangements, result.answer) == (6, Answer.BETTER)
    assert Reason.PERMUTATIONS_EXACT in result.reasons


@pytest.mark.requirement("BEN-17")
def test_six_arrangements_cannot_document_at_five_per_cent() -> None:
    """Three units give an estimate, and the plain answer that they are too few; the interval has no end."""
    result = analyse(panel(*BY_HAND), STAGGERED, SHORT)
    assert (result.answer, result.because) == (Answer.CANNOT_BE_DOCUMENTED, (Because.TOO_FEW_UNITS,))
    assert (result.low, result.high) == (None, None)
    assert result.estimate == pytest.approx(-3.8)


@pytest.mark.parametrize("design", [DID, STAGGERED])
def test_the_estimate_is_exact_without_noise(design: Design) -> None:
    """An effect of -7 on levels that differ, with common months, is found as -7 with an interval of that one point."""
    months = np.arange(24) ** 2 / 10
    starts = [4, 7, 10, 13, 16, 19] if design is STAGGERED else [12, 12, 12, None, None, None]
    rows = [(start, list(np.array(flat(start, -7, 10 * at)[1]) + months)) for at, start in enumerate(starts)]
    result = analyse(panel(*rows, higher_is_better=False), design, Params(permutations=720, alpha=0.1))
    assert result.estimate == pytest.approx(-7)
    assert (result.low, result.high) == pytest.approx((-7, -7))
    assert result.answer is Answer.BETTER
    assert result.p == pytest.approx(1 / 720 if design is STAGGERED else 2 / 20)


@pytest.mark.parametrize(("higher", "answer"), [(True, Answer.BETTER), (False, Answer.WORSE)])
def test_the_direction_says_what_is_better(higher: bool, answer: Answer) -> None:
    """The same rise is an improvement of one indicator and a setback of another."""
    rows = [flat(start, 5) for start in (4, 8, 12, 16, 20)]
    assert analyse(panel(*rows, higher_is_better=higher), STAGGERED).answer is answer


@given(panels(), st.randoms(use_true_random=False), st.integers(-50, 50))
@settings(max_examples=60, deadline=None)
def test_names_order_and_level_do_not_matter(drawn: Panel, chance: Any, constant: int) -> None:
    """Units in another order, under other names, with a constant added, give the same answer, and p lies in (0, 1]."""
    params = Params(min_before=1, min_after=1, permutations=60)
    first = analyse(drawn, STAGGERED, params)
    others = [
        replace(one, key=f"x{at}", values=tuple(None if v is None else v + constant for v in one.values))
        for at, one in enumerate(drawn.series)
    ]
    chance.shuffle(others)
    second = analyse(Panel(series=tuple(others)), STAGGERED, params)
    assert (first.answer, first.because, said(first)) == (second.answer, second.because, said(second))
    assert numbers(first) == pytest.approx(numbers(second), abs=1e-6)
    assert first.p is None or 0 < first.p <= 1


def said(result: Result) -> set[Reason]:
    """The reasons that do not hang on the level."""
    return set(result.reasons) - {Reason.BASELINE_ZERO}


def numbers(result: Result) -> list[float]:
    """Estimate, limits and p, with a sign for what is not given."""
    return [-9e9 if one is None else one for one in (result.estimate, result.low, result.high, result.p)]


@given(panels())
@settings(max_examples=60, deadline=None)
def test_the_estimate_is_that_of_least_squares(drawn: Panel) -> None:
    """With gaps and units that never start, the estimate is the coefficient of the two-way regression."""
    result = analyse(drawn, STAGGERED, Params(min_before=1, min_after=1, permutations=20))
    if result.estimate is None:
        return
    used = [one for one in drawn.series if one.key not in result.left_out]
    cells = [(u, m, v) for u, one in enumerate(used) for m, v in enumerate(one.values) if v is not None]
    design = np.zeros((len(cells), 1 + len(used) + drawn.months))
    for row, (unit, month, _value) in enumerate(cells):
        start = used[unit].start
        design[row, 0] = start is not None and month >= start
        design[row, 1 + unit] = design[row, 1 + len(used) + month] = 1
    solved = np.linalg.lstsq(design, np.array([value for _u, _m, value in cells]), rcond=1e-9)[0]
    assert result.estimate == pytest.approx(solved[0], abs=1e-6)


@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.2, 0.5]))
@settings(max_examples=30, deadline=None)
def test_the_interval_is_what_the_test_does_not_reject(seed: int, alpha: float) -> None:
    """Just inside its ends a value is not rejected when it is taken out of the measurements, just outside it is."""
    rng = np.random.default_rng(seed)
    starts = (2, 3, 4, 6, 7)
    rows = [(start, list(rng.normal(0, 1, 9))) for start in starts]
    params = replace(SHORT, alpha=alpha)
    result = analyse(panel(*rows), STAGGERED, params)
    assert result.low is not None
    assert result.high is not None

    def p_without(effect: float) -> float:
        less = [(s, [v - effect * (m >= s) for m, v in enumerate(row)]) for s, row in rows]
        p = analyse(panel(*less), STAGGERED, params).p
        assert p is not None
        return p

    for inside, outside in ((result.low + 1e-6, result.low - 1e-6), (result.high - 1e-6, result.high + 1e-6)):
        assert p_without(inside) > alpha
        assert p_without(outside) <= alpha


def test_a_random_draw_holds_the_observed_one_and_repeats() -> None:
    """The same seed gives the same p, and p is never nought even for a huge effect."""
    rows = [flat(start, 1000) for start in range(4, 14)]
    one, two = analyse(panel(*rows), STAGGERED), analyse(panel(*rows), STAGGERED)
    assert one == two
    assert one.p == pytest.approx(1 / 10_000)
    assert Reason.PERMUTATIONS_DRAWN in one.reasons


def test_starts_that_a_unit_could_not_have_had_are_not_tried() -> None:
    """What the rollout's wishes ruled out is ruled out of the test: two units that could only swap give two rows."""
    early, late = frozenset({6, 9}), frozenset({12, 15})
    rows = [flat(6, 3), flat(9, 3), flat(12, 3), flat(15, 3)]
    bound = panel(*rows)
    series = [replace(one, allowed=early if at < 2 else late) for at, one in enumerate(bound.series)]
    assert analyse(replace(bound, series=tuple(series)), STAGGERED).arrangements == 4
    assert analyse(bound, STAGGERED).arrangements == 24
    assert analyse(replace(bound, order=(("a", "b"), ("b", "c"))), STAGGERED).arrangements == 4


def test_months_can_count_by_what_they_rest_on() -> None:
    """A month that rests on many weighs more; one that rests on none is not there."""
    wild = list(flat(12)[1])
    wild[14] = 900.0
    rows = [(12, wild), *(flat(start) for start in (4, 8, 16, 20))]
    bare = panel(*rows)
    counted = replace(
        bare, series=(replace(bare.series[0], n=tuple(0 if m == 14 else 9 for m in range(24))), *bare.series[1:])
    )
    assert analyse(counted, STAGGERED).estimate == pytest.approx(0, abs=1e-9)
    thin = replace(bare.series[0], n=tuple(1 if m == 14 else 10_000 for m in range(24)))
    others = (replace(one, n=(10_000,) * 24) for one in bare.series[1:])
    weighed = replace(bare, series=(thin, *others), weigh_by_n=True)
    plain, light = analyse(bare, STAGGERED).estimate, analyse(weighed, STAGGERED).estimate
    assert plain is not None
    assert light is not None
    assert abs(light) < abs(plain) / 100


# --- without a comparison ---------------------------------------------------------------------------------------------
@pytest.mark.requirement("BEN-17")
@pytest.mark.parametrize("design", [BEFORE, TREND])
def test_one_unit_never_gets_a_p(design: Design) -> None:
    """Before and after at one unit: the change and how the months before lay, and the reason why there is no p."""
    rows = (12, [*(50, 52) * 6, *(40, 42) * 6])
    result = analyse(panel(rows), design)
    assert (result.p, result.low, result.high, result.spread) == (None, None, None, (50, 52))
    assert (result.answer, Reason.ONE_UNIT_NO_P in result.reasons) == (Answer.CHANGE_ONLY, True)
    assert result.estimate == pytest.approx(-10 if design is BEFORE else -10 - 6 / 143 * 12, abs=0.51)


def test_one_unit_in_a_comparison_is_too_few() -> None:
    """A staggered rollout of one unit is no rollout."""
    result = analyse(panel(flat(12)), STAGGERED)
    assert (result.because, result.p) == ((Because.TOO_FEW_UNITS,), None)
    assert Reason.ONE_UNIT_NO_P in result.reasons


def test_a_straight_line_is_not_taken_for_an_effect() -> None:
    """What had been rising before and rises on has not changed; a plain before-after takes it for a change."""
    line = [float(month) for month in range(24)]
    assert analyse(panel((12, line)), TREND).estimate == pytest.approx(0)
    assert analyse(panel((12, line)), BEFORE).estimate == pytest.approx(12)


def test_several_units_without_comparison_get_an_interval_of_the_change() -> None:
    """Six changes of -1 to -6: turning signs leaves out 1 of 32 on each side, and no p is given."""
    rows = [flat(12, -size) for size in (1, 2, 3, 4, 5, 6)]
    result = analyse(panel(*rows), BEFORE)
    assert result.estimate == pytest.approx(-3.5)
    assert result.p is None
    assert result.low is not None
    assert result.high is not None
    assert -6 <= result.low < -3.5 < result.high <= -1
    assert Reason.NO_COMPARISON_NO_P in result.reasons
    few = analyse(panel(*rows[:5]), BEFORE)
    assert (few.low, few.high) == (None, None)


def test_less_than_a_year_before_cannot_tell_a_season() -> None:
    """Where nothing is compared with, a baseline of ten months is told as too short for the seasons."""
    assert Reason.SEASON_UNKNOWN in analyse(panel(flat(10)), BEFORE).reasons
    assert Reason.SEASON_UNKNOWN not in analyse(panel(flat(12)), BEFORE).reasons


# --- when nothing can be said -----------------------------------------------------------------------------------------
def changed(**values: Any) -> Panel:
    """Five units of which the first is changed."""
    whole = panel(*(flat(start) for start in (4, 8, 12, 16, 20)))
    return replace(whole, series=(replace(whole.series[0], **values), *whole.series[1:]))


@pytest.mark.requirement("BEN-17")
@pytest.mark.parametrize(
    ("given_panel", "because"),
    [
        (panel(), Because.NO_MEASUREMENTS),
        (panel((2, [None] * 9)), Because.NO_MEASUREMENTS),
        (panel((0, [1.0] * 9), (-3, [2.0] * 9)), Because.NO_BASELINE),
        (changed(measure="timer"), Because.MIXED_MEASURES),
        (changed(start_known=False, start=None), Because.START_UNKNOWN),
        (panel(flat(12), flat(12), flat(12)), Because.NO_COMPARISON),
        (panel(flat(2), flat(2), flat(1)), Because.TOO_FEW_PERIODS),
    ],
)
def test_what_cannot_be_documented_says_because(given_panel: Panel, because: Because) -> None:
    """Each lack has its own word, and neither p nor interval is given."""
    result = analyse(given_panel, STAGGERED)
    assert (result.answer, result.because, result.p) == (Answer.CANNOT_BE_DOCUMENTED, (because,), None)
    assert Reason.CANNOT_BE_DOCUMENTED in result.reasons


@pytest.mark.requirement("BEN-17")
def test_spoiled_months_are_left_out_until_they_are_too_many() -> None:
    """One spoiled month is left out and told; with more than a quarter spoiled nothing is said."""
    one = analyse(changed(spoiled=frozenset({23})), STAGGERED)
    assert (one.answer, Reason.SPOILED_LEFT_OUT in one.reasons) == (Answer.UNCLEAR, True)
    whole = changed()
    all_spoiled = replace(whole, series=tuple(replace(s, spoiled=frozenset(range(7))) for s in whole.series))
    assert analyse(all_spoiled, STAGGERED).because == (Because.SPOILED,)


@pytest.mark.parametrize(
    ("starts", "planned", "reasons"),
    [
        ((30, 31, 32), None, (Reason.TOO_EARLY, Reason.NOT_STARTED)),
        ((4, 23, 30, 31), None, (Reason.TOO_EARLY,)),
        ((4, 8, 12, 16), 36, (Reason.TOO_EARLY, Reason.BEFORE_PLANNED_END)),
    ],
)
def test_too_early_is_an_answer(starts: tuple[int, ...], planned: int | None, reasons: tuple[Reason, ...]) -> None:
    """Before the units have started, before half have three months, and before the planned end nothing is tested."""
    result = analyse(panel(*(flat(start) for start in starts), planned_months=planned), STAGGERED)
    assert (result.answer, result.p, result.reasons) == (Answer.TOO_EARLY, None, reasons)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Series(key="a", start=1, values=(float("nan"),)),
        lambda: Series(key="a", start=1, values=(1.0,), n=(1, 2)),
        lambda: Series(key="a", start=1, values=(1.0,), n=(-1,)),
        lambda: panel((1, [1.0]), (1, [1.0, 2.0])),
        lambda: Panel(series=(Series(key="a", start=1, values=()), Series(key="a", start=1, values=()))),
        lambda: Params(alpha=0),
        lambda: Params(permutations=0),
        lambda: Params(runs=10**6),
    ],
)
def test_what_cannot_be_is_refused(make: Any) -> None:
    """Numbers that are none, lengths that differ, units that come twice, limits out of reach."""
    with pytest.raises(ValueError):
        make()
