"""The pages of focus areas, groups and proposed questions, as people use them."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.focusing import YEAR, asked, proposed, seat
from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding, municipality
from tovholder.apps.focusareas.models import FocusArea, QuestionApproval, QuestionProposal
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.visibility.tiers import Tier

pytestmark = pytest.mark.django_db


def _day(client: Client, address: str) -> dict[str, str]:
    """The date that a form suggests, in its three boxes."""
    day = client.get(address).context["form"].initial["on"]
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}


@pytest.mark.requirement("MAP-09")
def test_the_landkort_and_the_technology_show_the_approved_areas() -> None:
    """With how many projects their technologies have, and how many of them are in operation."""
    project(technology=technology("skaermbesoeg"), tier=Tier.PUBLIC, status="in_operation")
    told = text_of(Client().get(reverse("projects:landkort")))
    assert "Skærmbesøg og virtuel kommunikation" in told
    assert "Ét projekt på Landkortet, 1 i drift" in told
    page = text_of(Client().get(reverse("technologies:technology", args=["skaermbesoeg"])))
    assert "Fælleskommunalt fokusområde" in page
    assert "Fælleskommunalt fokusområde" not in text_of(
        Client().get(reverse("technologies:technology", args=["tyngdedyne"]))
    )


@pytest.mark.requirement("ORG-24")
def test_from_proposal_to_approval_in_the_browser() -> None:
    """A coordinator proposes, the group speaks, an editor qualifies and records the approval."""
    seat("Syddjurs")
    coordinator, editor = client_of(holding("coordinator")), client_of(holding("national_editor"))
    sent = {
        "year": YEAR,
        "title_da": "Tryg nat",
        "description_da": "Om natten.",
        "technologies": [technology("sengesensor").pk],
    }
    page = coordinator.post(reverse("focusareas:new"), sent, follow=True)
    assert "Fokusområdet Tryg nat er foreslået." in text_of(page)
    area = FocusArea.objects.get(title_da="Tryg nat")
    speak = reverse("focusareas:speak", args=[area.public_id])
    coordinator.post(speak, {"supports": "ja", "comment": "Ja tak."})
    step = reverse("focusareas:step", args=[area.public_id])
    qualified = {"to_state": "qualified", "reason": "Godt.", "version": "1"} | _day(editor, step)
    assert editor.post(step, qualified).status_code == 302
    approved = {"to_state": "approved", "reason": "Ja.", "version": "2"} | _day(editor, step)
    assert "Skriv, på hvilket møde det blev godkendt." in text_of(editor.post(step, approved))
    told = text_of(editor.post(step, approved | {"meeting": "Møde 4", "approved_by": "Styregruppen"}, follow=True))
    assert ("Møde 4 · Styregruppen" in told, "Ja tak." in told) == (True, True)
    outside = text_of(Client().get(area.get_absolute_url()))
    assert ("Tryg nat" in outside, "Møde 4" in outside, "Ja tak." in outside) == (True, True, False)


def test_a_question_is_proposed_and_decided_in_the_browser() -> None:
    """Staff propose, an editor decides, and the list narrows; the set is approved with who took part."""
    staff, editor = client_of(holding("staff")), client_of(holding("national_editor"))
    sent = {"year": YEAR, "text": "Hvor mange skærme?", "why": "Vi ved det ikke.", "section": "Skærmbesøg"}
    staff.post(reverse("focusareas:new_question"), sent)
    proposal = QuestionProposal.objects.get()
    step = reverse("focusareas:step_question", args=[proposal.public_id])
    editor.post(step, {"to_state": "discussed", "reason": "Ja.", "version": "1"} | _day(editor, step))
    told = text_of(staff.get(proposal.get_absolute_url()))
    assert ("Drøftet" in told, "Ret forslaget" in told) == (True, False)
    listed = text_of(staff.get(reverse("focusareas:questions"), {"tilstand": "discussed", "q": "skærme"}))
    assert "1 af 1 forslag" in listed
    seat("Randers")
    address = reverse("focusareas:approve_questions")
    sent = {"year": YEAR, "questionnaire": "VT 2027", "meeting": "Møde 2", "approved_by": "Styregruppen"}
    editor.post(address, sent | _day(editor, address))
    assert QuestionApproval.objects.get().took_part == ["Randers"]
    assert "Lavet sammen med Randers." in text_of(Client().get(reverse("focusareas:groups")))


def test_who_holds_a_seat_is_told_inside_alone() -> None:
    """The public sees the municipality and the role; colleagues also see whom to write to."""
    held = holding("coordinator")
    seat("Syddjurs", seat="Tovholder", user=held.user)
    inside = text_of(client_of(held).get(reverse("focusareas:groups")))
    outside = text_of(Client().get(reverse("focusareas:groups")))
    assert ("Syddjurs: Tovholder · coordinator syddjurs" in inside, "coordinator syddjurs" in outside) == (True, False)
    assert "Syddjurs: Tovholder" in outside


def test_files_and_pages_are_whole() -> None:
    """Clean HTML, and the lists as JSON with the same rows."""
    area, question = proposed(), asked()
    client = client_of(holding("national_editor"))
    names = ("list", "new", "groups", "new_member", "approve_questions", "questions", "new_question")
    for address in (
        *(reverse(f"focusareas:{name}") for name in names),
        area.get_absolute_url(),
        question.get_absolute_url(),
    ):
        assert_clean_html(client.get(address))
    file: Any = client.get(reverse("focusareas:file", args=["json"]), {"aar": "2018"})
    assert [row["title"] for row in json.loads(file.getvalue())["rows"]] == [
        "Funktionel mobilitet",
        "Patientrettet forebyggelse",
    ]
    api = Client().get("/api/v1/focus-areas").json()
    assert {one["state"] for one in api} == {"approved"}


def test_search_finds_areas_and_questions_for_those_who_see_them() -> None:
    """A proposal is found by its followers alone."""
    area, question = proposed(), asked()
    inside, outside = actor_of(holding("reader")), actor_of(holding("supplier"))
    sources = {source.key: source for source in SEARCH_SOURCES}
    found = {
        key: (key_of in sources[key].visible(inside, [key_of]), key_of in sources[key].visible(outside, [key_of]))
        for key, key_of in (("focusareas", area.pk), ("focusareas.questions", question.pk))
    }
    assert found == {"focusareas": (True, False), "focusareas.questions": (True, False)}
    assert municipality().name == "Syddjurs"
