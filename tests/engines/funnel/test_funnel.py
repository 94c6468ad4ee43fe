"""The funnel: what cannot be counted, and where most are lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.funnel.evaluate import evaluate, faults_of, summed
from tovholder.engines.funnel.model import Counts, Fault, Step, Why


@st.composite
def _possible(draw: st.DrawFn) -> Counts:
    target = draw(st.integers(0, 500))
    assessed = draw(st.integers(0, target))
    offered = draw(st.integers(0, assessed))
    started = draw(st.integers(0, offered))
    in_use = draw(st.integers(0, started))
    return Counts(target, assessed, offered, in_use, started - in_use)


def test_the_stall_is_where_most_are_lost() -> None:
    """Of 100, 60 are assessed, 20 offered: the offer stalls."""
    found = evaluate(Counts(100, 70, 20, 12, 4))
    assert [(one.step, one.count, one.base, one.lost) for one in found.steps] == [
        (Step.ASSESSED, 70, 100, 30),
        (Step.OFFERED, 20, 70, 50),
        (Step.STARTED, 16, 20, 4),
        (Step.KEPT, 12, 16, 4),
    ]
    assert found.stall is not None
    assert found.stall.step == Step.OFFERED


def test_of_equal_losses_the_earliest_stalls_and_of_none_nothing() -> None:
    """All later steps wait for it."""
    even = evaluate(Counts(30, 20, 10, 10, 0)).stall
    assert (even is not None and even.step, evaluate(Counts(5, 5, 5, 5, 0)).stall) == (Step.ASSESSED, None)


@pytest.mark.parametrize(
    ("counts", "faults"),
    [
        (Counts(10, 11, 5, 2, 0), [Fault("assessed", Why.MORE_THAN_BEFORE, "target")]),
        (Counts(10, 5, 6, 2, 0), [Fault("offered", Why.MORE_THAN_BEFORE, "assessed")]),
        (Counts(10, 5, 5, 4, 2), [Fault("in_use", Why.MORE_THAN_BEFORE, "offered")]),
        (Counts(10, -1, 5, 4, 2), [Fault("assessed", Why.NEGATIVE)]),
        (Counts(0, 0, 0, 0, 0), []),
    ],
)
def test_a_step_never_has_more_than_the_one_before(counts: Counts, faults: list[Fault]) -> None:
    """And no number is less than none."""
    assert faults_of(counts) == faults


def test_a_funnel_that_cannot_be_is_refused() -> None:
    """The caller checks first."""
    with pytest.raises(ValueError, match="offered is more_than_before"):
        evaluate(Counts(10, 5, 6, 2, 0))


@given(st.lists(_possible(), max_size=6))
def test_a_sum_of_possible_counts_is_possible_and_loses_what_its_parts_lose(parts: list[Counts]) -> None:
    """Step by step, and nothing is scaled up."""
    whole = evaluate(summed(parts))
    lost = [sum(evaluate(part).steps[place].lost for part in parts) for place in range(4)]
    assert (faults_of(summed(parts)), [step.lost for step in whole.steps]) == ([], lost)


@given(_possible())
def test_nobody_is_lost_twice(counts: Counts) -> None:
    """Those in use and all losses together are the target group."""
    assert counts.in_use + sum(step.lost for step in evaluate(counts).steps) == counts.target
