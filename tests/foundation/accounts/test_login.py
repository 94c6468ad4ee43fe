"""Logging in and out: what works, what is refused, and what the refusals do not tell."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD, client_of, holding, person
from tovholder.foundation.accounts.demo_logins import DEMO_LOGINS, DemoLogin
from tovholder.foundation.accounts.models import User
from tovholder.kernel.registry import Registry

pytestmark = pytest.mark.django_db

LOGIN = "/konto/log-ind/"


def _log_in(client: Client, email: str = "mette@syddjurs.example", password: str = PASSWORD, **more: str) -> int:
    return client.post(LOGIN, {"username": email, "password": password, **more}).status_code


def _who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_mail_and_password_open_the_door_to_the_front_page() -> None:
    """The address is taken in any case and with spaces around it."""
    held = holding(user=person())
    client = Client()
    answer = client.post(LOGIN, {"username": " Mette@Syddjurs.EXAMPLE ", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert _who(client) == str(held.user_id)


@pytest.mark.parametrize("email", ["mette@syddjurs.example", "ingen@syddjurs.example"])
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(email: str) -> None:
    """The page does not tell which addresses have a login."""
    holding(user=person())
    client = Client()
    answer = client.post(LOGIN, {"username": email, "password": "forkert-adgangskode"})
    assert answer.status_code == 200
    assert _who(client) is None
    assert answer.context["form"].non_field_errors() == [
        "Mailadresse og adgangskode passer ikke sammen. Prøv igen, eller vælg en ny."
    ]


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/landkort/", "/landkort/"),
        ("/landkort/?side=2", "/landkort/?side=2"),
        ("https://ondt.example/", "/"),
        ("//ondt.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///ondt.example", "/"),
    ],
)
def test_next_leads_to_pages_of_ours_alone(wanted: str, target: str) -> None:
    """A login link cannot be used to send people to a foreign site."""
    holding(user=person())
    answer = Client().post(LOGIN, {"username": "mette@syddjurs.example", "password": PASSWORD, "next": wanted})
    assert answer["Location"] == target


def test_a_page_that_needs_a_login_comes_back_after_it() -> None:
    """A stranger on the profile page is sent to the login and from there back."""
    answer = Client().get("/konto/profil/")
    assert answer["Location"] == "/konto/log-ind/?next=/konto/profil/"


def test_five_failures_close_the_login_even_for_the_right_password(settings: pytest.FixtureRequest) -> None:
    """The fifth wrong try is answered 429, and so is the right password after it; each spelling counts as the same."""
    settings.AXES_ENABLED = True  # type: ignore[attr-defined]  # pytest-django's settings take any name
    holding(user=person())
    client = Client()
    spellings = ["mette@syddjurs.example", "METTE@syddjurs.example", " mette@syddjurs.example"]
    tries = [_log_in(client, spellings[at % 3], "forkert-adgangskode") for at in range(5)]
    assert tries == [200, 200, 200, 200, 429]
    assert (_log_in(client), _who(client)) == (429, None)
    page = client.post(LOGIN, {"username": "mette@syddjurs.example", "password": PASSWORD})
    assert "For mange forsøg" in page.content.decode()
    assert "15 minutter" in page.content.decode()


def test_another_persons_failures_do_not_close_the_own_login(settings: pytest.FixtureRequest) -> None:
    """The throttle counts for each login."""
    settings.AXES_ENABLED = True  # type: ignore[attr-defined]  # pytest-django's settings take any name
    holding(user=person())
    client = Client()
    for _try in range(5):
        _log_in(client, "anden@syddjurs.example", "forkert-adgangskode")
    assert _log_in(client) == 302


def test_logging_out_takes_a_post() -> None:
    """A link on a foreign page cannot log anybody out."""
    client = client_of(holding(user=person()))
    assert client.get("/konto/log-af/").status_code == 405
    assert _who(client) is not None
    assert client.post("/konto/log-af/")["Location"] == "/"
    assert _who(client) is None


def test_a_person_without_a_role_is_met_with_what_to_do() -> None:
    """The login works, and the page after it says why there is nothing to see."""
    person()
    client = Client()
    answer = client.post(LOGIN, {"username": "mette@syddjurs.example", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/konto/skift/", 302)]
    assert "Du har ingen rolle lige nu" in answer.content.decode()


def test_a_person_who_is_closed_cannot_log_in() -> None:
    """An inactive login is refused like a wrong password."""
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    assert (_log_in(client), _who(client)) == (200, None)


def test_demo_logins_stand_under_the_form_in_the_demo_alone(
    settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mail address and password are printed where anybody may try, and nowhere else."""
    demo: Registry[DemoLogin] = Registry("demo login of a test")
    Registry.all.pop()  # the walk over all registries is not about this one
    demo.register(DemoLogin("t.mette", "mette@proeve.example", "proev-mig-bare", "Tovholder i Syddjurs"))
    monkeypatch.setattr(DEMO_LOGINS, "_plugs", demo._plugs)
    assert "mette@proeve.example" not in Client().get(LOGIN).content.decode()
    settings.DEMO_MODE = True  # type: ignore[attr-defined]  # pytest-django's settings take any name
    page = Client().get(LOGIN).content.decode()
    shown = [text in page for text in ("mette@proeve.example", "proev-mig-bare", "Tovholder i Syddjurs")]
    assert shown == [True, True, True]


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once() -> None:
    """The mail holds the link; the new password logs in, the old one does not, and the link is spent."""
    holding(user=person())
    client = Client()
    client.post(reverse("accounts:password_forgotten"), {"email": "METTE@syddjurs.example"})
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["mette@syddjurs.example"], "Ny adgangskode til Tovholder")
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    form_page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    form_at = form_page.redirect_chain[-1][0]
    chosen = client.post(form_at, {"password": "et-nyt-langt-kodeord", "again": "et-nyt-langt-kodeord"})
    assert chosen["Location"] == "/konto/ny-adgangskode/klar/"
    assert (_log_in(Client(), password="et-nyt-langt-kodeord"), _log_in(Client())) == (302, 200)
    again = Client().get(link.removeprefix("http://localhost:8000"), follow=True)
    assert "Linket virker ikke længere" in again.content.decode()


