"""Tasks on the list: mapped, proposed, measured, decided about, tried, changed, and taken along when things end."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.people import actor, code, holding, municipality, supplier_partner, unit
from tests.worktasks import journey, task, task_facts
from tovholder.apps.rethinking import actions, part_actions
from tovholder.apps.rethinking.board import advice_on
from tovholder.apps.rethinking.models import Decision, FieldProgramme, Trial, WeightEdition, WorkTask
from tovholder.apps.rethinking.part_actions import MeetingFacts, TrialFacts
from tovholder.apps.rethinking.ranking import the_list
from tovholder.apps.rethinking.scales import FieldState, TaskState, TrialOutcome
from tovholder.apps.rethinking.selectors import (
    mapped_now,
    meetings_of,
    steps_of,
    trials_of,
    weight_editions,
    weights_of,
)
from tovholder.apps.rethinking.writing import JourneyFacts
from tovholder.engines.workload import Lane, Weights
from tovholder.foundation.accounts.actions import end_role, record_departures
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.public import merge_units
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def _problems(caught: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return caught.value.message_dict


@pytest.mark.requirement("RET-01")
def test_a_task_has_volume_time_and_a_place_with_its_points() -> None:
    """40 times a week of 12 minutes are 416 hours a year, and the list says what its points are made of."""
    made = task("Vægten skrives to steder", volume=40, per="week", minutes=Decimal(12), contact=1, standard=5, harm=1)
    assert (made.times_a_year, made.hours) == (2080, 416.0)
    row = the_list(actor()).of(made)
    assert row is not None
    assert (row.place, row.lane, row.score) == (1, Lane.AUTOMATE, 82)
    assert row.parts == [
        ("Timer om året", 20, 35),
        ("Hvor ens gangene er", 20, 20),
        ("Lidt behov for et menneske", 20, 20),
        ("Lidt skade ved en fejl", 12, 15),
        ("Gøres i hånden", 10, 10),
    ]
    assert row.reasons[0] == "Opgaven kræver ikke et menneske."
    assert made.basis_by == "Tovholder"


@pytest.mark.requirement("RET-01")
def test_a_journey_has_steps_in_order_with_the_waiting_between() -> None:
    """A step belongs to its journey's field and unit, goes last, and can be moved."""
    trip = journey(unit=unit("Fyret"), tier="unit")
    first = task("Faldet meldes", journey=trip, field="social")
    second = task("Hjælpen bevilges", journey=trip, waiting_minutes=5 * 1440)
    assert [(step.title, step.waiting_minutes) for step in steps_of(trip, SYSTEM)] == [
        ("Faldet meldes", 0),
        ("Hjælpen bevilges", 7200),
    ]
    assert (first.field.code, first.unit, first.tier, first.kind) == ("health_elderly", trip.unit, "unit", "step")
    actions.move_step(by=SYSTEM, step=second, steps=steps_of(trip, SYSTEM), earlier=True)
    assert [step.title for step in steps_of(trip, SYSTEM)] == ["Hjælpen bevilges", "Faldet meldes"]
    moved = JourneyFacts(title="Rejsen", field=code("field", "social"), whose="En borger")
    actions.change_journey(by=SYSTEM, journey=trip, facts=moved)
    assert {(step.field.code, step.unit, step.tier) for step in steps_of(trip, SYSTEM)} == {
        ("social", None, "municipality")
    }


@pytest.mark.requirement("RET-02")
def test_one_field_at_a_time_is_advised_and_never_forced() -> None:
    """The second field may be mapped too; the board says what that costs."""
    here, social = municipality(), code("field", "social")
    part_actions.move_field(by=SYSTEM, municipality=here, field=code("field", "health_elderly"), state="mapping")
    assert advice_on(mapped_now(here.pk)) is None
    second = part_actions.move_field(by=SYSTEM, municipality=here, field=social, state="mapping", note="Ses i marts.")
    advice = advice_on(mapped_now(here.pk))
    assert advice is not None
    assert advice.fields == ("Sundhed og ældre", "Social")
    done = part_actions.move_field(by=SYSTEM, municipality=here, field=social, state="done")
    assert (done.pk, done.state, done.note, done.since) == (second.pk, FieldState.DONE, "Ses i marts.", TODAY)
    assert advice_on(mapped_now(here.pk)) is None


