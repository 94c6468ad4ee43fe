"""The citizens room: who gets in, what is logged, and that it is closed where the login is too weak."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, municipality, unit
from tovholder.apps.citizens.actions import create_alias
from tovholder.apps.citizens.models import CitizenAlias, ReadLog
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

NAMES = ("alias", "edit_alias", "delete_alias")


@pytest.fixture
def staff() -> Client:
    """A browser of somebody who works in the unit."""
    return client_of(holding("staff", in_unit=unit("Fyret")))


@pytest.fixture
def citizen() -> CitizenAlias:
    """A citizen of the unit."""
    return create_alias(
        unit=unit("Fyret"),
        alias="Lærke",
        purpose="Afprøvning af robotstøvsuger",
        legal_basis=code("alias_basis", "consent"),
        collected_on=date(2026, 11, 1),
        delete_on=date(2027, 11, 1),
        by=SYSTEM,
    )


def _sent(**changed: str) -> dict[str, str]:
    dates = {"collected_on": "2026-11-20", "delete_on": "2027-11-20"}
    basis = str(code("alias_basis", "consent").pk)
    return {"alias": "Vipe", "purpose": "Træning", "legal_basis": basis, **dates, **changed}


def test_the_empty_room_says_when_to_use_it(staff: Client) -> None:
    """An alias is made only when there is something to plan."""
    page = staff.get(reverse("citizens:list"))
    assert_clean_html(page)
    assert "Enheden har ingen aliasser" in text_of(page)


def test_an_alias_is_made_shown_changed_and_deleted(staff: Client) -> None:
    """The whole of its life by forms alone."""
    staff.post(reverse("citizens:new_alias"), _sent())
    made = CitizenAlias.objects.get()
    page = staff.get(reverse("citizens:alias", args=[made.public_id]))
    assert_clean_html(page)
    assert "Træning" in text_of(page)
    edit = reverse("citizens:edit_alias", args=[made.public_id])
    assert_clean_html(staff.get(edit))
    staff.post(edit, _sent(alias="Stær", version="1"))
    made.refresh_from_db()
    assert made.alias == "Stær"
    delete = reverse("citizens:delete_alias", args=[made.public_id])
    assert_clean_html(staff.get(delete))
    assert CitizenAlias.objects.exists()
    staff.post(delete)
    assert not CitizenAlias.objects.exists()


def test_a_cpr_number_comes_back_with_a_sentence_and_is_stored_nowhere(staff: Client) -> None:
    """What was typed stands in the form, and the error says what to do."""
    page = staff.post(reverse("citizens:new_alias"), _sent(purpose="Borger 010203-1234"))
    assert_clean_html(page)
    assert "Det ligner et CPR-nummer." in text_of(page)
    assert not CitizenAlias.objects.exists()


def test_every_opening_is_in_the_log_that_the_page_shows(staff: Client, citizen: CitizenAlias) -> None:
    """This reading counts too."""
    url = reverse("citizens:alias", args=[citizen.public_id])
    staff.get(url)
    page = staff.get(url)
    assert "Siden er åbnet 2 gange." in text_of(page)
    assert text_of(page).count("staff syddjurs, Læste siden") == 2
    staff.get(reverse("citizens:edit_alias", args=[citizen.public_id]))
    assert list(ReadLog.objects.order_by("id").values_list("purpose", flat=True)) == ["page", "page", "edit"]


def test_the_unit_next_door_and_other_municipalities_find_nothing(citizen: CitizenAlias) -> None:
    """404 for reading and for writing, and no reading is logged."""
    strangers = [
        client_of(holding("staff", in_unit=unit("Øen"))),
        client_of(holding("unit_leader", at="Randers", in_unit=unit("Bakken", municipality("Randers")))),
    ]
    urls = [reverse(f"citizens:{name}", args=[citizen.public_id]) for name in NAMES]
    assert {client.get(url).status_code for client in strangers for url in urls} == {404}
    assert {client.post(url, _sent(version="1")).status_code for client in strangers for url in urls} == {404}
    assert not ReadLog.objects.exists()


def test_coordinators_cannot_see_aliases(citizen: CitizenAlias) -> None:
    """Not the list, not a page: they act for the municipality, not for the citizen."""
    client = client_of(holding("coordinator"))
    assert client.get(reverse("citizens:list")).status_code == 403
    assert {client.get(reverse(f"citizens:{name}", args=[citizen.public_id])).status_code for name in NAMES} == {404}
    assert "Borgere" not in text_of(client.get(reverse("municipalities:overview")))


def test_the_room_is_closed_where_the_login_asks_for_no_second_factor(
    staff: Client, citizen: CitizenAlias, settings: Settings
) -> None:
    """In production without a second factor every address says why, and shows nothing."""
    settings.CITIZEN_ROOMS_OPEN = False
    urls = [
        reverse("citizens:list"),
        reverse("citizens:new_alias"),
        *(reverse(f"citizens:{name}", args=[citizen.public_id]) for name in NAMES),
    ]
    for url in urls:
        page = staff.get(url)
        assert page.status_code == 404
        assert_clean_html(page)
        assert "Rummet for borgere er lukket" in text_of(page)
        assert "Lærke" not in text_of(page)
        assert staff.post(url, _sent()).status_code == 404
    assert list(CitizenAlias.objects.all()) == [citizen]
