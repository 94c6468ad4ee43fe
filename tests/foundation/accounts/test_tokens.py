"""API keys: shown once, bound to a seat, dead with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.people import actor, client_of, holding, unit
from tovholder.foundation.accounts.actions import make_token, revoke_token
from tovholder.foundation.accounts.models import ApiToken, RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.accounts.tokens import actor_of_token
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel.actor import ActorKind
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
SOON = date(2026, 12, 21)
KEYS = "/administration/api-noegler/"


def test_a_key_acts_from_the_seat_it_was_made_for() -> None:
    """Role, municipality and unit are the seat's; the kind tells that a machine acts."""
    held = holding("staff", in_unit=unit())
    _token, secret = make_token(by=actor_of(held), name="Dataudtræk", expires_on=SOON)
    machine = actor_of_token(secret)
    assert machine == replace(actor_of(held, ActorKind.TOKEN), only_reads=True)
    _writing, other = make_token(by=actor_of(held), name="Fagsystem", expires_on=SOON, writes=True)
    assert actor_of_token(other) == actor_of(held, ActorKind.TOKEN)


def test_the_secret_is_shown_once_and_kept_as_a_hash() -> None:
    """The page that made it shows it; the list and the database do not have it."""
    client = client_of(holding("coordinator"))
    page = client.post(f"{KEYS}ny/", {"name": "Dataudtræk", "may": "read", "lives": "30"})
    secret = page.context["secret"]
    token = ApiToken.objects.get()
    assert secret in page.content.decode()
    assert secret not in client.get(KEYS).content.decode()
    assert secret not in str(ApiToken.objects.values().get())
    assert (token.hint, token.expires_on) == (secret.removeprefix("tovholder_")[:4], date(2026, 12, 21))
    assert actor_of_token(secret) is not None


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_key_expires_after_today_and_within_a_year(days: int) -> None:
    """No key for ever, and none that is dead when it is made."""
    with pytest.raises(ValidationError) as told:
        make_token(by=actor(), name="Evig", expires_on=TODAY + timedelta(days=days))
    assert list(told.value.message_dict) == ["expires_on"]


def test_a_key_of_a_year_may_be_made_and_works_to_its_last_day() -> None:
    """365 days ahead is the furthest; it works on that day and not on the next."""
    _token, secret = make_token(by=actor(), name="Et år", expires_on=TODAY + timedelta(days=365))
    works = []
    for day in (date(2027, 11, 21), date(2027, 11, 22)):
        with clock_at(day):
            works.append(actor_of_token(secret) is not None)
    assert works == [True, False]


@pytest.mark.parametrize("secret", ["", "tovholder_", "tovholder_" + "a" * 43, "noget andet"])
def test_an_unknown_key_is_nobody(secret: str) -> None:
    """No actor, no error."""
    make_token(by=actor(), name="Den rigtige", expires_on=SOON)
    assert actor_of_token(secret) is None


def test_a_key_dies_with_its_role_its_person_or_by_hand() -> None:
    """Revoked, role ended, person closed: nobody acts any more."""
    dead = []
    for at, role in enumerate(("dpo", "reader", "economist")):
        held = holding(role)
        token, secret = make_token(by=actor_of(held), name=role, expires_on=SOON)
        alive = actor_of_token(secret) is not None
        if at == 0:
            revoke_token(by=actor_of(held), token=token)
        elif at == 1:
            RoleHolding.objects.filter(pk=held.pk).update(ends_on=date(2026, 11, 20))
        else:
            User.objects.filter(pk=held.user_id).update(is_active=False)
        dead.append((alive, actor_of_token(secret)))
    assert dead == [(True, None)] * 3


def test_the_day_of_use_is_written_once_a_day(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """The first use of a day leaves one entry in the log; the following ones read a single row."""
    _token, secret = make_token(by=actor(), name="Flittig", expires_on=SOON)
    actor_of_token(secret)
    with django_assert_num_queries(1):
        actor_of_token(secret)
    with clock_at(date(2026, 11, 22)):
        actor_of_token(secret)
        actor_of_token(secret)
    assert AuditEntry.objects.filter(action="accounts.use_token").count() == 2
    assert ApiToken.objects.get().last_used_on == date(2026, 11, 22)


def test_the_it_department_stops_keys_of_colleagues_and_others_do_not() -> None:
    """In the own municipality only; a colleague without that task does not even see the key."""
    token, _secret = make_token(by=actor(), name="Kollegas", expires_on=SOON)
    revoke = f"{KEYS}{token.public_id}/spaer/"
    answers = [
        client_of(holding(role, at=where)).post(revoke).status_code
        for role, where in (("reader", "Syddjurs"), ("it_department", "Vejle"), ("it_department", "Syddjurs"))
    ]
    assert answers == [404, 404, 302]
    assert ApiToken.objects.get().revoked_at is not None


def test_a_machine_makes_no_keys() -> None:
    """A stolen key cannot prolong its own life."""
    held = holding("coordinator")
    with pytest.raises(PermissionDenied):
        make_token(by=actor_of(held, ActorKind.TOKEN), name="Evig", expires_on=SOON)
