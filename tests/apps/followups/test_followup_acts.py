"""Plans that hold, rollouts that keep wishes, analyses that are kept and never changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.followups import TODAY, benefit, measure, plan, rollout, some_units, staggered
from tests.landkort import project, refusal
from tests.people import actor, holding, municipality, unit
from tovholder.apps.benefits.public import Benefit, Measurement, mark_spoiled
from tovholder.apps.followups.actions import PlanFacts, change_plan, keep_analysis
from tovholder.apps.followups.ends import forget_person
from tovholder.apps.followups.measured import reading_of, result_of
from tovholder.apps.followups.models import Analysis, DesignChoice, EvaluationPlan, PlannedStart
from tovholder.apps.followups.presenting import rollout_texts, told
from tovholder.apps.followups.public import has_evaluation_plan, latest_analysis, note_start, planned_starts, wish_start
from tovholder.apps.followups.rollouts import RolloutFacts, accept_rollout, change_rollout, draw_again
from tovholder.apps.followups.selectors import own_analyses
from tovholder.engines.followup import Answer, Because, Reason
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


def facts_of(standing: EvaluationPlan, **values: Any) -> PlanFacts:
    """What a plan says, with some of it changed."""
    kept = {name: getattr(standing, name) for name in PlanFacts.__dataclass_fields__ if name != "units"}
    return PlanFacts(**(kept | {"units": tuple(standing.units.all())} | values))


# --- plans ------------------------------------------------------------------------------------------------------------
@pytest.mark.requirement("PIL-04")
def test_a_plan_is_written_beforehand_with_an_economist() -> None:
    """Design, units, periods and the economist who helps stand before anything is measured."""
    helper = holding("economist")
    made = plan(benefit(), economist=helper.user, units=tuple(some_units(4)))
    assert (made.design, made.economist, made.units.count()) == (DesignChoice.STAGGERED, helper.user, 4)
    assert not made.is_frozen_on(date(2026, 12, 1))
    assert has_evaluation_plan(made.project)


@pytest.mark.requirement("PIL-04")
def test_a_plan_is_frozen_when_follow_up_begins() -> None:
    """After that day a change needs a reason, and what stood before stays to be read; before it nothing is logged."""
    made = plan(benefit())
    change_plan(by=SYSTEM, plan=made, facts=facts_of(made, title="Virker det?"))
    assert made.deviations.count() == 0
    with clock_at(date(2027, 2, 1)):
        changed = facts_of(made, design=DesignChoice.BEFORE_AFTER)
        assert refusal(lambda: change_plan(by=SYSTEM, plan=made, facts=changed)).keys() == {"reason"}
        made.refresh_from_db()
        assert made.design == DesignChoice.STAGGERED
        change_plan(by=actor(), plan=made, facts=changed, reason="To enheder er lagt sammen.")
    deviation = made.deviations.get()
    assert (deviation.on, deviation.reason) == (date(2027, 2, 1), "To enheder er lagt sammen.")
    assert [row["field"] for row in deviation.changes] == ["metode"]
    assert deviation.changes[0]["before"].startswith("Trinvis udrulning")


@pytest.mark.requirement("BEN-12")
def test_a_benefit_that_is_hard_to_see_needs_a_way_to_follow_it() -> None:
    """A preventive benefit is refused a plan until the method for it is chosen, and the plan then tells it."""
    hidden = benefit(is_invisible=True, title="Færre fald")
    assert refusal(lambda: plan(hidden)).keys() == {"unseen"}
    made = plan(hidden, unseen="proxy", unseen_note="Antal afbrudte nætter")
    assert made.get_unseen_display() == "Følg det, der kommer før: fald, indlæggelser, afbrudte nætter"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"follow_up_to": date(2026, 1, 1)}, "__all__"),
        ({"units": "one"}, "units"),
        ({"units": "foreign"}, "units"),
        ({"benefit": "foreign"}, "benefit"),
        ({"question": "Ring til 010190-1234"}, "question"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(values: dict[str, Any], field: str) -> None:
    """Periods in disorder, one unit for a comparison, units and benefits of others, a CPR number."""
    given = dict(values)
    if given.get("units") == "one":
        given["units"] = tuple(some_units(1))
    if given.get("units") == "foreign":
        given["units"] = (unit("Et andet sted", municipality("Aarhus")), *some_units(1))
    if given.get("benefit") == "foreign":
        other = benefit(project("Et andet projekt"))
        standing = plan(at=project("Et tredje"))
        assert field in refusal(lambda: change_plan(by=SYSTEM, plan=standing, facts=facts_of(standing, benefit=other)))
        return
    assert field in refusal(lambda: plan(benefit(), **given))


# --- rollouts ---------------------------------------------------------------------------------------------------------
@pytest.mark.requirement("PIL-04")
def test_a_rollout_is_proposed_with_its_power_and_keeps_wishes() -> None:
    """Six units get different months, the power is told, a wish is kept in the next proposal, then it is decided."""
    rolled = rollout(project(), some_units(), accepted=False)
    starts = list(PlannedStart.objects.filter(rollout=rolled).order_by("pk"))
    assert len({start.starts_on for start in starts}) == 6
    assert rolled.proposal["power"]["power"] > 0.8
    assert rollout_texts(rolled.proposal)[0].startswith("Er effekten som forventet, finder prøven den i ")
    wish_start(by=SYSTEM, start=starts[0], earliest=date(2025, 6, 1), blocked=["2025-07", "2025-08"])
    starts[0].refresh_from_db()
    assert starts[0].starts_on is not None
    assert starts[0].starts_on >= date(2025, 6, 1)
    assert f"{starts[0].starts_on:%Y-%m}" not in {"2025-07", "2025-08"}
    rolled.refresh_from_db()
    accept_rollout(by=actor(), rollout=rolled)
    assert set(planned_starts(rolled.project)) == {start.unit_id for start in starts}
    with pytest.raises(ValidationError, match="Udrulningen er besluttet"):
        draw_again(by=SYSTEM, rollout=rolled)


def test_another_lot_gives_other_units_the_same_months() -> None:
    """Drawing again keeps the months and hands them to others; the same seed gives the same."""
    rolled = rollout(project(), some_units(), accepted=False)
    before = {start.unit_id: start.starts_on for start in rolled.starts.all()}
    draw_again(by=SYSTEM, rollout=rolled)
    after = {start.unit_id: start.starts_on for start in PlannedStart.objects.filter(rollout=rolled)}
    assert sorted(map(str, before.values())) == sorted(map(str, after.values()))
    assert before != after


def test_wishes_that_cannot_be_met_name_the_unit() -> None:
    """A unit that can begin in no month is named, and nothing is changed."""
    rolled = rollout(project(), some_units(), accepted=False)
    start = PlannedStart.objects.get(rollout=rolled, unit__name="Dalen")
    with pytest.raises(ValidationError, match="Der er ingen måned, hvor disse enheder kan begynde: Dalen"):
        wish_start(by=SYSTEM, start=start, earliest=date(2025, 12, 1))
    assert PlannedStart.objects.get(pk=start.pk).earliest is None


@pytest.mark.requirement("BEN-17")
def test_few_units_are_told_beforehand_that_they_can_show_nothing() -> None:
    """With three units the smallest p is a sixth, and the page says so before anybody begins."""
    rolled = rollout(project(), some_units(3), accepted=False)
    assert rollout_texts(rolled.proposal) == [
        (
            "Med så få enheder kan p aldrig blive mindre end 0,167. Planen kan derfor ikke vise en sikker forskel, "
            "uanset hvor stor den er. Tag flere enheder med."
        )
    ]


@pytest.mark.parametrize(
    ("values", "field"), [({"within": 0.0}, "within"), ({"autocorrelation": 1.0}, "autocorrelation")]
)
def test_numbers_that_cannot_be_are_refused(values: dict[str, Any], field: str) -> None:
    """A spread of nought and an autocorrelation of one, each at its field."""
    assert refusal(lambda: rollout(project(), some_units(), **values)).keys() == {field}


def test_units_come_and_go_until_it_is_decided() -> None:
    """A changed rollout proposes for the units that are in it now."""
    rolled = rollout(project(), some_units(), accepted=False)
    facts = RolloutFacts(
        title=rolled.title,
        project=rolled.project,
        first_month=rolled.first_month,
        months=20,
        level=11,
        effect=-2,
        within=0.8,
        units=tuple(some_units(4)),
    )
    change_rollout(by=SYSTEM, rollout=rolled, facts=facts, expected_version=rolled.version)
    assert PlannedStart.objects.filter(rollout=rolled, starts_on__isnull=False).count() == 4


def test_a_start_is_noted_when_it_was() -> None:
    """The real start counts before the planned one; the future is refused, and so is an undecided rollout."""
    rolled = rollout(project(), some_units())
    start = rolled.starts.earliest("starts_on")
    with clock_at(TODAY):
        note_start(by=SYSTEM, start=start, started_on=date(2024, 5, 6))
        assert refusal(lambda: note_start(by=SYSTEM, start=start, started_on=date(2026, 2, 1))).keys() == {"started_on"}
    assert planned_starts(rolled.project)[start.unit_id] == date(2024, 5, 6)
    assert rollout(project("Andet"), some_units(), accepted=False).is_accepted is False


# --- analyses ---------------------------------------------------------------------------------------------------------
@pytest.mark.requirement("BEN-17")
def test_a_staggered_rollout_shows_its_effect() -> None:
    """Three minutes less at each of six units are found, with an interval around them and a small p."""
    made, _rolled = staggered(-3.0)
    result = reading_of(made, SYSTEM).result
    assert result.answer is Answer.BETTER
    assert result.estimate == pytest.approx(-3, abs=0.3)
    assert result.estimate is not None
    assert result.low is not None
    assert result.high is not None
    assert result.low <= result.estimate <= result.high < 0
    assert result.p is not None
    assert result.p <= 0.05
    assert told(result, "min").sentence.startswith("Ændringen er −")


@pytest.mark.requirement("BEN-17")
def test_one_unit_is_told_why_there_is_no_p() -> None:
    """Before and after at one unit: the change, no p, and the plain sentence why."""
    made = benefit(starts_on=date(2024, 7, 1))
    with clock_at(TODAY):
        measure(made, some_units(1)[0], [12.0] * 6 + [9.0] * 6)
    result = reading_of(made, SYSTEM).result
    assert (result.answer, result.estimate, result.p) == (Answer.CHANGE_ONLY, -3.0, None)
    assert any(
        note.startswith("Der er kun målinger fra én enhed. Derfor gives ingen p-værdi")
        for note in told(result, "").notes
    )


@pytest.mark.requirement("BEN-17")
@pytest.mark.parametrize(
    ("make", "because"),
    [
        (lambda: (benefit(), []), Because.NO_MEASUREMENTS),
        (lambda: (benefit(starts_on=date(2024, 1, 1)), [5.0] * 12), Because.NO_BASELINE),
        (lambda: (benefit(), [5.0] * 12), Because.START_UNKNOWN),
        (lambda: (benefit(starts_on=date(2024, 2, 1)), [5.0] * 12), Because.TOO_FEW_PERIODS),
    ],
)
def test_what_cannot_be_documented_says_because(make: Any, because: Because) -> None:
    """No measurements, no baseline, no start, too few months before: each has its sentence."""
    made, values = make()
    with clock_at(TODAY):
        measure(made, some_units(1)[0], values)
    result = reading_of(made, SYSTEM).result
    assert (result.answer, result.because) == (Answer.CANNOT_BE_DOCUMENTED, (because,))
    assert told(result, "").notes[0].startswith("Det kan ikke dokumenteres, fordi ")


@pytest.mark.requirement("BEN-17")
def test_spoiled_measurements_are_not_counted() -> None:
    """With half of the measurements spoiled by problems in the log nothing can be documented."""
    made = benefit(starts_on=date(2024, 7, 1))
    with clock_at(TODAY):
        measure(made, some_units(1)[0], [12.0] * 6 + [9.0] * 6)
        for one in Measurement.objects.filter(benefit=made, period_from__gte=date(2024, 7, 1)):
            mark_spoiled(by=SYSTEM, measurement=one, spoiled=True)
    assert reading_of(made, SYSTEM).result.because == (Because.SPOILED,)


def test_too_early_until_the_planned_end() -> None:
    """A plan whose follow-up lasts until 2028 says too early in 2026, whatever the numbers look like."""
    made, _rolled = staggered(-3.0)
    plan(made)
    result = reading_of(made, SYSTEM).result
    assert (result.answer, result.p) == (Answer.TOO_EARLY, None)
    assert Reason.BEFORE_PLANNED_END in result.reasons


def test_quarters_are_periods_too() -> None:
    """A benefit that is measured every quarter is looked at by quarters."""
    made = benefit(cadence="quarter", starts_on=date(2025, 1, 1))
    with clock_at(TODAY):
        measure(made, some_units(1)[0], [12.0] * 12 + [9.0] * 12)
    reading = reading_of(made, SYSTEM)
    assert (reading.length, len(reading.series[0].values), reading.result.estimate) == (3, 8, -3.0)
    assert reading.period(4) == date(2025, 1, 1)


@pytest.mark.requirement("BEN-17")
def test_a_kept_analysis_is_superseded_and_never_changed() -> None:
    """What was kept says the same after new measurements; the same data are not kept twice; the newer one holds."""
    made, _rolled = staggered(-3.0, months=22)
    made_first = keep_analysis(by=actor(), benefit=made, reading=reading_of(made, SYSTEM), note="Roligt forår")
    first = Analysis.objects.get(pk=made_first.pk)
    with pytest.raises(ValidationError, match="Der er intet nyt at gemme"):
        keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    with clock_at(TODAY):
        for where in some_units():
            measure(made, where, [20.0], first=date(2025, 11, 1))
    second = keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    kept = Analysis.objects.get(pk=first.pk)
    assert (kept.result, kept.data_hash, kept.note) == (first.result, first.data_hash, "Roligt forår")
    assert latest_analysis(made) == second
    assert second.replaces == kept
    assert result_of(Analysis.objects.get(pk=second.pk).result) == reading_of(made, SYSTEM).result


# --- ends -------------------------------------------------------------------------------------------------------------
def test_an_economist_who_leaves_is_taken_off_open_plans() -> None:
    """A plan whose follow-up is over keeps the name."""
    helper = holding("economist").user
    open_plan = plan(benefit(), economist=helper)
    over = plan(
        benefit(project("Gammelt")), economist=helper, follow_up_from=date(2024, 3, 1), follow_up_to=date(2025, 3, 1)
    )
    with clock_at(TODAY):
        assert forget_person(helper.public_id, by=SYSTEM) == 1
    open_plan.refresh_from_db()
    over.refresh_from_db()
    assert (open_plan.economist, over.economist) == (None, helper)


def test_what_was_a_municipality_moves_to_the_new_one() -> None:
    """Plans, rollouts and kept analyses go along."""
    made, rolled = staggered(-3.0)
    written = plan(made)
    kept = keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    merge_municipality(municipality("Syddjurs"), into=municipality("Norddjurs"), by=SYSTEM)
    for record in (written, rolled, kept):
        record.refresh_from_db()
        assert record.municipality == municipality("Norddjurs")


def test_facts_are_values() -> None:
    """Facts of a plan can be told apart by what they say."""
    facts = facts_of(plan(benefit()))
    assert replace(facts, title="b") != facts


def test_the_latest_periods_are_read_when_there_are_too_many() -> None:
    """A slip of the keys in one old month does not hide the last years."""
    one = benefit()
    with clock_at(TODAY):
        measure(one, None, [9], first=date(1995, 1, 1))
        measure(one, None, [12] * 24)
        reading = reading_of(one, SYSTEM)
    assert reading.first == date(2021, 1, 1)
    assert [value for value in reading.series[0].values if value is not None] == [12.0] * 24


def test_a_kept_analysis_is_seen_as_far_as_its_benefit() -> None:
    """A unit that takes a benefit back to itself takes the analysis along."""
    one, _rolled = staggered()
    with clock_at(TODAY):
        keep_analysis(by=SYSTEM, benefit=one, reading=reading_of(one, SYSTEM))
    reader = actor("reader")
    assert own_analyses(reader).count() == 1
    Benefit.objects.filter(pk=one.pk).update(tier="unit", unit=unit("Bakken"))
    assert (own_analyses(reader).count(), own_analyses(actor("coordinator")).count()) == (0, 1)
