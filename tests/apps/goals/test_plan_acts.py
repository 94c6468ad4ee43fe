"""The action plan: what may stand in it, how actions move, and what happens when people and units go."""

from datetime import date
from uuid import uuid4

import pytest

from tests.landkort import refusal
from tests.people import actor, holding, municipality, unit
from tests.planning import goal, plan_action
from tovholder.apps.goals.actions import add_participant
from tovholder.apps.goals.ends import forget_person, move_municipality, move_unit
from tovholder.apps.goals.models import Action, ActionState, Goal, Participant, PlanCalendar
from tovholder.apps.goals.plan_actions import ActionFacts, change_action, make_calendar, move_action, place_action
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.work.public import Origin
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("VIS-19")
def test_an_action_has_owner_dates_state_and_what_it_serves() -> None:
    """It begins as planned, stands last, and remembers the finding that it answers."""
    mette, aim, key = holding().user, goal(), uuid4()
    plan_action("Den første")
    origin = Origin(id=key, url="/proces/screening/1/", source="IT-screening af Fyret")
    made = plan_action(
        owner=mette, goal=aim, starts_on=date(2026, 11, 1), due_on=date(2026, 12, 1), step="vision.plan", origin=origin
    )
    assert (made.owner, made.goal, made.state, made.position) == (mette, aim, ActionState.PLANNED, 2)
    assert (made.origin_id, made.origin_url, made.origin_name) == (key, "/proces/screening/1/", "IT-screening af Fyret")


def test_a_plan_in_disorder_is_refused_by_field() -> None:
    """Dates in order, goals of the own municipality, and a unit where only a unit may see."""
    late, early = date(2026, 12, 1), date(2026, 11, 1)
    assert list(refusal(lambda: plan_action(starts_on=late, due_on=early))) == ["due_on"]
    assert list(refusal(lambda: plan_action(goal=goal(at=municipality("Randers"))))) == ["goal"]
    assert list(refusal(lambda: plan_action(tier="unit"))) == ["unit"]
    hidden = goal(unit=unit("Fyret"), tier="unit")
    assert list(refusal(lambda: plan_action(unit=unit("Fyret"), goal=hidden))) == ["tier"]
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    assert list(refusal(lambda: plan_action(by=leader, unit=unit("Havnen")))) == ["unit"]


def test_an_action_moves_on_and_a_dropped_one_tells_why() -> None:
    """What came of it stays when it moves again."""
    made = plan_action()
    move_action(by=SYSTEM, plan_action=made, to_state=ActionState.IN_PROGRESS)
    assert list(refusal(lambda: move_action(by=SYSTEM, plan_action=made, to_state=ActionState.DROPPED))) == ["note"]
    move_action(by=SYSTEM, plan_action=made, to_state=ActionState.DONE, note="Nettet er godt i 20 af 24 boliger.")
    assert (made.state, made.done_note) == ("done", "Nettet er godt i 20 af 24 boliger.")
    assert list(refusal(lambda: move_action(by=SYSTEM, plan_action=made, to_state="flyttet"))) == ["to_state"]


def test_an_action_is_put_before_another_of_its_state() -> None:
    """Those of other states between them do not count; the first stays first."""
    first, between, last = plan_action("A"), plan_action("B"), plan_action("C")
    move_action(by=SYSTEM, plan_action=between, to_state=ActionState.IN_PROGRESS)
    place_action(by=SYSTEM, plan_action=last, earlier=True)
    place_action(by=SYSTEM, plan_action=last, earlier=True)
    first.refresh_from_db()
    assert [one.title for one in Action.objects.filter(state="planned").order_by("position")] == ["C", "A"]


def test_who_leaves_leaves_open_work_without_an_owner_and_the_coordinator_is_told() -> None:
    """What is ended keeps its owner, and a participant keeps the name."""
    mette, lone = holding().user, holding("unit_leader", in_unit=unit("Fyret")).user
    open_one, ended, aim = plan_action("Åben", owner=lone), plan_action("Færdig", owner=lone), goal(owner=lone)
    move_action(by=SYSTEM, plan_action=ended, to_state=ActionState.DONE)
    add_participant(by=SYSTEM, municipality=municipality(), goal=aim, user=lone, part="formulating")
    Notice.objects.all().delete()
    assert forget_person(lone.public_id, by=SYSTEM) == 2
    owners = [Action.objects.get(pk=one.pk).owner for one in (open_one, ended)]
    assert [*owners, Goal.objects.get().owner] == [None, lone, None]
    assert Participant.objects.get().name == lone.name
    assert [(notice.user, notice.about) for notice in Notice.objects.all()] == [
        (mette, "2 mål og handlinger er uden ansvarlig, fordi en kollega er fratrådt.")
    ]


def test_a_merged_unit_takes_its_goals_actions_and_calendar_along() -> None:
    """Where the new unit has a calendar of its own the old one's is closed."""
    old, new = unit("Fyret"), unit("Havnen")
    aim, made = goal(unit=old), plan_action(unit=old)
    make_calendar(by=SYSTEM, municipality=municipality(), unit=old)
    make_calendar(by=SYSTEM, municipality=municipality(), unit=new)
    assert move_unit(by=SYSTEM, old=old, new=new) == 2
    assert [Goal.objects.get(pk=aim.pk).unit, Action.objects.get(pk=made.pk).unit] == [new, new]
    assert [link.unit for link in PlanCalendar.objects.all()] == [new]


def test_a_merged_municipality_takes_everything_along() -> None:
    """Goals, actions, who took part, and the calendar."""
    old, into = municipality("Syddjurs"), municipality("Norddjurs")
    goal()
    plan_action()
    add_participant(by=SYSTEM, municipality=old, name="Beboerrådet", part="formulating")
    make_calendar(by=SYSTEM, municipality=old, unit=None)
    assert move_municipality(by=SYSTEM, old=old, into=into) == 2
    owners = {model.objects.get().municipality for model in (Goal, Action, Participant, PlanCalendar)}
    assert owners == {into}


def test_a_changed_action_keeps_what_a_form_does_not_ask() -> None:
    """State, place and origin are not lost by a change of words."""
    made = plan_action(origin=Origin(id=uuid4(), url="/x/", source="Et fund"))
    move_action(by=SYSTEM, plan_action=made, to_state=ActionState.IN_PROGRESS)
    change_action(by=SYSTEM, plan_action=made, facts=ActionFacts(title="Nyt navn"))
    kept = Action.objects.get()
    assert (kept.title, kept.state, kept.origin_name, kept.position) == ("Nyt navn", "in_progress", "Et fund", 1)
