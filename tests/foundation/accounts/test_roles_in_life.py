"""Each role of the list: given by invitation with its place, dated, seen by its tier, ended."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from tests.people import actor, client_of, code, holding, municipality, supplier_partner, unit
from tovholder.foundation.accounts.actions import end_role, give_role, invite
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.roles import Place, scope_of
from tovholder.foundation.accounts.seats import actor_of, current_holdings
from tovholder.foundation.accounts.selectors import who_does_what
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

ALL = sorted(roles.TENANT_ROLES | {roles.NATIONAL_EDITOR, roles.SUPPLIER})
PASSWORD = "et-godt-langt-kodeord"

EVERYTHING = ["unit", "municipality", "municipalities", "public"]
WHOLE = ["municipality", "municipalities", "public"]
SHARED = ["municipalities", "public"]
OPEN = ["public"]
# What each kind of role sees: of the own unit, of another unit at home, of another municipality.
SEEN = {
    "coordinators": (EVERYTHING, EVERYTHING, SHARED),
    "in unit": (EVERYTHING, WHOLE, SHARED),
    "employees": (WHOLE, WHOLE, SHARED),
    "representatives": (WHOLE, WHOLE, OPEN),
    "editors": (SHARED, SHARED, SHARED),
    "suppliers": (OPEN, OPEN, OPEN),
}


def _kind(role: str) -> str:
    if role in roles.COORDINATORS:
        return "coordinators"
    if role in {"unit_leader", "key_staff", "staff", "it_ambassador"}:
        return "in unit"
    if role in {"council_member", "committee_member"}:
        return "representatives"
    return {"national_editor": "editors", "supplier": "suppliers"}.get(role, "employees")


def _place(role: str) -> Place:
    scope = scope_of(role)
    home = Municipality.objects.get(name="Region Midtjylland") if role == "region" else municipality()
    return Place(
        code("role", role),
        home if scope.municipality else None,
        unit() if scope.unit == "needed" else None,
        supplier_partner() if scope.partner else None,
        code("council_kind", "disability_council") if role == "council_member" else None,
    )


@pytest.mark.parametrize("role", ALL)
def test_every_role_is_invited_to_accepted_held_seen_by_and_ended(role: str) -> None:
    """From the mail to the last day: eighteen lives of a role."""
    holding("coordinator")  # so that no role below is the last that acts for its municipality
    place = _place(role)
    invite(by=SYSTEM, email="ny@sted.example", name="Ny Person", place=place)
    link = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))
    Client().post(link.removeprefix("http://localhost:8000"), {"name": "Ny", "password": PASSWORD, "again": PASSWORD})
    held = RoleHolding.objects.get(user__email="ny@sted.example")
    assert (Place.of(held), held.starts_on) == (place, date(2026, 11, 21))

    deputy = holding("reader", at=held.municipality).user if role in roles.COORDINATORS else None
    end_role(by=SYSTEM, holding=held, ends_on=date(2026, 11, 30), deputy=deputy)
    seats = []
    for day in (date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 30), date(2026, 12, 1)):
        with clock_at(day):
            seats.append([seat.pk for seat in current_holdings(held.user)])
    assert seats == [[], [held.pk], [held.pk], []]


@pytest.mark.parametrize("role", ALL)
def test_what_every_role_sees_of_the_four_tiers(role: str) -> None:
    """Of the own unit, of another unit at home, and of another municipality."""
    place = _place(role)
    held = give_role(by=SYSTEM, user=User.objects.create_user("a@b.example", name="A"), place=place)
    home = (place.municipality or municipality()).pk
    own_unit = place.unit.pk if place.unit else -1
    audience = audience_of(actor_of(held))
    seen = tuple(
        [tier for tier in EVERYTHING if audience.includes(Tier(tier), owner, within)]
        for owner, within in ((home, own_unit), (home, -2), (municipality("Vejle").pk, -3))
    )
    assert seen == SEEN[_kind(role)]


@pytest.mark.requirement("ORG-06", "ORG-17")
@pytest.mark.parametrize("role", ["coordinator", "programme_manager"])
def test_those_who_act_for_the_administration_oversee_every_unit(role: str) -> None:
    """The role is given for the whole municipality, and no unit is closed to it."""
    units = [unit(), unit("Plejecenter Lindely")]
    user = User.objects.create_user("leder@s.example", name="Leder")
    held = give_role(by=SYSTEM, user=user, place=Place(code("role", role), municipality()))
    audience = audience_of(actor_of(held))
    assert [audience.includes(Tier.UNIT, municipality().pk, one.pk) for one in units] == [True, True]
    page = client_of(held).get("/administration/")
    assert [staffing.unit for staffing in page.context["units"]] == units


@pytest.mark.requirement("ORG-09")
def test_key_staff_of_a_unit_have_a_first_and_a_last_day() -> None:
    """The coordinator marks a person as key staff for half a year; before and after they are not."""
    place = Place(code("role", "key_staff"), municipality(), unit())
    user = User.objects.create_user("noegle@s.example", name="Nøgle")
    give_role(by=actor(), user=user, place=place, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 30))
    listed = []
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2027, 7, 1)):
        with clock_at(day):
            (in_unit,) = [one for one in who_does_what(municipality().pk) if one.unit == unit()]
            listed.append([held.role.code for post in in_unit.posts for held in post.holdings])
    assert listed == [[], ["key_staff"], ["key_staff"], []]


@pytest.mark.requirement("ORG-18")
def test_the_it_department_is_found_with_its_address() -> None:
    """A question about the network has somebody to be sent to: anybody in the municipality finds the address."""
    user = User.objects.create_user("it@syddjurs.example", name="It-afdelingen")
    give_role(by=actor(), user=user, place=Place(code("role", "it_department"), municipality()))
    page = client_of(holding("staff", in_unit=unit())).get("/administration/").content.decode()
    assert ('href="mailto:it@syddjurs.example"' in page, "It-afdeling" in page) == (True, True)