def test_nobody_fills_anothers_mailbox_with_links() -> None:
    """Three mails an hour to one address, whoever asks; the page answers the same, and another address is not held."""
    cache.clear()
    holding(user=person())
    holding(user=person("anne@syddjurs.example"))
    page = reverse("accounts:password_forgotten")
    answers = {Client().post(page, {"email": "mette@syddjurs.example"}).status_code for _time in range(5)}
    Client().post(page, {"email": "anne@syddjurs.example"})
    assert answers == {302}
    assert [letter.to[0] for letter in mail.outbox] == ["mette@syddjurs.example"] * 3 + ["anne@syddjurs.example"]
    cache.clear()


def test_an_unknown_address_gets_no_mail_and_the_same_answer() -> None:
    """Neither the page nor the mailbox tells a stranger who has a login."""
    holding(user=person())
    client = Client()
    answers = [
        client.post(reverse("accounts:password_forgotten"), {"email": email})
        for email in ("mette@syddjurs.example", "ingen@syddjurs.example")
    ]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/konto/glemt-adgangskode/sendt/")
    ] * 2
    assert [letter.to for letter in mail.outbox] == [["mette@syddjurs.example"]]


@pytest.mark.parametrize(
    ("present", "new", "again", "field"),
    [
        ("forkert-adgangskode", "et-nyt-langt-kodeord", "et-nyt-langt-kodeord", "present"),
        (PASSWORD, "et-nyt-langt-kodeord", "noget-helt-andet", "again"),
        (PASSWORD, "kort", "kort", "password"),
        (PASSWORD, "password1234", "password1234", "password"),
    ],
)
def test_a_new_password_must_be_known_long_and_typed_twice(present: str, new: str, again: str, field: str) -> None:
    """The error stands at the field that is wrong, and the old password still works."""
    client = client_of(holding(user=person()))
    page = client.post("/konto/adgangskode/", {"present": present, "password": new, "again": again})
    assert list(page.context["form"].errors) == [field]
    assert User.objects.get(email="mette@syddjurs.example").check_password(PASSWORD)


def test_changing_the_password_ends_the_other_sessions() -> None:
    """Whoever sat with the old password is out; whoever changed it stays."""
    held = holding(user=person())
    here, elsewhere = client_of(held), client_of(held)
    new = "et-nyt-langt-kodeord"
    here.post("/konto/adgangskode/", {"present": PASSWORD, "password": new, "again": new})
    assert [client.get("/konto/profil/").status_code for client in (here, elsewhere)] == [200, 302]


def test_the_profile_keeps_name_and_language() -> None:
    """The new name sorts in Danish, and the language goes into the cookie that the pages read."""
    client = client_of(holding(user=person()))
    answer = client.post("/konto/profil/", {"name": " Åse Holm ", "language": "en"})
    saved = User.objects.get(email="mette@syddjurs.example")
    assert (saved.name, saved.language, saved.sort_key[:3]) == ("Åse Holm", "en", "zz3")
    assert answer.cookies["django_language"].value == "en"
