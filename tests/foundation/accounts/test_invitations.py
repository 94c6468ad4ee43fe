"""An invitation from the mail to the role, and every way in which it may come to nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.people import PASSWORD, actor, client_of, code, holding, municipality, person, unit
from tovholder.foundation.accounts.actions import (
    accept_as_new,
    accept_invitation,
    invite,
    send_again,
    withdraw_invitation,
)
from tovholder.foundation.accounts.models import Invitation, InvitationState, RoleHolding, User
from tovholder.foundation.accounts.roles import Place
from tovholder.kernel.actor import Actor, ActorKind
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 11, tzinfo=UTC)  # the tests' noon in Copenhagen
NEW = "et-godt-langt-kodeord"
ARRIVING = Actor(kind=ActorKind.PERSON, name="Jens Dahl")


def _invite(email: str = "jens@syddjurs.example", role: str = "reader", by: Actor | None = None) -> Invitation:
    place = Place(code("role", role), municipality())
    return invite(by=by or actor(), email=email, name="Jens Dahl", place=place)


def _link() -> str:
    """The path of the link in the last mail."""
    line = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))
    return line.removeprefix("http://localhost:8000")


def test_the_mail_says_who_invites_to_what_until_when() -> None:
    """Plain Danish text, to the invited address, with a link of its own."""
    place = Place(code("role", "staff"), municipality(), unit())
    invite(by=actor(), email=" Jens@Syddjurs.example ", name="Jens Dahl", place=place)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["jens@syddjurs.example"],
        "Invitation til Tovholder fra coordinator syddjurs",
    )
    lines = letter.body.splitlines()
    assert lines[0] == "Hej Jens Dahl"
    assert lines[4:7] == ["Din rolle: Medarbejder", "Enhed: Bostedet Åkanden", "Kommune eller region: Syddjurs Kommune"]
    assert "Det virker indtil 5. december 2026 kl. 12.00 og kan bruges én gang." in letter.body


def test_only_the_mail_knows_the_secret() -> None:
    """The database keeps a hash; the secret of the link is nowhere in its row."""
    _invite()
    secret = _link().split("/")[3]
    row = Invitation.objects.values().get()
    assert (len(secret), len(str(row["secret_hash"]))) == (43, 64)
    assert secret not in str(row)


def test_a_new_person_takes_the_invitation_and_is_logged_in() -> None:
    """Name and password make the person; the role begins today; the page after it is open."""
    _invite()
    client = Client()
    link = _link()
    assert client.get(link).status_code == 200
    answer = client.post(link, {"name": "Jens Dahl", "password": NEW, "again": NEW})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    held = RoleHolding.objects.get(user__email="jens@syddjurs.example")
    assert (held.role.code, held.municipality, str(held.starts_on), held.ends_on) == (
        "reader",
        municipality(),
        "2026-11-21",
        None,
    )
    assert client.get("/konto/profil/").status_code == 200
    assert held.user.check_password(NEW)


@pytest.mark.parametrize(
    ("password", "again", "field"), [("kort", "kort", "password"), (NEW, "noget-helt-andet", "again")]
)
def test_a_weak_or_mistyped_password_makes_nobody(password: str, again: str, field: str) -> None:
    """The error stands at its field, and the invitation still waits."""
    _invite()
    page = Client().post(_link(), {"name": "Jens Dahl", "password": password, "again": again})
    assert list(page.context["form"].errors) == [field]
    assert not User.objects.filter(email="jens@syddjurs.example").exists()
    assert Invitation.objects.get().state_at(NOON) is InvitationState.OPEN


def test_a_person_with_a_login_logs_in_and_gets_the_role_besides() -> None:
    """The page asks for the login, brings them back, and one button adds the role and sits them in it."""
    held = holding("reader", at="Vejle", user=person("jens@syddjurs.example", "Jens Dahl"))
    _invite(role="dpo")
    link, client = _link(), Client()
    page = client.get(link).content.decode()
    assert f"/konto/log-ind/?next={link}" in page
    entered = client.post("/konto/log-ind/", {"username": "jens@syddjurs.example", "password": PASSWORD, "next": link})
    assert entered["Location"] == link
    assert "Du er inviteret" in client.get(link).content.decode()
    client.post(link)
    assert sorted(held.user.holdings.values_list("role__code", flat=True)) == ["dpo", "reader"]
    seat = RoleHolding.objects.get(role__code="dpo")
    assert client.session["seat"] == str(seat.public_id)


def test_somebody_else_who_is_logged_in_cannot_take_it() -> None:
    """The page says to whom it was sent, and a POST past the page gives nothing."""
    _invite()
    other = holding("reader", user=person("anden@syddjurs.example"))
    client = client_of(other)
    page = client.post(_link())
    assert "Invitationen er til en anden" in page.content.decode()
    with pytest.raises(ValidationError):
        accept_invitation(by=ARRIVING, invitation=Invitation.objects.get(), user=other.user)
    assert other.user.holdings.count() == 1


def _taken(invitation: Invitation) -> None:
    accept_as_new(by=ARRIVING, invitation=invitation, name="Jens Dahl", password=NEW)


def _withdrawn(invitation: Invitation) -> None:
    withdraw_invitation(by=actor("programme_manager"), invitation=invitation)


def _nothing(invitation: Invitation) -> None:
    """Time alone passes."""


@pytest.mark.parametrize(
    ("what", "later", "status", "heading"),
    [
        (_nothing, timedelta(days=14, seconds=-1), 200, "Velkommen til Tovholder"),
        (_nothing, timedelta(days=14), 410, "Invitationen er udløbet"),
        (_taken, timedelta(), 410, "Invitationen er brugt"),
        (_taken, timedelta(days=30), 410, "Invitationen er brugt"),
        (_withdrawn, timedelta(), 410, "Invitationen er trukket tilbage"),
        (_withdrawn, timedelta(days=30), 410, "Invitationen er trukket tilbage"),
    ],
)
def test_every_end_of_an_invitation_has_a_page_that_says_it(
    what: Callable[[Invitation], None], later: timedelta, status: int, heading: str
) -> None:
    """Waiting, expired, used, withdrawn: what has happened and what to do, and no role from a dead link."""
    invitation = _invite()
    link = _link()
    what(invitation)
    before = RoleHolding.objects.count()
    with clock_at(NOON + later):
        page = Client().get(link)
        assert (page.status_code, heading in page.content.decode()) == (status, True)
        if status == 410:
            Client().post(link, {"name": "Jens", "password": NEW, "again": NEW})
            assert RoleHolding.objects.count() == before


@pytest.mark.parametrize("secret", ["forkert", "a" * 43, "%C3%A6"])
def test_an_unknown_secret_leads_to_a_page_that_helps(secret: str) -> None:
    """404, and what may have happened to the link."""
    _invite()
    page = Client().get(f"/konto/invitation/{secret}/")
    assert page.status_code == 404
    assert "Linket passer ikke til en invitation" in page.content.decode()


def test_sending_again_kills_the_old_link_and_counts_from_now() -> None:
    """An expired invitation lives again for 14 days, under a new secret."""
    invitation = _invite()
    old = _link()
    with clock_at(NOON + timedelta(days=20)):
        send_again(by=actor("programme_manager"), invitation=invitation)
        assert [Client().get(link).status_code for link in (old, _link())] == [404, 200]
    assert Invitation.objects.get().expires_at == NOON + timedelta(days=34)


def test_what_is_answered_is_neither_sent_again_nor_withdrawn() -> None:
    """The button of a page that was open too long changes nothing."""
    invitation = _invite()
    _taken(invitation)
    refused = []
    for late in (send_again, withdraw_invitation):
        with pytest.raises(ValidationError) as told:
            late(by=actor("programme_manager"), invitation=invitation)
        refused.append(told.value.messages)
    assert refused == [["Invitationen er besvaret eller trukket tilbage (Taget imod)."]] * 2


def test_the_same_person_is_not_invited_twice_to_one_role() -> None:
    """A waiting invitation is sent again instead; a held role is not offered; an expired one may be followed."""
    by = actor()
    _invite(by=by)
    with pytest.raises(ValidationError) as waiting:
        _invite(email="JENS@syddjurs.example", by=by)
    holding("dpo", user=person("dpo@syddjurs.example"))
    with pytest.raises(ValidationError) as held:
        _invite("dpo@syddjurs.example", "dpo", by)
    assert [list(told.value.message_dict) for told in (waiting, held)] == [["email"], ["email"]]
    with clock_at(NOON + timedelta(days=15)):
        _invite(by=by)
    assert Invitation.objects.count() == 2


def test_a_mail_that_cannot_be_sent_leaves_an_invitation_that_says_so(settings: pytest.FixtureRequest) -> None:
    """The invitation is there, unsent and without a secret; sending again works when the mail server is back."""
    working = settings.EMAIL_BACKEND  # type: ignore[attr-defined]  # pytest-django's settings take any name
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]  # as above
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # nobody listens there
    by = actor()
    invitation = _invite(by=by)
    unsent = Invitation.objects.get()
    assert (unsent.sent_at, unsent.secret_hash) == (None, None)
    settings.EMAIL_BACKEND = working  # type: ignore[attr-defined]  # as above
    send_again(by=by, invitation=invitation)
    assert (len(mail.outbox), Client().get(_link()).status_code) == (1, 200)


@pytest.mark.parametrize(("role", "where"), [("reader", "Vejle"), ("national_editor", None)])
def test_a_coordinator_invites_into_the_own_municipality_alone(role: str, where: str | None) -> None:
    """Neither to another municipality nor to the country's roles, whatever a form sends."""
    place = Place(code("role", role), municipality(where) if where else None)
    with pytest.raises(PermissionDenied):
        invite(by=actor(), email="jens@syddjurs.example", name="Jens", place=place)
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_a_role_in_a_unit_that_closed_meanwhile_is_not_taken() -> None:
    """The person is told, and neither person nor role comes into being."""
    place = Place(code("role", "staff"), municipality(), unit())
    invite(by=actor(), email="jens@syddjurs.example", name="Jens", place=place)
    closed = unit()
    closed.closed_on = NOON.date()
    closed.save()
    page = Client().post(_link(), {"name": "Jens", "password": NEW, "again": NEW})
    assert page.context["form"].non_field_errors() == ["Enheden er nedlagt."]
    assert not User.objects.filter(email="jens@syddjurs.example").exists()
