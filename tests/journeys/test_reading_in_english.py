"""A reader who has chosen English is answered in English, down to the words in the middle of a line."""

import pytest
from django.test import Client

from tests.landkort import project, technology
from tests.pages import text_of
from tests.people import client_of, holding

pytestmark = pytest.mark.django_db


def _english(client: Client) -> Client:
    client.post("/sprog/", {"language": "en", "next": "/om/"})
    return client


def test_the_base_of_a_share_is_told_in_the_readers_language() -> None:
    """One of one project."""
    project("I drift", tier="public", status="in_operation")
    assert "100 per cent (1 of 1 projects)" in text_of(_english(Client()).get("/landkort/tal/"))


def test_technologies_are_chosen_by_their_names_in_the_readers_language() -> None:
    """In the form as in the catalogue."""
    one = technology("skaermbesoeg")
    typed = {"trin": "behov", "til": "teknologi", "vist": "behov", "need": "Tryghed", "title": "Et projekt"}
    page = _english(client_of(holding())).post("/landkort/projekter/nyt/", typed).content.decode()
    assert f'<option value="{one.pk}">{one.name_en}</option>' in page
    assert one.name not in page
