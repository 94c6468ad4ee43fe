"""What everybody may read: the questionnaires with their editions, as pages and by the API, and conditions in words."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.questionnaire import EVERYTHING, edition_of, said
from tovholder.apps.questionnaires.conditions_text import condition_text
from tovholder.apps.questionnaires.schema import canonical_json, content_hash
from tovholder.engines.questionnaires.model import AllOf, Answered, AnyOf, Compare, Not

pytestmark = pytest.mark.django_db


def test_the_public_pages_show_what_is_asked() -> None:
    """Without a login: the list, an edition with its conditions, two editions compared, the file letter by letter."""
    edition_of()
    second = edition_of(replace(EVERYTHING, title=said("Din dag nu")))
    client = Client()
    assert "Din dag nu" in client.get("/spoergeskemaer/").content.decode()
    page = client.get("/spoergeskemaer/dagen/1/").content.decode()
    assert "svaret på ”Bruger du en skærm hjemme?” er Ja" in page
    assert "Afløst af en nyere udgave" in page
    assert client.get("/spoergeskemaer/dagen/1/sammenlign/2/").content.decode().count("Kan sammenlignes") == 10
    file = client.get("/spoergeskemaer/dagen/2.json")
    assert file.content.decode() == canonical_json(second.schema)
    assert content_hash(json.loads(file.content)) == second.content_hash
    missing = ("dagen/3/", "dagen/99999999999999999999/", "dagen/1/sammenlign/1/", "ingen/1/", "dagen/3.json")
    assert [client.get(f"/spoergeskemaer/{path}").status_code for path in missing] == [404] * 5


def test_the_list_has_a_constant_number_of_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    """However many editions there are."""
    for number in range(6):
        edition_of(replace(EVERYTHING, title=said(f"Udgave {number}")))
    with django_assert_max_num_queries(3):
        assert client.get("/spoergeskemaer/").status_code == 200


def test_the_api_tells_what_is_asked(client: Client) -> None:
    """The list and one edition with its questions."""
    edition = edition_of()
    line = {
        "key": "dagen",
        "number": 1,
        "title": "Din dag",
        "title_en": "Your day",
        "questions": 10,
        "opened_on": edition.opened_on.isoformat(),
        "content_hash": edition.content_hash,
    }
    assert line in client.get("/api/v1/questionnaires").json()
    assert client.get("/api/v1/questionnaires/dagen/1").json() == line | {"content": edition.schema}
    assert client.get("/api/v1/questionnaires/dagen/2").status_code == 404


def test_conditions_in_words() -> None:
    """Brackets where a part is made of parts."""
    ja, hvem = Compare(question="skaerm", op="eq", value=True), Answered(question="hvem")
    over = Compare(question="timer", op="gt", value=2)
    whole = AllOf(conditions=(ja, AnyOf(conditions=(hvem, Not(condition=over)))))
    assert condition_text(whole, EVERYTHING) == (
        "svaret på ”Bruger du en skærm hjemme?” er Ja og (”Hvem?” er besvaret eller det ikke gælder, at svaret på"
        " ”Hvor længe om dagen?” er over 2 timer)"
    )
    assert condition_text(None, EVERYTHING) == ""
