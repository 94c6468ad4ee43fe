"""Measuring: what can be written down, what is kept of what was mended, and what follows."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from tests.landkort import refusal
from tests.measuring import benefit, measured
from tests.people import actor, code, holding, municipality, person, unit
from tovholder.apps.benefits.choices import State
from tovholder.apps.benefits.measuring import MeasurementFacts, change_measurement, mark_spoiled, remove_measurement
from tovholder.apps.benefits.models import Benefit, MeasurementPlan
from tovholder.apps.benefits.periods import Period, due_after, last_whole, period_of, period_text
from tovholder.apps.benefits.planning import PlanFacts, plan_measuring
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cadence", "first", "last", "told", "due"),
    [
        ("month", date(2026, 10, 1), date(2026, 10, 31), "oktober 2026", date(2026, 12, 1)),
        ("quarter", date(2026, 7, 1), date(2026, 9, 30), "3. kvartal 2026", date(2027, 1, 1)),
        ("half_year", date(2026, 1, 1), date(2026, 6, 30), "1. halvår 2026", date(2027, 1, 1)),
        ("year", date(2025, 1, 1), date(2025, 12, 31), "2025", date(2027, 1, 1)),
    ],
)
def test_the_last_whole_period_of_each_cadence(cadence: str, first: date, last: date, told: str, due: date) -> None:
    """On 21 November 2026 it is the one that has ended, and the next is due when the following one has."""
    period = last_whole(date(2026, 11, 21), cadence)
    assert (period, period_text(period), due_after(last, cadence)) == (Period(first, last), told, due)


def test_a_period_of_another_length_is_told_by_its_days() -> None:
    """Nobody is told that three weeks are a month."""
    assert period_text(Period(date(2026, 5, 1), date(2026, 5, 21))) == "01.05.2026–21.05.2026"
    assert period_of(date(2026, 12, 31), "quarter") == Period(date(2026, 10, 1), date(2026, 12, 31))


def test_a_measurement_keeps_the_summary_the_next_day_and_the_state() -> None:
    """The benefit says the latest value, how many there are, and when the next whole month has ended."""
    one = benefit(owner=holding("economist").user)
    measured(one, 90, 9)
    measured(one, 80, 10)
    one.refresh_from_db()
    said = (one.realised, one.realised_on, one.measured, one.next_measurement_on, one.state)
    assert said == (Decimal(80), date(2026, 10, 31), 2, date(2026, 12, 1), State.IN_REALISATION)


def test_a_benefit_of_several_units_is_due_until_all_have_measured() -> None:
    """The first unit does not take the others' day away."""
    one, here, there = benefit(), unit("Fyret"), unit("Havnen")
    facts = PlanFacts(units=[here, there], cadence="month", next_measurement_on=date(2026, 11, 1))
    plan_measuring(by=SYSTEM, benefit=one, facts=facts)
    measured(one, 80, unit=here)
    assert Benefit.objects.get().next_measurement_on == date(2026, 11, 1)
    measured(Benefit.objects.get(), 60, unit=there)
    after = Benefit.objects.get()
    assert (after.next_measurement_on, after.realised) == (date(2026, 12, 1), Decimal(70))


def test_an_older_month_does_not_take_away_that_the_latest_is_missing() -> None:
    """What is written down late leaves the latest month due."""
    measured(benefit(), 80, 8)
    assert Benefit.objects.get().next_measurement_on == date(2026, 11, 1)


def test_what_cannot_have_been_measured_is_refused_at_its_field() -> None:
    """Twice the same month, the future, a month that is not over, over the start, another unit of measure."""
    one = benefit()
    measured(one, 80, 10)
    again = refusal(lambda: measured(one, 81, 10))
    assert again == {"period_from": ["Der står allerede en måling for oktober 2026. Ret den i stedet."]}
    assert list(refusal(lambda: measured(one, 1, 12))) == ["period_from"]
    assert list(refusal(lambda: measured(one, 1, 11))) == ["period_to"]
    spanning: dict[str, Any] = {"period_from": date(2026, 4, 1), "period_to": date(2026, 6, 30)}
    assert refusal(lambda: measured(one, 1, **spanning)) == {
        "period_from": ["Gevinsten begyndte 01.05.2026. Del målingen i før og efter."]
    }
    assert list(refusal(lambda: measured(one, 1, 9, measured_in=code("measure_unit", "minutes")))) == ["value"]
    quarter: dict[str, Any] = {"period_from": date(2026, 8, 1), "period_to": date(2026, 10, 31)}
    assert list(refusal(lambda: measured(one, 1, **quarter))) == ["period_from"]


def test_a_unit_of_another_municipality_or_a_closed_one_measures_nothing() -> None:
    """And a unit's own benefit is measured there alone."""
    one = benefit()
    assert list(refusal(lambda: measured(one, 1, unit=unit("Elverhøj", municipality("Randers"))))) == ["unit"]
    closed = unit("Lukket")
    closed.closed_on = date(2026, 1, 1)
    closed.save()
    assert refusal(lambda: measured(one, 1, unit=closed)) == {
        "unit": ["Enheden er nedlagt. Vælg en, der findes i dag."]
    }
    own = benefit("Fyrets egen", of=one.project, unit=unit("Fyret"))
    assert list(refusal(lambda: measured(own, 1, unit=unit("Havnen")))) == ["unit"]


