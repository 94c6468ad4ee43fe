"""Ends of things: a merged unit, a merged municipality, somebody who leaves with the ball."""

import pytest

from tests.people import holding, municipality, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.merging import forget_person
from tovholder.apps.process.models import ChecklistPoint, Round, StepStatus
from tovholder.apps.process.packaged import points
from tovholder.apps.process.public import PointFacts, StepFacts, change_step, set_point
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.public import merge_units
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_a_merged_units_open_round_ends_with_a_pointer_and_its_learnings_move() -> None:
    """The round that goes on has what the other learnt; the old round stays as it was run."""
    old, new = unit("Fyret"), unit("Havnen")
    ending, going_on = opened("Fyrets", in_unit=old), opened("Havnens", in_unit=new)
    item = learnt(ending)
    merge_units(old, into=new, by=SYSTEM)
    ending.refresh_from_db()
    item.refresh_from_db()
    assert (ending.is_open, ending.continued_in, ending.unit) == (False, going_on, old)
    assert (item.unit, item.carried_to) == (new, going_on)


def test_a_unit_without_a_round_hands_its_learnings_to_the_first_that_opens() -> None:
    """Nothing is pinned nowhere for ever."""
    old, new = unit("Fyret"), unit("Havnen")
    item = learnt(opened("Fyrets", in_unit=old))
    merge_units(old, into=new, by=SYSTEM)
    assert list(opened("Havnens", in_unit=new).carried.all()) == [item]


def test_rounds_of_a_merged_municipality_are_numbered_after_those_that_are_there() -> None:
    """The one that runs there goes on; the moved one ends with a pointer to it, and its learnings are pinned there."""
    old, new = municipality("Syddjurs"), municipality("Norddjurs")
    there = opened("Deres", owner=new)
    first, second = opened(), opened("To")
    of_unit = opened("Enhedens", in_unit=unit())
    item = learnt(second)
    merge_municipality(old, into=new, by=SYSTEM)
    own = Round.objects.filter(municipality=new, unit__isnull=True).order_by("number")
    assert list(own.values_list("title", "number")) == [("Deres", 1), (first.title, 2), ("To", 3)]
    second.refresh_from_db()
    item.refresh_from_db()
    of_unit.refresh_from_db()
    assert (second.is_open, second.continued_in, item.carried_to) == (False, there, there)
    assert (of_unit.municipality, of_unit.number, of_unit.is_open) == (new, 1, True)


def test_two_checklists_without_a_round_become_the_one_that_is_there() -> None:
    """Where both have a point, the remaining municipality's stands."""
    old, new = municipality("Syddjurs"), municipality("Norddjurs")
    one, two = points()[0].key, points()[1].key
    for place, point, state in ((old, one, "done"), (old, two, "done"), (new, one, "under_way")):
        set_point(by=SYSTEM, municipality=place, found=None, point=point, facts=PointFacts(state=state))
    merge_municipality(old, into=new, by=SYSTEM)
    kept = ChecklistPoint.objects.filter(municipality=new).order_by("point").values_list("point", "state")
    assert list(kept) == [(one, "under_way"), (two, "done")]


def test_whoever_leaves_no_longer_has_the_ball_and_the_coordinators_are_told() -> None:
    """What was done keeps its state; what waits is counted in one notice."""
    found = opened()
    leaving = holding("key_staff", in_unit=unit()).user
    stays = holding("coordinator").user
    for step, state in (("vision.goals", "under_way"), ("vision.plan", "done")):
        change_step(by=SYSTEM, found=found, step=step, facts=StepFacts(state=state, responsible=leaving))
    facts = PointFacts(state="under_way", responsible=leaving)
    set_point(by=SYSTEM, municipality=municipality(), found=found, point=points()[0].key, facts=facts)
    assert forget_person(by=SYSTEM, user_id=leaving.public_id) == 3
    assert StepStatus.objects.filter(responsible__isnull=False).count() == 0
    told = Notice.objects.filter(user=stays).values_list("kind", "about")
    assert list(told) == [
        ("process.left", f"{leaving.name} har ikke længere 2 trin eller punkter i processen. Find en ny ansvarlig.")
    ]
