"""Roles are given with dates and end with a hand-over."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.people import actor, client_of, code, holding, municipality, person, unit
from tovholder.foundation.accounts.actions import (
    HandoverRequired,
    end_role,
    give_role,
    record_departures,
    take_over_item,
    withdraw_role,
)
from tovholder.foundation.accounts.models import HandOverItem, RoleHolding, User
from tovholder.foundation.accounts.roles import Place
from tovholder.foundation.accounts.seats import actor_of, current_holdings
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.fixture
def left() -> Iterator[list[UUID]]:
    """The people of whom a room was told that they have left."""
    told: list[UUID] = []

    def note(user_id: UUID, by: Actor) -> int:
        told.append(user_id)
        return 1

    LIFECYCLES.register(Lifecycle("tests.left", person_left=note))
    yield told
    del LIFECYCLES._plugs["tests.left"]


def _reader() -> Place:
    return Place(code("role", "reader"), municipality())


def test_a_role_has_its_first_and_its_last_day() -> None:
    """Given from Monday to Friday, it is held on these days and on no other."""
    user = person("jens@syddjurs.example", "Jens Dahl")
    give_role(by=actor(), user=user, place=_reader(), starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 27))
    held = []
    for day in (22, 23, 27, 28):
        with clock_at(date(2026, 11, day)):
            held.append([holding.role.code for holding in current_holdings(user)])
    assert held == [[], ["reader"], ["reader"], []]


def test_the_log_keeps_which_role_and_which_days_but_no_name() -> None:
    """The role by its code, the dates, and that a person was chosen."""
    give_role(by=actor(), user=person(), place=_reader())
    entry = AuditEntry.objects.get(action="accounts.give_role")
    assert entry.changes == {"role": [None, "reader"], "starts_on": [None, "2026-11-21"], "ends_on": [None, None]}


def test_a_role_cannot_be_held_twice_at_once_but_again_later() -> None:
    """Overlapping days are refused; the day after the last one is free."""
    user, by = person("jens@syddjurs.example"), actor()
    give_role(by=by, user=user, place=_reader(), ends_on=date(2026, 12, 31))
    with pytest.raises(ValidationError) as told:
        give_role(by=by, user=user, place=_reader(), starts_on=date(2026, 12, 31))
    assert told.value.message_dict == {"role": ["Mette Holm har allerede rollen i den tid."]}
    give_role(by=by, user=user, place=_reader(), starts_on=date(2027, 1, 1))
    assert user.holdings.count() == 2


def test_a_role_does_not_end_before_it_begins() -> None:
    """The dates are told at their field."""
    with pytest.raises(ValidationError) as told:
        give_role(by=actor(), user=person(), place=_reader(), starts_on=TODAY, ends_on=date(2026, 11, 20))
    assert told.value.message_dict == {"ends_on": ["Rollen kan ikke slutte, før den begynder."]}


def test_nobody_gives_a_role_that_they_may_not_give() -> None:
    """The action asks, not the page alone."""
    with pytest.raises(PermissionDenied):
        give_role(by=actor("reader"), user=person(), place=_reader())
    assert not RoleHolding.objects.filter(user=person()).exists()


def test_an_ended_role_opens_nothing_on_the_next_day() -> None:
    """The last day still works; the day after, the page is closed to the same browser."""
    held = holding("reader")
    client = client_of(held)
    end_role(by=actor(), holding=held, ends_on=TODAY)
    codes = []
    for day in (21, 22):
        with clock_at(date(2026, 11, day)):
            codes.append(client.get("/administration/").status_code)
    assert codes == [200, 403]


@pytest.mark.requirement("ORG-07")
@pytest.mark.parametrize("role", ["coordinator", "programme_manager"])
def test_a_coordinators_role_ends_only_with_a_deputy_or_a_list(role: str) -> None:
    """Another coordinator stays, yet nothing may be lost: a deputy or one item is asked for, either is enough."""
    by = actor()
    stays = by.user_id
    deputy = holding("reader").user
    leaving = [holding(role, user=person(f"{at}@syddjurs.example", f"Nr. {at}")) for at in range(3)]
    with pytest.raises(HandoverRequired):
        end_role(by=by, holding=leaving[0], ends_on=TODAY)
    assert RoleHolding.objects.get(pk=leaving[0].pk).ends_on is None
    end_role(by=by, holding=leaving[1], ends_on=TODAY, deputy=deputy)
    end_role(by=by, holding=leaving[2], ends_on=TODAY, handover=["Aftalen med leverandøren", "  ", "Mappen på drevet"])
    assert [RoleHolding.objects.get(pk=held.pk).ends_on for held in leaving[1:]] == [TODAY, TODAY]
    assert list(leaving[2].handover_items.values_list("text", flat=True)) == [
        "Aftalen med leverandøren",
        "Mappen på drevet",
    ]
    assert [
        held.user.public_id
        for held in RoleHolding.objects.filter(role__code="coordinator").current_on(date(2026, 11, 22))
    ][:1] == [stays]


@pytest.mark.requirement("ORG-07")
def test_the_last_coordinator_is_followed_by_a_deputy_from_the_day_after() -> None:
    """A list alone is not enough when nobody would be left to read it."""
    last = holding("coordinator", user=person())
    by = actor_of(last)
    with pytest.raises(HandoverRequired) as told:
        end_role(by=by, holding=last, ends_on=date(2026, 11, 30), handover=["Alt"])
    assert list(told.value.message_dict) == ["deputy"]
    deputy = holding("economist").user
    end_role(by=by, holding=last, ends_on=date(2026, 11, 30), deputy=deputy)
    acting = []
    for day in (date(2026, 11, 30), date(2026, 12, 1)):
        held = RoleHolding.objects.filter(municipality=municipality(), role__code="coordinator").current_on(day)
        acting.append([one.user for one in held])
    assert acting == [[person()], [deputy]]


def test_two_coordinators_who_both_leave_leave_somebody() -> None:
    """The first leaves the second; the second is then the last, although the first still sits today."""
    first, second = holding("coordinator", user=person()), holding("coordinator", user=person("bo@syddjurs.example"))
    end_role(by=actor_of(second), holding=first, ends_on=date(2026, 11, 30), handover=["Alt"])
    with pytest.raises(HandoverRequired):
        end_role(by=actor_of(second), holding=second, ends_on=date(2026, 11, 30), handover=["Alt"])


@pytest.mark.parametrize("who", ["self", "stranger"])
def test_a_deputy_is_somebody_else_who_works_here(who: str) -> None:
    """Neither the one who leaves nor somebody from another municipality takes over."""
    leaving = holding("coordinator", user=person())
    deputy = leaving.user if who == "self" else holding("coordinator", at="Vejle").user
    with pytest.raises(ValidationError) as told:
        end_role(by=actor("programme_manager"), holding=leaving, ends_on=TODAY, deputy=deputy)
    assert told.value.message_dict == {
        "deputy": ["Stedfortræderen skal have en anden rolle hos jer, når denne slutter."]
    }


def test_the_second_of_two_who_end_a_role_is_told() -> None:
    """Both saw version 1; the second has not seen what the first decided."""
    held, by = holding("reader"), actor()
    same = RoleHolding.objects.get(pk=held.pk)
    end_role(by=by, holding=held, ends_on=date(2026, 12, 1), expected_version=1)
    with pytest.raises(ConflictError):
        end_role(by=by, holding=same, ends_on=date(2026, 12, 24), expected_version=1)
    assert RoleHolding.objects.get(pk=held.pk).ends_on == date(2026, 12, 1)


def test_items_are_taken_over_by_others_than_the_one_who_leaves() -> None:
    """The deputy ticks; the one who leaves cannot; ticking twice keeps the first name."""
    leaving = holding("coordinator", user=person())
    deputy = holding("economist")
    other = holding("programme_manager")
    end_role(by=actor_of(leaving), holding=leaving, ends_on=TODAY, deputy=deputy.user, handover=["Nøglerne"])
    (item,) = leaving.handover_items.all()
    with pytest.raises(PermissionDenied):
        take_over_item(by=actor_of(leaving), item=item)
    take_over_item(by=actor_of(deputy), item=item)
    take_over_item(by=actor_of(other), item=item)
    assert HandOverItem.objects.get().done_by == deputy.user


def test_the_rooms_are_told_when_the_last_role_ends_today(left: list[UUID]) -> None:
    """The first of two roles is no farewell; the second is, once."""
    user, by = person("jens@syddjurs.example"), actor()
    reader, staff = holding("reader", user=user), holding("staff", user=user, in_unit=unit())
    end_role(by=by, holding=reader, ends_on=TODAY)
    assert left == []
    end_role(by=by, holding=staff, ends_on=TODAY)
    assert left == [user.public_id]
    assert record_departures(by=SYSTEM) == 0


def test_a_role_that_runs_out_by_itself_is_found_by_the_daily_round(left: list[UUID]) -> None:
    """Not on its last day, but the day after; and not again on the day after that."""
    holding("reader", ends_on=date(2026, 12, 31))
    actor()
    counts = []
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)):
        with clock_at(day):
            counts.append(record_departures(by=SYSTEM))
    assert (counts, len(left)) == ([0, 1, 0], 1)


def test_whoever_comes_back_may_leave_again(left: list[UUID]) -> None:
    """A new role takes back that the person had left."""
    held, by = holding("reader"), actor()
    end_role(by=by, holding=held, ends_on=TODAY)
    again = give_role(by=by, user=User.objects.get(pk=held.user_id), place=_reader(), starts_on=date(2026, 11, 22))
    assert User.objects.get(pk=held.user_id).left_at is None
    with clock_at(date(2026, 11, 23)):
        end_role(by=by, holding=again, ends_on=date(2026, 11, 23))
    assert len(left) == 2


def test_a_role_given_by_mistake_today_is_taken_back_at_once() -> None:
    """The seat is gone the same day; a role that was held before today ends instead."""
    by = actor()
    given = give_role(by=by, user=person("jens@syddjurs.example"), place=_reader())
    withdraw_role(by=by, holding=given)
    with pytest.raises(ValidationError):
        withdraw_role(by=by, holding=holding("dpo"))
    assert sorted(RoleHolding.objects.values_list("role__code", flat=True)) == ["coordinator", "dpo"]


def test_the_only_coordinator_is_not_taken_back() -> None:
    """The municipality would be left alone."""
    held = holding("coordinator", starts_on=TODAY)
    with pytest.raises(HandoverRequired):
        withdraw_role(by=actor_of(held), holding=held)
    assert RoleHolding.objects.count() == 1
