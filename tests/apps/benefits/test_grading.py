"""How much numbers can bear: the rules of the grade, and what a person may do with it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.landkort import refusal
from tests.measuring import benefit, measured
from tovholder.apps.benefits.choices import Design, Grade, Method
from tovholder.apps.benefits.grading import Basis, Reason, propose
from tovholder.apps.benefits.measuring import grade_benefit
from tovholder.apps.benefits.models import Benefit
from tovholder.kernel.actor import SYSTEM

BEST = Basis(
    design=Design.COMPARISON,
    methods=frozenset({Method.COUNTED.value}),
    n=40,
    units=5,
    before=6,
    after=12,
    sound=60,
    spoiled=2,
)


@pytest.mark.parametrize(
    ("changed", "grade", "reasons"),
    [
        ({}, Grade.A, ()),
        ({"design": Design.BEFORE_AFTER}, Grade.B, (Reason.NO_COMPARISON,)),
        ({"n": None, "units": 2}, Grade.B, (Reason.FEW_UNITS, Reason.N_UNKNOWN)),
        ({"before": 2}, Grade.B, (Reason.SHORT,)),
        ({"before": 0}, Grade.C, (Reason.NO_BEFORE,)),
        ({"after": 2}, Grade.C, (Reason.FEW_PERIODS,)),
        ({"spoiled": 30}, Grade.C, (Reason.SPOILED,)),
        ({"n": 9}, Grade.C, (Reason.SMALL_N,)),
        ({"methods": frozenset({"counted", "estimate"})}, Grade.C, (Reason.SOME_ESTIMATES,)),
        ({"methods": frozenset({"estimate"})}, Grade.D, (Reason.ESTIMATES,)),
        ({"after": 1}, Grade.D, (Reason.ONE_PERIOD,)),
        ({"after": 0, "sound": 0, "methods": frozenset()}, Grade.D, (Reason.NO_AFTER,)),
    ],
)
def test_the_worst_rule_decides_and_is_told(
    changed: dict[str, object], grade: Grade, reasons: tuple[Reason, ...]
) -> None:
    """Each weakness by itself, from the best basis."""
    found = propose(replace(BEST, **changed))  # type: ignore[arg-type]  # fields of the basis by name
    assert (found.grade, found.reasons) == (grade, reasons)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 20), st.integers(0, 30), st.integers(1, 9))
def test_more_measuring_never_lowers_and_more_spoiling_never_raises(
    before: int, after: int, units: int, spoiled: int, more: int
) -> None:
    """Whatever the basis is."""
    basis = replace(BEST, before=before, after=after, units=units, spoiled=spoiled)
    better = replace(basis, before=before + more, after=after + more, units=units + more)
    assert propose(better).grade <= propose(basis).grade <= propose(replace(basis, spoiled=spoiled + more)).grade


@pytest.mark.django_db
def test_a_person_may_lower_it_and_raises_it_only_with_a_reason() -> None:
    """What is shown follows; a grade above the rules without a reason is not believed."""
    one = benefit()
    for month in (8, 9, 10):
        measured(one, 80, month, n=40)
    proposed = Benefit.objects.get()
    assert (proposed.proposed_grade, proposed.shown_grade) == ("B", "B")
    grade_benefit(by=SYSTEM, benefit=proposed, grade="C")
    assert proposed.shown_grade == "C"
    assert list(refusal(lambda: grade_benefit(by=SYSTEM, benefit=proposed, grade="A"))) == ["reason"]
    grade_benefit(by=SYSTEM, benefit=proposed, grade="A", reason="Universitetet målte med")
    assert (proposed.shown_grade, proposed.grade_reason) == ("A", "Universitetet målte med")
    grade_benefit(by=SYSTEM, benefit=proposed, grade="")
    assert (proposed.shown_grade, proposed.grade_reason) == ("B", "")
    unsaid = benefit("Uden grund", of=one.project, grade="A")
    measured(unsaid, 80)
    assert Benefit.objects.get(pk=unsaid.pk).shown_grade == "D"