def test_before_the_start_it_is_a_starting_point() -> None:
    """It is kept, and is no result."""
    one = benefit()
    kept = measured(one, 99, 3)
    one.refresh_from_db()
    assert (kept.is_baseline, one.measured, one.realised) == (True, 0, None)


def test_a_named_employee_is_refused() -> None:
    """Measurements are of units: the name of somebody who works in the municipality is told where it stands."""
    holding("staff", in_unit=unit("Fyret"), user=person("sus@syddjurs.example", "Susanne Lund"))
    one = benefit()
    told = refusal(lambda: measured(one, 80, note="Kun susanne lund kørte i oktober"))
    assert list(told) == ["note"]
    assert measured(one, 80, note="Lundby var lukket").note == "Lundby var lukket"


def test_a_time_study_waits_until_the_rules_on_control_measures_are_confirmed() -> None:
    """Purpose, notice to the staff and MED stand with a name and a day before the first number."""
    one = benefit()
    assert list(refusal(lambda: measured(one, 80, method="time_study"))) == ["method"]
    told: dict[str, Any] = {"told_staff_on": date(2026, 9, 1), "told_med_on": date(2026, 8, 20)}
    base: dict[str, Any] = {"method": "time_study", "cadence": "month", "next_measurement_on": date(2026, 11, 1)}
    for given, field in (
        (base, "confirmed"),
        (base | told | {"confirmed": True}, "purpose"),
        (base | {"purpose": "Se, om vejtiden falder", "confirmed": True}, "told_staff_on"),
        (base | told | {"purpose": "Se", "confirmed": True, "told_med_on": date(2026, 12, 1)}, "told_med_on"),
    ):
        refused = refusal(partial(plan_measuring, by=SYSTEM, benefit=one, facts=PlanFacts(**given)))
        assert list(refused) == [field]
    facts = PlanFacts(**base, **told, purpose="Se, om vejtiden falder", confirmed=True)
    leader = actor("coordinator")
    plan = plan_measuring(by=leader, benefit=one, facts=facts)
    assert (plan.confirmed_by_name, plan.confirmed_at, plan.told_med_on) == (
        leader.name,
        clock.now(),
        date(2026, 8, 20),
    )
    assert measured(one, 80, method="time_study").method == "time_study"


def test_a_changed_purpose_is_confirmed_anew_and_an_unchanged_one_keeps_its_name() -> None:
    """Who confirmed is whoever saw what stands there now."""
    one = benefit()
    values: dict[str, Any] = {
        "cadence": "month",
        "next_measurement_on": date(2026, 11, 1),
        "purpose": "Se",
        "told_staff_on": date(2026, 9, 1),
        "told_med_on": date(2026, 9, 1),
        "confirmed": True,
    }
    plan_measuring(by=SYSTEM, benefit=one, facts=PlanFacts(**values))
    leader = actor("coordinator")
    plan_measuring(by=leader, benefit=one, facts=PlanFacts(**values))
    assert MeasurementPlan.objects.get().confirmed_by_name == SYSTEM.name
    plan_measuring(by=leader, benefit=one, facts=PlanFacts(**(values | {"purpose": "Andet"})))
    assert MeasurementPlan.objects.get().confirmed_by_name == leader.name


def test_mending_and_removing_keep_what_stood_there() -> None:
    """The history says what was mended, from what to what, why and by whom; the log has the action."""
    one = benefit()
    first = measured(one, 80)
    facts = MeasurementFacts(period_from=first.period_from, period_to=first.period_to, value=Decimal(75))
    change_measurement(by=SYSTEM, measurement=first, facts=facts, reason="Slåfejl")
    mark_spoiled(by=SYSTEM, measurement=first, spoiled=True)
    assert Benefit.objects.get().realised is None
    remove_measurement(by=SYSTEM, measurement=first, reason="Forkert måned")
    kept = [(row.what, row.before, row.after, row.reason) for row in one.mendings.all()]
    assert kept == [
        ("removed", Decimal(75), None, "Forkert måned"),
        ("spoiled", Decimal(75), Decimal(75), ""),
        ("changed", Decimal(80), Decimal(75), "Slåfejl"),
    ]
    told = AuditEntry.objects.filter(object_id=first.public_id).values_list("action", flat=True)
    assert sorted(told) == [
        "benefits.add_measurement",
        "benefits.change_measurement",
        "benefits.mark_spoiled",
        "benefits.remove_measurement",
    ]


@pytest.mark.requirement("BEN-15")
def test_a_measurement_keeps_its_context() -> None:
    """Solution, target group and organisation are those of the benefit that day, or what was told of this one."""
    one = benefit(solution_note="App på egen tablet", organisation_note="Fast vejleder")
    kept = measured(one, 80, organisation_note="Vikarer i oktober")
    Benefit.objects.update(group_note="Alle")
    kept.refresh_from_db()
    assert (kept.solution_note, kept.group_note, kept.organisation_note) == (
        "App på egen tablet",
        "Borgere med bostøtte",
        "Vikarer i oktober",
    )
