"""What every answer tells the browser to refuse, and the small files that robots ask for."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from tests.pages import assert_clean_html

pytestmark = pytest.mark.django_db


def test_the_front_page_has_a_strict_policy_and_nothing_inline() -> None:
    """Own files only; no inline code, no frames, no base, no foreign forms."""
    page = Client().get("/", follow=True)
    assert page.status_code == 200
    assert_clean_html(page)
    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";") if part.strip())
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "manifest-src": "'self'",
    }


@pytest.mark.parametrize("address", ["/", "/findes-ikke/", "/healthz", "/konto/log-ind/", "/organisation/"])
def test_every_answer_has_the_security_headers(address: str) -> None:
    """Pages, errors, redirects and machines' answers alike."""
    answer = Client().get(address)
    found = {name: answer.get(name) for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")}
    assert found == {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Content-Security-Policy" in answer


def test_a_stranger_gets_no_cookie_for_reading_the_front_page() -> None:
    """Nobody is followed: the form's token is the only thing that a page may leave behind."""
    answer = Client().get("/", follow=True)
    assert set(answer.cookies) <= {"csrftoken"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in answer.cookies.values())


def test_robots_may_read_public_pages_and_nothing_behind_the_login() -> None:
    """In an installation with real data."""
    answer = Client().get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /konto/", "Disallow: /administration/", "Disallow: /borgere/"} <= set(lines)
    assert "Disallow: /" not in lines


def test_robots_read_nothing_of_a_demo(settings: Settings) -> None:
    """Invented projects must not turn up in a search."""
    settings.DEMO_MODE = True
    assert Client().get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_security_txt_names_the_contact_and_when_it_ends(settings: Settings) -> None:
    """RFC 9116: Contact and Expires; without a contact there is no file."""
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:sikkerhed@tovholder.example"
    lines = Client().get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:sikkerhed@tovholder.example"
    expires = datetime.strptime(lines[1], "Expires: %Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert (expires - datetime(2026, 11, 21, 11, tzinfo=UTC)).days == 180