@pytest.mark.requirement("RET-03")
def test_what_needs_a_person_is_kept_and_what_does_not_comes_first() -> None:
    """However many hours it takes: a talk with a citizen is what the hands are freed for."""
    task("Samtale ved livets afslutning", volume=5000, contact=5, standard=1, harm=5)
    task("Temperaturer læses af", volume=200, contact=1, standard=5, harm=1)
    found = the_list(actor())
    assert [(row.task.title, row.lane) for row in found.rows] == [
        ("Temperaturer læses af", Lane.AUTOMATE),
        ("Samtale ved livets afslutning", Lane.KEEP),
    ]
    assert found.hours_by_lane()[Lane.KEEP] == 5000


@pytest.mark.requirement("RET-05")
def test_where_an_error_hurts_nobody_is_tried_first() -> None:
    """The task in which an error hurts people has more hours and stands below."""
    task("Medicin hældes op", volume=9000, contact=1, standard=5, harm=5)
    task("Lageret tælles", volume=50, contact=1, standard=5, harm=0)
    found = the_list(actor())
    assert [(row.task.title, row.lane) for row in found.rows] == [
        ("Lageret tælles", Lane.AUTOMATE),
        ("Medicin hældes op", Lane.TRY_CAREFULLY),
    ]


@pytest.mark.requirement("RET-05")
def test_a_failed_trial_is_kept_with_what_was_learnt() -> None:
    """A trial that ended must tell what was learnt; a failed one says so in words without blame."""
    one = task()
    running = part_actions.add_trial(by=SYSTEM, task=one, facts=TrialFacts(what="En bærer", started_on=TODAY))
    with pytest.raises(ValidationError) as caught:
        part_actions.change_trial(
            by=SYSTEM,
            trial=running,
            facts=TrialFacts(what="En bærer", started_on=TODAY, outcome=TrialOutcome.FAILED),
        )
    assert sorted(_problems(caught)) == ["ended_on", "learning"]
    told = TrialFacts(
        what="En bærer", started_on=TODAY, ended_on=TODAY, outcome="failed", learning="Gulvet var for ujævnt."
    )
    part_actions.change_trial(by=SYSTEM, trial=running, facts=told, expected_version=1)
    assert [(trial.get_outcome_display(), trial.learning) for trial in trials_of(one)] == [
        ("Forsøget lykkedes ikke, og det lærte vi", "Gulvet var for ujævnt.")
    ]
    backwards = TrialFacts(what="x", started_on=TODAY, ended_on=date(2026, 11, 1))
    with pytest.raises(ValidationError) as caught:
        part_actions.add_trial(by=SYSTEM, task=one, facts=backwards)
    assert sorted(_problems(caught)) == ["ended_on"]


@pytest.mark.requirement("RET-04")
def test_a_company_is_drawn_in_with_what_it_offered() -> None:
    """Asked, visited or shown: the company, the day and the offer stand at the task."""
    one, firm = task(), supplier_partner()
    part_actions.add_meeting(
        by=SYSTEM, task=one, facts=MeetingFacts(partner=firm, on=TODAY, how="visited", offered="At udvikle den med os.")
    )
    assert [(item.partner, item.get_how_display(), item.offered) for item in meetings_of(one)] == [
        (firm, "Besøgt", "At udvikle den med os.")
    ]
    with pytest.raises(ValidationError) as caught:
        part_actions.add_meeting(by=SYSTEM, task=one, facts=MeetingFacts(partner=firm, on=date(2027, 1, 1)))
    assert sorted(_problems(caught)) == ["on"]


