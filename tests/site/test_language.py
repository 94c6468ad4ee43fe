"""The language of the pages is the reader's choice, made by a button."""

import pytest
from django.test import Client
from django.utils.translation import get_language

pytestmark = pytest.mark.django_db


def test_danish_is_the_language_of_a_reader_who_has_not_chosen() -> None:
    """Also where the browser asks for none."""
    assert b'<html lang="da"' in Client().get("/om/").content


def test_the_browsers_wish_does_not_decide() -> None:
    """Many a work computer asks for English on behalf of a person who reads Danish."""
    client = Client(headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert b'<html lang="da"' in client.get("/om/").content
    client.post("/sprog/", {"language": "en", "next": "/om/"})
    assert b'<html lang="en"' in client.get("/om/").content


def test_english_is_chosen_by_a_button_and_remembered() -> None:
    """The page comes back where it was, and the choice is kept in a cookie that scripts cannot read."""
    client = Client()
    answer = client.post("/sprog/", {"language": "en", "next": "/om/"})
    assert (answer.status_code, answer["Location"]) == (302, "/om/")
    cookie = answer.cookies["django_language"]
    assert (cookie.value, bool(cookie["httponly"]), cookie["samesite"]) == ("en", True, "Lax")
    assert b'<html lang="en"' in client.get("/om/").content
    client.post("/sprog/", {"language": "da", "next": "/om/"})
    assert b'<html lang="da"' in client.get("/om/").content


@pytest.mark.parametrize("target", ["https://ond.example/", "//ond.example/", "javascript:alert(1)"])
def test_the_way_back_never_leads_out_of_the_house(target: str) -> None:
    """An address sent along is followed only within the site."""
    answer = Client().post("/sprog/", {"language": "en", "next": target})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_begins_in_danish_whatever_the_one_before_it_read(turn: str) -> None:
    """A request leaves its language in the thread; were it not put right, the second turn would be English."""
    assert get_language() == "da", turn
    client = Client()
    client.post("/sprog/", {"language": "en", "next": "/om/"})
    client.get("/om/")
    assert get_language() == "en"


def test_the_language_is_changed_by_sending_a_form_only() -> None:
    """A link cannot do it."""
    assert Client().get("/sprog/").status_code == 405
