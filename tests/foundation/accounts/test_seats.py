"""One seat at a time: which one, and how it is changed."""

from datetime import date

import pytest
from django.test import Client

from tests.people import client_of, holding, person, unit
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.visibility import roles
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

SWITCH = "/konto/skift/"


def _role(client: Client) -> str | None:
    """The role from which the browser acts on a page that all may read."""
    request = client.get("/konto/profil/").wsgi_request
    actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return str(actor.role) if actor.role else None


def test_the_wide_seat_comes_first_and_another_is_chosen_by_a_post() -> None:
    """Coordinator before unit leader; the choice lasts for the session and leads to where one was going."""
    user = person()
    in_unit = holding("unit_leader", user=user, in_unit=unit())
    client = client_of(holding("coordinator", user=user))
    assert _role(client) == "coordinator"
    answer = client.post(SWITCH, {"seat": str(in_unit.public_id), "next": "/administration/"})
    assert (answer["Location"], _role(client)) == ("/administration/", "unit_leader")


@pytest.mark.parametrize("whose", ["other", "ended", "nonsense"])
def test_a_seat_that_is_not_ones_own_today_is_refused(whose: str) -> None:
    """Somebody else's, an ended one, or no seat at all: one stays where one was."""
    user = person()
    client = client_of(holding("reader", user=user))
    seats = {
        "other": str(holding("coordinator").public_id),
        "ended": str(holding("coordinator", user=user, ends_on=date(2026, 11, 20)).public_id),
        "nonsense": "ikke-et-sæde",
    }
    answer = client.post(SWITCH, {"seat": seats[whose]}, follow=True)
    assert "Den rolle har du ikke længere" in answer.content.decode()
    assert _role(client) == "reader"


def test_a_seat_that_ends_while_one_sits_in_it_is_gone_the_next_day() -> None:
    """The session falls back to a seat that still stands."""
    user = person()
    ending = holding("coordinator", user=user, ends_on=date(2026, 11, 21))
    holding("reader", at="Vejle", user=user)
    client = client_of(ending)
    client.post(SWITCH, {"seat": str(ending.public_id)})
    sat = []
    for day in (21, 22):
        with clock_at(date(2026, 11, day)):
            sat.append(_role(client))
    assert sat == ["coordinator", "reader"]


def test_the_page_lists_the_seats_of_today_and_those_that_come() -> None:
    """Current ones with a button, the chosen one without, coming ones by date, ended ones not at all."""
    user = person()
    holding("dpo", at="Vejle", user=user, starts_on=date(2027, 1, 1))
    holding("economist", at="Odense", user=user, ends_on=date(2026, 1, 1))
    holding("reader", at="Aarhus", user=user)
    page = client_of(holding("coordinator", user=user)).get(SWITCH).content.decode()
    assert [text in page for text in ("Syddjurs Kommune", "Aarhus Kommune", "fra 1. januar 2027", "Odense")] == [
        True,
        True,
        True,
        False,
    ]
    assert page.count('name="seat"') == 1


def test_without_a_role_the_page_says_what_to_do_and_when_one_begins() -> None:
    """A kind page, with the role that begins later."""
    held = holding("reader", user=person(), starts_on=date(2026, 12, 1))
    page = client_of(held).get(SWITCH).content.decode()
    assert ("Du har ingen rolle lige nu" in page, "fra 1. december 2026" in page) == (True, True)


def test_an_operator_without_roles_runs_the_installation() -> None:
    """The seat is there without a role holding, and it sees no municipality's people."""
    user = User.objects.create_user("drift@drift.example", "x" * 20, name="Drift", is_operator=True)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert _role(client) == roles.OPERATOR
    assert client.get("/administration/")["Location"] == "/administration/roller/"


def test_an_operator_with_a_role_acts_from_one_of_the_two() -> None:
    """The held role first; the installation by choice."""
    held = holding("coordinator", user=person())
    User.objects.filter(pk=held.user_id).update(is_operator=True)
    client = client_of(RoleHolding.objects.get(pk=held.pk))
    before = _role(client)
    client.post(SWITCH, {"seat": "drift"})
    assert (before, _role(client)) == ("coordinator", roles.OPERATOR)


def test_nobody_else_takes_the_operators_seat() -> None:
    """The word alone opens nothing."""
    client = client_of(holding("coordinator"))
    client.post(SWITCH, {"seat": "drift"})
    assert _role(client) == "coordinator"