@pytest.mark.requirement("RET-06")
def test_many_and_unlike_are_standardised_first() -> None:
    """What happens often and every time in its own way gets a lane of its own."""
    one = task("Bevillinger skrives", volume=3000, minutes=Decimal(20), contact=2, standard=1, harm=2)
    row = the_list(actor()).of(one)
    assert row is not None
    assert (row.lane, row.lane_label) == (Lane.STANDARDISE, "Standardisér først")


@pytest.mark.requirement("RET-06")
@pytest.mark.parametrize("way", ["better_use", "one_system", "standardise", "digital_meetings"])
def test_better_use_one_system_and_digital_meetings_are_ways_forward(way: str) -> None:
    """What needs no new purchase can be decided, with a reason and who; a later decision leaves the first readable."""
    one = task(systems="Fagsystemet\nRegnearket\n")
    assert one.system_list == ["Fagsystemet", "Regnearket"]
    decider = actor()
    decided = actions.decide(
        by=decider, task=one, way=code("task_way", way), reason="Vi har det allerede.", decided_on=TODAY
    )
    assert (decided.state, decided.way.code) == (TaskState.DECIDED, way)
    actions.decide(
        by=decider,
        task=decided,
        way=code("task_way", "leave"),
        reason="Det gik ikke.",
        decided_on=TODAY,
        minutes_saved=Decimal(5),
    )
    assert [(item.way.code, item.by_name, item.minutes_saved) for item in Decision.objects.filter(task=one)] == [
        ("leave", decider.name, Decimal(5)),
        (way, decider.name, None),
    ]
    row = the_list(actor()).of(one)
    assert row is not None
    assert row.place is None  # left as it is on purpose: it waits for nothing


def test_no_more_can_be_saved_than_a_task_takes() -> None:
    """An expectation beyond the task itself is a slip of the pen; a decision of tomorrow has not been taken."""
    one, way = task(), code("task_way", "automate")
    for values, field in (
        ({"minutes_saved": Decimal(61)}, "minutes_saved"),
        ({"decided_on": date(2027, 1, 1)}, "decided_on"),
    ):
        with pytest.raises(ValidationError) as caught:
            actions.decide(by=SYSTEM, task=one, way=way, reason="x", **({"decided_on": TODAY} | values))
        assert sorted(_problems(caught)) == [field]


def test_staff_propose_and_the_leader_takes_in() -> None:
    """A proposal has no place on the list until somebody who may answers for it."""
    fyret = unit("Fyret")
    idea = actions.Idea(
        title="Vi ringer om det samme tre gange",
        what="Apoteket, lægen og os.",
        field=code("field", "health_elderly"),
        volume=10,
        per="week",
        minutes=Decimal(15),
        unit=fyret,
    )
    proposed = actions.propose_task(by=actor("staff", in_unit=fyret), municipality=municipality(), idea=idea)
    leader = actor("unit_leader", in_unit=fyret)
    assert (proposed.state, proposed.tier, proposed.proposed_by_name) == ("proposed", "unit", "staff syddjurs")
    assert the_list(leader).rows == []
    facts = task_facts(proposed.title, unit=fyret, contact=1, standard=4, harm=2)
    taken = actions.take_in(by=leader, task=proposed, facts=facts)
    assert [row.task for row in the_list(leader).rows] == [taken]
    with pytest.raises(ValidationError, match="allerede behandlet"):
        actions.take_in(by=leader, task=taken, facts=facts)


def test_what_is_put_away_comes_back_to_where_it_was() -> None:
    """With a reason it leaves the list; a proposal comes back as one, a decided task as decided."""
    one = task()
    with pytest.raises(ValidationError) as caught:
        actions.put_away(by=SYSTEM, task=one, reason=" ")
    assert sorted(_problems(caught)) == ["reason"]
    actions.decide(by=SYSTEM, task=one, way=code("task_way", "automate"), reason="Ens", decided_on=TODAY)
    away = actions.put_away(by=SYSTEM, task=one, reason="Opgaven er væk")
    assert the_list(actor()).rows == []
    with pytest.raises(ValidationError, match="ikke på listen"):
        actions.decide(by=SYSTEM, task=away, way=code("task_way", "automate"), reason="x", decided_on=TODAY)
    assert (actions.put_back(by=SYSTEM, task=away).state, away.put_away_reason) == ("decided", "")
    with pytest.raises(ValidationError, match="allerede på listen"):
        actions.put_back(by=SYSTEM, task=away)


