"""Saving while somebody writes: what the page's script is told."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from tests.people import actor, municipality
from tests.questionnaire import response_to
from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.public import (
    answer,
    is_keeping,
    keeping_answer,
    next_section,
    responses_about,
    section_form,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 11, 3, tzinfo=UTC)


@pytest.fixture
def response() -> Response:
    """A response of Syddjurs."""
    return response_to(municipality=municipality())


def sent(data: Mapping[str, str]) -> QueryDict:
    """What a browser sends."""
    made = QueryDict(mutable=True)
    made.update(data)
    return made


def saved_by_itself(response: Response, section: str, data: Mapping[str, str], by: Actor = SYSTEM) -> dict[str, Any]:
    """What the page is told, with the status under ``status``."""
    with clock.clock_at(NOW):
        shown = {name: "0" for name in section_form(response, section).fields if name.startswith("seen_")}
        form = section_form(response, section, sent(shown | dict(data)))
        kept = answer(response, form.values(), seen=form.seen(), by=by) if form.is_valid() else None
        told = keeping_answer(response, form, kept)
    found: dict[str, Any] = json.loads(told.content)
    return found | {"status": told.status_code}


def test_a_page_says_that_it_saves_by_itself() -> None:
    """By a header that no form of another site can send."""
    assert is_keeping(RequestFactory().post("/", headers={"X-Tovholder-Keep": "1"}))
    assert not is_keeping(RequestFactory().post("/"))


def test_the_page_is_told_its_new_versions(response: Response) -> None:
    """So that what is saved after it does not clash with itself."""
    told = saved_by_itself(response, "oensker", {"ord": "Først", "glad": "4"})
    assert told == {
        "status": 200,
        "saved": ["glad", "ord"],
        "merged": [],
        "versions": {"seen_laver": 0, "seen_bedst": 0, "seen_glad": 1, "seen_siden": 0, "seen_ord": 1},
        "together": [],
        "said": "Gemt kl. 12.03",
    }
    again = saved_by_itself(response, "oensker", {"ord": "Først og så", "seen_ord": "1", "glad": "4", "seen_glad": "1"})
    assert (again["saved"], again["merged"], again["versions"]["seen_ord"]) == (["ord"], [], 2)


def test_what_others_wrote_keeps_the_version_that_was_read(response: Response) -> None:
    """The page does not show it, so the next save must still be merged and not take it back."""
    answer(response, {"bedst": "aften"}, seen={}, by=actor("staff"))
    told = saved_by_itself(response, "oensker", {"ord": "Mit", "bedst": "", "seen_bedst": "0"})
    assert (told["saved"], told["merged"], "seen_bedst" in told["versions"]) == (["ord"], [], False)
    told = saved_by_itself(response, "oensker", {"ord": "Mit eget", "seen_ord": "1", "bedst": "", "seen_bedst": "0"})
    assert told["saved"] == ["ord"]
    found = {given.question: given.value for given in responses_about([response.about]).get().answers.all()}
    assert found == {"ord": "Mit eget", "bedst": "aften"}


def test_words_of_two_come_back_to_the_page(response: Response) -> None:
    """With what was sent and what stands now, so that typing goes on from there."""
    answer(response, {"ord": "Hendes"}, seen={}, by=replace(actor("staff"), name="Anna"))
    bo = replace(actor("staff"), name="Bo")
    told = saved_by_itself(response, "oensker", {"ord": "Hans", "seen_ord": "0"}, by=bo)
    both = "Anna skrev:\nHendes\n\nBo skrev:\nHans"
    assert told["together"] == [{"seen": "seen_ord", "version": 2, "fields": {"ord": ["Hans", both]}}]
    assert told["said"] == "Gemt kl. 12.03. En anden skrev samtidig ved: ”Ord?”."
    again = saved_by_itself(response, "oensker", {"ord": f"{both}!", "seen_ord": "2"}, by=bo)
    assert (again["merged"], again["versions"]["seen_ord"]) == ([], 3)


def test_what_cannot_be_saved_is_told_in_short(response: Response) -> None:
    """The button shows the whole; nothing is saved."""
    told = saved_by_itself(response, "oensker", {"ord": "Ring til 010190-1234", "glad": "4"})
    assert (told["status"], told["said"]) == (422, "Ikke gemt endnu. Der er noget at rette ved: ”Ord?”.")
    assert responses_about([response.about]).get().answers.count() == 0


def test_what_was_opened_before_the_button_is_shown_after_it(response: Response) -> None:
    """The page said that there is more, and the button leads to it although nothing new was saved."""
    told = saved_by_itself(response, "hverdag", {"skaerm": "ja", "seen_skaerm": "0"})
    assert told["said"] == "Gemt kl. 12.03. Der hører flere spørgsmål til. Gem med knappen for at se dem."
    form = section_form(response, "hverdag", sent({"skaerm": "ja", "seen_skaerm": "1"}))
    assert form.is_valid()
    kept = answer(response, form.values(), seen=form.seen(), by=SYSTEM)
    assert (kept.saved, next_section(response, "hverdag", kept)) == ((), "oensker")
    assert next_section(response, "hverdag", kept, form) == "hverdag"
