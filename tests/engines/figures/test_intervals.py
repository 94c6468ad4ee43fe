"""Figures: the exact interval of a finite population, its coverage over every population, and the logical bounds."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.figures import Figure, figure
from tovholder.engines.figures.interval import acceptable, blaker

MUNICIPALITIES = 98


def _chance(hits: int, n: int, frame: int, having: int) -> Fraction:
    """How often a sample of n holds ``hits`` of the ``having`` in the frame."""
    return Fraction(comb(having, hits) * comb(frame - having, n - hits), comb(frame, n))


def _coverage(n: int, frame: int) -> list[Fraction]:
    """For every number in the frame that may have the trait: how often the interval holds it."""
    intervals = [blaker(hits, n, frame) for hits in range(n + 1)]
    return [
        sum(
            (
                _chance(hits, n, frame, having)
                for hits, (low, high) in enumerate(intervals)
                if low <= having <= high and hits <= having
            ),
            Fraction(0),
        )
        for having in range(frame + 1)
    ]


@pytest.mark.parametrize(("n", "least", "width"), [(35, "95.1", "20.7"), (84, "95.1", "5.7")])
def test_the_interval_holds_the_truth_in_95_of_100_whatever_the_truth_is(n: int, least: str, width: str) -> None:
    """Every sample of every population of 98: coverage at the least, and the mean width in percentage points."""
    assert f"{float(min(_coverage(n, MUNICIPALITIES))) * 100:.1f}" == least
    widths = [high - low for low, high in (blaker(hits, n, MUNICIPALITIES) for hits in range(n + 1))]
    assert f"{sum(widths) / len(widths) / MUNICIPALITIES * 100:.1f}" == width


@pytest.mark.parametrize("frame", range(1, 13))
def test_every_small_population_is_covered(frame: int) -> None:
    """Every sample size of every population of up to twelve."""
    for n in range(1, frame + 1):
        assert min(_coverage(n, frame)) >= Fraction(95, 100)


counted = st.integers(1, 120).flatmap(
    lambda frame: st.integers(1, frame).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(frame)),
    )
)


@settings(deadline=None)
@given(counted)
def test_the_search_finds_what_trying_everything_finds(of: tuple[int, int, int]) -> None:
    """The outermost numbers that are believed, from all that are possible."""
    hits, n, frame = of
    least = comb(frame, n) * 5 // 100
    believed = [having for having in range(hits, frame - n + hits + 1) if acceptable(hits, n, frame, having, least)]
    assert blaker(hits, n, frame) == (believed[0], believed[-1])


@settings(deadline=None)
@given(counted)
def test_an_interval_lies_within_the_logical_bounds_around_the_share_and_mirrors(of: tuple[int, int, int]) -> None:
    """Those who did not give the answer have the mirrored interval."""
    hits, n, frame = of
    made, rest = figure(hits, n, frame=frame), figure(n - hits, n, frame=frame)
    bounds = (made.logical_low, made.low, made.high, made.logical_high)
    low_bound, low, high, high_bound = (edge for edge in bounds if edge is not None)
    assert 0 <= low_bound <= low <= high <= high_bound <= 1
    assert made.share is not None
    assert low - 1 / frame < made.share < high + 1 / frame
    assert rest.low == pytest.approx(1 - high)
    assert rest.high == pytest.approx(1 - low)


def test_all_answered_leaves_no_doubt() -> None:
    """The interval and the bounds are the share."""
    assert figure(30, 98, frame=98) == Figure(30, 98, 98, 30 / 98, 30 / 98, 30 / 98, 30 / 98, 30 / 98)


def test_the_bounds_of_2017_are_those_of_the_14_who_did_not_answer() -> None:
    """32 of 84: between 32.7 and 46.9 per cent, if none or all of the 14 had said the same."""
    made = figure(32, 84, frame=98)
    assert (made.logical_low, made.logical_high) == (32 / 98, 46 / 98)
    assert (made.low, made.high) == (34 / 98, 41 / 98)


def test_a_question_for_some_has_bounds_but_no_interval() -> None:
    """24 of the 58 who were asked it, of 84 who answered, of 98: each of the 14 may belong to the 58."""
    made = figure(24, 58, frame=98, answered=84)
    assert (made.low, made.high, made.logical_low, made.logical_high) == (None, None, 24 / 72, 38 / 72)


def test_without_a_frame_there_is_the_share_alone() -> None:
    """And without anybody in the base not even that."""
    assert figure(24, 58) == Figure(24, 58, 58, 24 / 58)
    assert figure(0, 0) == Figure(0, 0, 0, None)
    assert figure(0, 0, frame=98) == Figure(0, 0, 0, None, None, None, 0.0, 1.0)


@pytest.mark.parametrize(
    ("hits", "n", "frame", "answered"),
    [(3, 2, None, None), (-1, 2, None, None), (1, 2, 1, None), (1, 5, 9, 4), (1, 2, 9, 10)],
)
def test_what_cannot_be_is_refused(hits: int, n: int, frame: int | None, answered: int | None) -> None:
    """More hits than answers, more answers than there are to ask."""
    with pytest.raises(ValueError, match="no figure"):
        figure(hits, n, frame=frame, answered=answered)


@pytest.mark.parametrize(("hits", "n", "frame"), [(0, 0, 5), (1, 2, 10_001)])
def test_an_interval_needs_answers_and_a_population_that_can_be_counted(hits: int, n: int, frame: int) -> None:
    """Nobody answered; more than ten thousand."""
    with pytest.raises(ValueError, match="no interval"):
        blaker(hits, n, frame)