def test_a_measurement_takes_the_place_of_an_estimate() -> None:
    """Who promised is released, and the list counts with what was found."""
    held = holding()
    measurer = actor_of(held)
    one = actions.promise_measure(by=measurer, task=task(), due=date(2026, 12, 1))
    assert (one.measurer, one.measure_due) == (held.user, date(2026, 12, 1))
    found = actions.Measured(volume=120, minutes=Decimal("45.5"), minutes_low=Decimal(40))
    measured = actions.write_measure(by=measurer, task=one, found=found)
    assert (measured.basis, measured.basis_by, measured.basis_on) == ("measured", measurer.name, TODAY)
    assert (measured.measurer, measured.measure_due, measured.hours) == (None, None, 91.0)
    wrong = actions.Measured(volume=1, minutes=Decimal(45), minutes_low=Decimal(50), minutes_high=Decimal(10))
    with pytest.raises(ValidationError) as caught:
        actions.write_measure(by=measurer, task=one, found=wrong)
    assert sorted(_problems(caught)) == ["minutes_high", "minutes_low"]
    with pytest.raises(ValidationError) as caught:
        actions.promise_measure(by=measurer, task=one, due=date(2026, 11, 1))
    assert list(_problems(caught)) == ["due"]


def test_before_and_after_stand_side_by_side() -> None:
    """The hours as they were mapped stay when the task is changed."""
    after = actions.Afterwards(volume=100, minutes=Decimal(15), on=TODAY, note="Skærmen spørger selv.")
    changed = actions.tell_change(by=SYSTEM, task=task(), after=after)
    assert (changed.state, changed.hours, changed.hours_after) == ("changed", 100.0, 25.0)
    assert the_list(actor()).changed() == [changed]


def test_how_often_is_counted_in_one_measure_before_and_after() -> None:
    """Ten a week afterwards do not become ten a year because somebody corrects how it was before."""
    after = actions.Afterwards(volume=10, minutes=Decimal(15), on=TODAY)
    changed = actions.tell_change(by=SYSTEM, task=task(volume=20, per="week"), after=after)
    with pytest.raises(ValidationError) as refused:
        actions.change_task(by=SYSTEM, task=changed, facts=task_facts(volume=1040, per="year"))
    assert list(refused.value.message_dict) == ["per"]
    assert actions.change_task(by=SYSTEM, task=changed, facts=task_facts(volume=30, per="week")).hours_after == 130.0


def test_two_who_edit_at_once_are_told() -> None:
    """The second is shown what the first wrote; nothing is overwritten unseen."""
    one = task()
    actions.change_task(by=SYSTEM, task=one, facts=task_facts("Ny titel"), expected_version=1)
    with pytest.raises(ConflictError):
        actions.change_task(by=SYSTEM, task=one, facts=task_facts("En anden"), expected_version=1)


def test_another_unit_or_a_wider_tier_is_refused() -> None:
    """A leader writes for the own unit; nobody shares an inventory beyond the municipality; minutes have an order."""
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    elsewhere = unit("Skoven", owner=municipality("Randers"))
    for by, values, fields in (
        (leader, {"unit": unit("Bostedet Åkanden")}, ["unit"]),
        (leader, {}, ["unit"]),
        (SYSTEM, {"unit": elsewhere}, ["unit"]),
        (SYSTEM, {"unit": unit("Fyret"), "tier": "public"}, ["tier"]),
        (SYSTEM, {"minutes_low": Decimal(90), "minutes_high": Decimal(2)}, ["minutes_high", "minutes_low"]),
        (SYSTEM, {"basis_on": date(2027, 1, 1)}, ["basis_on"]),
        (SYSTEM, {"what": "CPR 010101-1234"}, ["what"]),
    ):
        with pytest.raises(ValidationError) as caught:
            task(by=by, **values)
        assert sorted(_problems(caught)) == fields


