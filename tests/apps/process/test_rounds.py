"""Rounds: numbered, opened with what the last one taught, closed with learnings, reopened with a reason."""

from datetime import date

import pytest

from tests.landkort import refusal
from tests.people import actor, code, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.models import Round, RoundMark
from tovholder.apps.process.public import (
    RoundFacts,
    change_round,
    close_round,
    open_rounds,
    own_rounds,
    reopen_round,
    take_up,
)
from tovholder.foundation.audit.action import ConflictError
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_rounds_are_numbered_for_each_owner_and_know_the_one_before() -> None:
    """The municipality counts its own rounds, each unit its own."""
    first, second = opened(), opened("To")
    of_unit = opened("Enhedens", in_unit=unit())
    assert (first.number, second.number, of_unit.number) == (1, 2, 1)
    assert (second.previous, first.previous, of_unit.previous) == (first, None, None)


@pytest.mark.requirement("PRO-08")
def test_the_next_round_opens_with_what_the_last_one_taught_pinned() -> None:
    """What nobody has taken up is carried; what has been taken up stays behind."""
    first = opened()
    waiting, done = learnt(first, "Begynd med lederne."), learnt(first, "Vi købte for meget.")
    take_up(by=SYSTEM, learning=done, answer="Vi låner først.")
    close_round(by=SYSTEM, found=first)
    second = opened("To")
    assert list(second.carried.all()) == [waiting]
    late = learnt(first, "Spørg natholdet.")
    assert set(second.carried.all()) == {waiting, late}


def test_what_a_unit_learnt_is_carried_to_the_units_own_next_round_alone() -> None:
    """The municipality's round does not get it."""
    here = unit()
    item = learnt(opened(in_unit=here))
    of_municipality, of_unit = opened("Kommunens"), opened("To", in_unit=here)
    assert (list(of_municipality.carried.all()), list(of_unit.carried.all())) == ([], [item])


@pytest.mark.requirement("PRO-08")
def test_a_round_closes_with_learnings_or_with_a_reason_for_none() -> None:
    """Nothing learnt and no reason: refused, and the round stays open."""
    found = opened()
    assert list(refusal(lambda: close_round(by=SYSTEM, found=found))) == ["no_learning"]
    found.refresh_from_db()
    assert found.is_open
    close_round(by=SYSTEM, found=found, no_learning="Runden blev aldrig til noget.")
    assert (found.is_open, found.no_learning) == (False, "Runden blev aldrig til noget.")


def test_a_round_that_never_began_is_closed_on_the_day_it_would_have_begun() -> None:
    """A round cannot end before it begins."""
    found = opened(starts_on=date(2099, 1, 1))
    close_round(by=SYSTEM, found=found, no_learning="Aflyst.")
    assert found.closed_on == date(2099, 1, 1)


def test_a_round_is_reopened_with_a_reason_that_stands_in_its_history() -> None:
    """Without one it stays closed."""
    found = opened()
    learnt(found)
    close_round(by=SYSTEM, found=found)
    assert list(refusal(lambda: reopen_round(by=SYSTEM, found=found, reason=" "))) == ["reason"]
    reopen_round(by=SYSTEM, found=found, reason="Vi mangler natholdet.")
    assert found.is_open
    kinds = list(RoundMark.objects.filter(round=found).order_by("pk").values_list("kind", "reason"))
    assert kinds == [("opened", ""), ("closed", ""), ("reopened", "Vi mangler natholdet.")]


@pytest.mark.requirement("PRO-09")
@pytest.mark.parametrize("kind", ["cognitive_aid", "social_technology", "physical_compensation", "professional"])
def test_a_round_may_be_about_any_kind_of_technology(kind: str) -> None:
    """Each kind of the code list, and no kind at all, which means all technology."""
    wanted = code("functional_category", kind)
    found = opened(technology_kinds=[wanted], fields=[code("field", "health_elderly")])
    assert list(found.technology_kinds.all()) == [wanted]
    assert list(opened("Alt").technology_kinds.all()) == []


def test_a_units_round_may_be_kept_to_the_unit_and_a_municipalitys_may_not() -> None:
    """The coordinators see it all the same; another unit and another municipality do not."""
    here, there = unit("Fyret"), unit("Havnen")
    kept = opened(in_unit=here, tier="unit")
    shared = opened("Delt", in_unit=there)
    own = opened("Kommunens", tier="unit")
    assert own.tier == "municipality"
    assert set(own_rounds(actor("unit_leader", in_unit=there))) == {shared, own}
    assert set(own_rounds(actor("coordinator"))) == {kept, shared, own}
    assert list(own_rounds(actor("coordinator", at="Randers"))) == []
    assert list(own_rounds(actor("national_editor"))) == []


def test_open_rounds_are_those_of_the_unit_and_of_the_municipality() -> None:
    """What a record of a unit may belong to."""
    here, there = unit("Fyret"), unit("Havnen")
    mine, other, common = opened(in_unit=here), opened(in_unit=there), opened("Kommunens")
    closed = opened("Lukket")
    close_round(by=SYSTEM, found=closed, no_learning="Ingenting.")
    assert set(open_rounds(actor("coordinator"), here.pk)) == {mine, common}
    assert set(open_rounds(actor("programme_manager"))) == {mine, other, common}


def test_two_who_change_a_round_at_once_are_told() -> None:
    """The second one's version is old."""
    found = opened()
    facts = RoundFacts(title="Ny titel", starts_on=found.starts_on)
    change_round(by=SYSTEM, found=found, facts=facts, expected_version=1)
    stale = Round.objects.get(pk=found.pk)
    with pytest.raises(ConflictError):
        change_round(
            by=SYSTEM, found=stale, facts=RoundFacts(title="Min", starts_on=found.starts_on), expected_version=1
        )
