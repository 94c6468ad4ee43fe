"""The pages of surveys, as people walk through them."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import client_of, holding
from tests.questionnaire import edition_of
from tests.surveying import contact, drafted, opened, participant
from tovholder.apps.surveys.answering import begin
from tovholder.apps.surveys.models import Contact, Participant, Survey
from tovholder.apps.surveys.survey_actions import close_survey
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    """The second of November 2026: the day after the survey opens."""
    with clock_at(date(2026, 11, 2)):
        yield


def test_the_national_side_prepares_opens_and_follows_a_survey() -> None:
    """From an empty list to the page that says who has answered."""
    edition_of()
    client = client_of(holding("national_editor"))
    assert "Ingen dataindsamlinger endnu" in client.get(reverse("surveys:surveys")).content.decode()
    data = {
        "title_da": "Velfærdsteknologi 2026",
        "key": "vt-2026",
        "year": "2026",
        "purpose_da": "Vi vil vide, hvad der virker.",
        "audience": "municipality",
        "questionnaire_key": "dagen",
        "opens_on": "2026-11-01",
        "closes_on": "2026-11-30",
        "frame_on": "2026-11-01",
        "fewest_others": "5",
    }
    assert client.post(reverse("surveys:new_survey"), data).status_code == 302
    survey = Survey.objects.get()
    client.post(reverse("surveys:open_survey", args=[survey.key]), {"version": str(survey.version)})
    page = client.get(reverse("surveys:progress", args=[survey.key])).content.decode()
    assert "<strong>98</strong> af 98 kommuner" in page
    narrowed = client.get(reverse("surveys:progress", args=[survey.key]), {"tilstand": "submitted"}).content.decode()
    assert "Ingen kommuner passer" in narrowed
    listed = client.get(reverse("surveys:progress_file", args=[survey.key, "csv"]))
    assert listed.getvalue().decode("utf-8-sig").count("\r\n") == 99


def test_a_page_of_the_past_does_not_close_a_survey_twice() -> None:
    """The second of two is told that it changed meanwhile."""
    survey = opened()
    client = client_of(holding("national_editor"))
    old = str(survey.version)
    client.post(reverse("surveys:close_survey", args=[survey.key]), {"version": old})
    assert client.post(reverse("surveys:close_survey", args=[survey.key]), {"version": old}).status_code in {302, 409}
    survey.refresh_from_db()
    assert survey.state == "closed"


def test_the_coordinator_goes_from_the_purpose_to_handed_in() -> None:
    """Begins, answers a section, is told what is missing, and hands in all the same."""
    here = participant()
    client = client_of(holding("coordinator"))
    key, code = here.survey.key, here.code
    assert client.get(reverse("surveys:own_answers", args=[key])).headers["Location"] == here.get_absolute_url()
    assert "Vi vil vide, hvad teknologien giver" in client.get(here.get_absolute_url()).content.decode()
    begun = client.post(reverse("surveys:begin", args=[key, code]))
    assert begun.headers["Location"] == reverse("surveys:section", args=[key, code, "hverdag"])
    saved = client.post(begun.headers["Location"], {"skaerm": "nej", "seen_skaerm": "0"})
    assert saved.headers["Location"] == reverse("surveys:section", args=[key, code, "oensker"])
    told = client.get(reverse("surveys:submit", args=[key, code])).content.decode()
    assert "Ikke besvaret" in told
    assert "Bedst?" in told
    version = Participant.objects.get(pk=here.pk).version
    client.post(reverse("surveys:submit", args=[key, code]), {"version": str(version)})
    assert "Svarene er sendt ind" in client.get(here.get_absolute_url()).content.decode()


def test_somebody_with_one_section_answers_that_one_alone() -> None:
    """The others are for the coordinator; all may be read."""
    here = participant()
    begin(here, by=SYSTEM)
    staff = holding("reader")
    mette = client_of(holding("coordinator"))
    key, code = here.survey.key, here.code
    given = {"to": f"u{staff.user_id}", "note": "Du kender tallene."}
    assert mette.post(reverse("surveys:delegate", args=[key, code, "oensker"]), given).status_code == 302
    client = client_of(staff)
    assert client.get(reverse("surveys:section", args=[key, code, "oensker"])).status_code == 200
    assert client.get(reverse("surveys:section", args=[key, code, "hverdag"])).status_code == 403
    assert client.get(reverse("surveys:answers", args=[key, code])).status_code == 200
    assert client.get(reverse("surveys:submit", args=[key, code])).status_code == 403


@pytest.mark.parametrize("name", ["answering", "answers", "submit", "prefills"])
def test_another_municipality_does_not_even_see_that_there_are_answers(name: str) -> None:
    """Nor does the national side before they are handed in."""
    here = participant()
    begin(here, by=SYSTEM)
    for held in (holding("coordinator", at="Randers"), holding("national_editor")):
        assert client_of(held).get(reverse(f"surveys:{name}", args=[here.survey.key, here.code])).status_code == 404


@pytest.mark.requirement("ORG-25")
def test_contacts_are_named_by_the_coordinator_for_the_own_municipality() -> None:
    """Several, from day to day; the national side sees whose they are."""
    client = client_of(holding("coordinator"))
    for name in ("Sofie Lund", "Ali Demir"):
        data = {
            "name": name,
            "email": f"{name.split()[0].lower()}@syddjurs.example",
            "audience": "municipality",
            "from_on": "2026-11-01",
        }
        assert client.post(reverse("surveys:new_contact"), data).status_code == 302
    assert sorted(Contact.objects.values_list("name", "municipality__name")) == [
        ("Ali Demir", "Syddjurs"),
        ("Sofie Lund", "Syddjurs"),
    ]
    there = client_of(holding("coordinator", at="Randers"))
    assert "Sofie Lund" not in there.get(reverse("surveys:contacts")).content.decode()
    one = contact("Ida Krogh")
    assert there.get(reverse("surveys:edit_contact", args=[one.public_id])).status_code == 404
    editor = client_of(holding("national_editor"))
    assert "Syddjurs · sofie@syddjurs.example" in editor.get(reverse("surveys:contacts")).content.decode()


def test_a_survey_that_is_being_prepared_is_not_found_by_others() -> None:
    """Its page answers as if there were none."""
    survey = drafted()
    assert Client().get(survey.get_absolute_url()).status_code == 404
    assert client_of(holding("coordinator")).get(survey.get_absolute_url()).status_code == 404


def test_a_section_saves_while_somebody_writes_and_says_so_when_it_cannot() -> None:
    """The page's script gets the new version; after the survey closed it is told, and nothing is changed."""
    here = participant()
    begin(here, by=SYSTEM)
    client = client_of(holding("coordinator"))
    path = reverse("surveys:section", args=[here.survey.key, here.code, "oensker"])
    keep = {"X-Tovholder-Keep": "1"}
    told = client.post(path, {"ord": "Færre køreture", "seen_ord": "0"}, headers=keep)
    assert (told.status_code, told.json()["saved"], told.json()["versions"]["seen_ord"]) == (200, ["ord"], 1)
    close_survey(by=SYSTEM, survey=here.survey)
    late = client.post(path, {"ord": "For sent", "seen_ord": "1"}, headers=keep)
    assert (late.status_code, "lukket" in late.json()["said"]) == (422, True)