def test_weights_are_kept_with_their_reason_in_editions() -> None:
    """The newest holds; the earlier ones stay to be read; the list is worked out anew."""
    here, editor = municipality(), actor()
    often = task("Ofte", volume=3000, standard=1, contact=3, harm=3)
    alike = task("Ens", volume=20, standard=5, contact=1, harm=0)
    assert [row.task for row in the_list(editor).rows] == [alike, often]
    with pytest.raises(ValidationError) as caught:
        part_actions.set_weights(by=editor, municipality=here, weights=Weights(), reason="")
    assert list(_problems(caught)) == ["reason"]
    part_actions.set_weights(by=editor, municipality=here, weights=Weights(hours=60), reason="Prøve")
    hours_alone = Weights(hours=100, standard=0, contact=0, harm=0, manual=0)
    part_actions.set_weights(by=editor, municipality=here, weights=hours_alone, reason="Vi mangler hænder nu.")
    editions = weight_editions(here.pk)
    assert [(edition.number, edition.reason) for edition in editions] == [(2, "Vi mangler hænder nu."), (1, "Prøve")]
    assert weights_of(editions) == hours_alone
    assert [row.task for row in the_list(editor).rows] == [often, alike]


def test_a_merged_unit_takes_its_tasks_along() -> None:
    """Tasks and journeys follow the unit that it became part of."""
    old, new = unit("Fyret"), unit("Bostedet Åkanden")
    step = task(journey=journey(unit=old))
    merge_units(old, into=new, by=SYSTEM)
    step.refresh_from_db()
    assert step.journey is not None
    assert (step.unit, step.journey.unit) == (new, new)


def test_a_merged_municipality_takes_its_inventory_along() -> None:
    """Its own state of a field stands where both have one; the agreement is not lost; weights stay behind."""
    old, new, social = municipality("Syddjurs"), municipality("Norddjurs"), code("field", "social")
    one = task()
    part_actions.move_field(by=SYSTEM, municipality=old, field=social, state="mapping", note="Hver fredag.")
    part_actions.move_field(by=SYSTEM, municipality=old, field=code("field", "citizen_service"), state="done")
    part_actions.move_field(by=SYSTEM, municipality=new, field=social, state="changing", note="Med Ravn.")
    part_actions.set_weights(by=SYSTEM, municipality=old, weights=Weights(hours=90), reason="Prøve")
    merge_municipality(old, into=new, by=SYSTEM)
    assert WorkTask.objects.get(pk=one.pk).municipality == new
    assert sorted(FieldProgramme.objects.values_list("municipality", "field__code", "state", "note")) == sorted(
        [
            (new.pk, "social", "changing", "Med Ravn.\nSyddjurs Kommune: Hver fredag."),
            (new.pk, "citizen_service", "done", ""),
        ]
    )
    assert WeightEdition.objects.get().municipality == old


def test_who_leaves_is_not_waited_for() -> None:
    """A promise to measure falls away with the last role of the person."""
    held = holding("unit_leader", in_unit=unit("Fyret"))
    one = actions.promise_measure(by=actor_of(held), task=task(unit=unit("Fyret")), due=date(2026, 12, 1))
    end_role(by=SYSTEM, holding=held, ends_on=date(2026, 11, 20))
    record_departures(by=SYSTEM)
    one.refresh_from_db()
    assert (one.measurer, one.measure_due) == (None, None)


def test_a_trial_and_a_task_say_what_they_are() -> None:
    """The words by which they are shown in lists and logs."""
    one = task()
    trial = part_actions.add_trial(by=SYSTEM, task=one, facts=TrialFacts(what="En bærer", started_on=TODAY))
    assert (str(one), str(trial), Trial.objects.count()) == ("Medicin bestilles", "En bærer", 1)
