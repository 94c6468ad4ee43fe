"""Reflection: 32 questions, answered together, kept in every version, followed up, and read again in the next round."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages import text_of
from tests.people import actor, client_of, holding, unit
from tests.rounds import opened
from tovholder.apps.process.models import Round
from tovholder.apps.process.public import begin_reflection, response_of
from tovholder.apps.process.reflection import TITLES, asked_of, questions_of
from tovholder.apps.questionnaires.public import Answer, answer
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.work.public import work_of
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

KEPT = "Det gør vi sammen med enhederne."


def _said(found: Round, theme: str) -> dict[str, str]:
    response = response_of(found, theme)
    assert response is not None
    return {asked.key: asked.said for asked in asked_of(response)}


def _answer(client: Client, found: Round, theme: str, **values: str) -> None:
    """Begin where nobody has begun, then send the form."""
    path = reverse("process:reflection", args=[found.public_id, theme])
    if response_of(found, theme) is None:
        client.post(path)
    client.post(path, values)


@pytest.mark.parametrize(
    ("theme", "question", "about"),
    [
        pytest.param("vision", "purpose", "opnå", marks=pytest.mark.requirement("VIS-09")),
        pytest.param("vision", "one_or_several", "målgrupper", marks=pytest.mark.requirement("VIS-10")),
        pytest.param("vision", "citizens_voice", "handicapråd"),
        pytest.param("vision", "where_coordinator", "tovholdere", marks=pytest.mark.requirement("VIS-12")),
        pytest.param("vision", "frames", "politiske", marks=pytest.mark.requirement("VIS-13")),
        pytest.param("vision", "cooperation", "samarbejder", marks=pytest.mark.requirement("VIS-14")),
        pytest.param("vision", "made_known", "anerkendt", marks=pytest.mark.requirement("VIS-15")),
        pytest.param("screening", "staff_competence", "medarbejderne kan", marks=pytest.mark.requirement("SCR-15")),
        pytest.param("screening", "competence_lift", "sidemandsoplæring", marks=pytest.mark.requirement("SCR-16")),
        pytest.param("screening", "networks", "netværk", marks=pytest.mark.requirement("SCR-17")),
        pytest.param("screening", "share_knowledge", "erfaringer", marks=pytest.mark.requirement("SCR-18")),
        pytest.param("screening", "supplier_visits", "leverandører", marks=pytest.mark.requirement("SCR-19")),
        pytest.param("screening", "partners", "pårørende", marks=pytest.mark.requirement("SCR-20")),
        pytest.param("screening", "ambassadors", "it-ambassadører", marks=pytest.mark.requirement("SCR-21")),
        pytest.param("screening", "it_department", "it-afdeling", marks=pytest.mark.requirement("SCR-22")),
        pytest.param("organisation", "coordinator", "tovholder"),
        pytest.param("practice", "which_technology", "tilbudt"),
        pytest.param("volunteers", "earlier_experience", "frivilligcenter"),
    ],
)
def test_the_round_asks_and_keeps_the_answer(theme: str, question: str, about: str) -> None:
    """The question stands on the page in its own words; what is answered stands there the next time."""
    found = opened()
    client = client_of(holding("coordinator"))
    shown = text_of(client.get(reverse("process:reflection", args=[found.public_id, theme])))
    assert about in shown or about == "tilbudt"
    _answer(client, found, theme, **{question: KEPT, f"seen_{question}": "0"})
    assert {key: said for key, said in _said(found, theme).items() if said} == {question: KEPT}


@pytest.mark.requirement("PRO-11")
def test_there_are_thirty_two_questions_over_four_phases_and_volunteers() -> None:
    """As many as the guide has."""
    assert {theme: len(questions_of(theme)) for theme in TITLES} == {
        "vision": 7,
        "screening": 8,
        "organisation": 4,
        "practice": 7,
        "volunteers": 6,
    }


@pytest.mark.requirement("PRO-11")
def test_an_answer_keeps_its_versions_a_responsible_and_a_day_to_follow_up() -> None:
    """Two versions on the history page; the one responsible finds it in their week until it is followed up."""
    found = opened()
    held = holding("coordinator")
    client = client_of(held)
    _answer(client, found, "vision", purpose="Først", seen_purpose="0")
    given = Answer.objects.get(question="purpose")
    _answer(client, found, "vision", purpose="Så", seen_purpose=str(given.version))
    client.post(
        reverse("process:assign_answer", args=[given.public_id]),
        {"responsible": held.user.pk, "follow_up_on": "2026-12-01"},
    )
    given.refresh_from_db()
    assert (given.responsible, given.follow_up_on) == (held.user, date(2026, 12, 1))
    shown = text_of(client.get(reverse("process:reflection_answers", args=[found.public_id, "vision"])))
    assert "Historie (2 udgaver)" in shown
    assert "Først" in shown
    client.post(reverse("process:follow_up_done", args=[given.public_id]))
    given.refresh_from_db()
    assert given.followed_up_at is not None


def test_two_who_answer_at_once_lose_nothing() -> None:
    """Both texts stand under each other, and the page says so."""
    found = opened()
    response = begin_reflection(by=SYSTEM, found=found, theme="vision")
    answer(response, {"purpose": "Den enes ord."}, seen={"purpose": 0}, by=actor("programme_manager"))
    client = client_of(holding("coordinator"))
    path = reverse("process:reflection", args=[found.public_id, "vision"])
    page = client.post(path, {"purpose": "Den andens ord.", "seen_purpose": "0"}, follow=True)
    said = _said(found, "vision")["purpose"]
    assert "Den enes ord." in said
    assert "Den andens ord." in said
    assert "En anden skrev samtidig" in text_of(page)


def test_the_last_rounds_answer_stands_beside_when_answering_in_the_next() -> None:
    """By what was asked for, under the field."""
    first = opened()
    _answer(client_of(holding("coordinator")), first, "vision", purpose="Mere ro.", seen_purpose="0")
    second = opened("To")
    client = client_of(holding("programme_manager"))
    _answer(client, second, "vision")
    shown = text_of(client.get(reverse("process:reflection", args=[second.public_id, "vision"])))
    assert "Sidst (Runde 1: Kommunikation for unge):" in shown
    assert "Mere ro." in shown


def test_staff_of_the_unit_answer_and_staff_of_another_only_read() -> None:
    """The unit's round is the unit's to answer."""
    here, there = unit("Fyret"), unit("Havnen")
    found = opened(in_unit=here)
    _answer(client_of(holding("staff", in_unit=here)), found, "vision", purpose="Vores.", seen_purpose="0")
    _answer(client_of(holding("key_staff", in_unit=there)), found, "vision", purpose="Jeres.", seen_purpose="0")
    assert _said(found, "vision")["purpose"] == "Vores."


def test_what_is_to_be_followed_up_waits_in_the_week_of_the_one_responsible() -> None:
    """With the page on which the answer stands."""
    found = opened()
    held = holding("coordinator")
    _answer(client_of(held), found, "practice", support="Vi spørger it.", seen_support="0")
    given = Answer.objects.get(question="support")
    client_of(held).post(
        reverse("process:assign_answer", args=[given.public_id]),
        {"responsible": held.user.pk, "follow_up_on": "2026-12-01"},
    )
    waiting = [item.url for item in work_of(actor_of(held), date(2026, 12, 31))]
    assert [url.split("?")[0].split("#")[0] for url in waiting] == [
        reverse("process:reflection", args=[found.public_id, "practice"])
    ]


@pytest.mark.requirement("SCR-19")
def test_an_answer_can_become_an_action_such_as_a_suppliers_visit() -> None:
    """From the answer to the form of an action, filled in with the answer's words."""
    found = opened()
    client = client_of(holding("coordinator"))
    _answer(client, found, "screening", supplier_visits="Nordlys må gerne komme.", seen_supplier_visits="0")
    page = client.get(reverse("process:reflection_answers", args=[found.public_id, "screening"]))
    ways = {str(way.label): way.href for _item, _versions, _made, ways in page.context["rows"] for way in ways}
    action = next(href for label, href in ways.items() if "handling" in label.lower())
    assert "Nordlys" in action
    assert client.get(action).status_code == 200
