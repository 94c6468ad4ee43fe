"""The pages of Landkortet, read and written as different people."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.landkort import project, technology
from tests.people import client_of, code, holding, municipality, unit
from tovholder.apps.projects.public import Project, Status

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("name", ["landkort", "list", "overview", "municipalities"])
def test_open_pages_are_shown_to_everybody(name: str, filled: bool) -> None:
    """Empty and filled, without a login."""
    if filled:
        project("Åben", tier="public", status="in_operation")
    page = Client().get(reverse(f"projects:{name}"))
    assert page.status_code == 200


def test_a_stranger_sees_public_projects_only_and_a_foreign_one_does_not_exist() -> None:
    """The list, the page and the file agree."""
    shown, hidden = project("Åben for alle", tier="public"), project("For kommuner", tier="municipalities")
    stranger = Client()
    listed = stranger.get(reverse("projects:list")).content.decode()
    assert "Åben for alle" in listed
    assert "For kommuner" not in listed
    assert stranger.get(shown.get_absolute_url()).status_code == 200
    assert stranger.get(hidden.get_absolute_url()).status_code == 404
    rows = stranger.get(reverse("projects:project_file", args=["json"])).getvalue().decode()
    assert "For kommuner" not in rows


def _form(**values: object) -> dict[str, object]:
    return {
        "need": "Borgerne mangler tryghed om natten.",
        "title": "Sensor ved sengen",
        "technology": technology("sengesensor").pk,
        "scale": code("project_scale", "pilot").pk,
        "status": "pilot",
        "tier": "municipalities",
    } | values


@pytest.mark.requirement("MAP-03")
def test_a_coordinator_registers_a_project_and_another_municipality_finds_it() -> None:
    """Municipality, category, status, target group and contact stand on the page that the other one reads."""
    group = code("target_group", "dementia")
    client = client_of(holding())
    answer = client.post(
        reverse("projects:new_project"),
        _form(target_groups=[group.pk], contact_mailbox="velfaerd@syddjurs.example"),
    )
    made = Project.objects.get(title="Sensor ved sengen")
    assert answer.status_code == 302
    assert answer["Location"] == made.get_absolute_url()
    other = client_of(holding(at="Norddjurs"))
    page = other.get(made.get_absolute_url()).content.decode()
    for told in (
        "Syddjurs Kommune",
        made.technology.category.label,
        "Pilot",
        group.label,
        "velfaerd@syddjurs.example",
    ):
        assert told in page


def test_an_incomplete_form_keeps_every_word() -> None:
    """The need is missing: nothing is stored, and the title is still in its field."""
    page = client_of(holding()).post(reverse("projects:new_project"), _form(need=""))
    assert page.status_code == 200
    assert "Sensor ved sengen" in page.content.decode()
    assert not Project.objects.exists()


def test_a_unit_leader_cannot_share_beyond_the_municipality() -> None:
    """The form does not offer it, and a crafted request is refused."""
    own = unit()
    client = client_of(holding("unit_leader", in_unit=own))
    page = client.post(reverse("projects:new_project"), _form(tier="public", unit=own.pk))
    assert page.status_code == 200
    assert not Project.objects.exists()
    assert client.post(reverse("projects:new_project"), _form(tier="municipality", unit=own.pk)).status_code == 302


def test_a_persons_own_address_is_not_taken_as_contact() -> None:
    """A contact may become public; a named person may not."""
    held = holding()
    page = client_of(held).post(reverse("projects:new_project"), _form(contact_mailbox=held.user.email))
    assert page.status_code == 200
    assert "Adressen er en persons egen" in page.content.decode()


def test_stopping_asks_why_and_shares_what_was_learnt() -> None:
    """Without a reason the step is refused; with it the page tells the learning and the history the reason."""
    item = project("Vasketoilet på plejecentret", status="pilot", status_since=date(2026, 1, 5))
    client = client_of(holding())
    address = reverse("projects:step_project", args=[item.public_id])
    day = {"on_0": "1", "on_1": "10", "on_2": "2026", "on": "2026-10-01"}
    refused = client.post(address, {"to_status": "stopped", "version": item.version, **day})
    assert refused.status_code == 200
    assert "Skriv hvorfor" in refused.content.decode()
    done = client.post(
        address,
        {
            "to_status": "stopped",
            "version": item.version,
            "reason": "Badeværelserne var for små.",
            "learning": "Mål rummene først.",
            **day,
        },
    )
    assert done.status_code == 302
    item.refresh_from_db()
    assert (item.status, item.ended_on, item.learning) == (Status.STOPPED, date(2026, 10, 1), "Mål rummene først.")
    page = client_of(holding(at="Norddjurs")).get(item.get_absolute_url()).content.decode()
    assert "Badeværelserne var for små." in page
    assert "Mål rummene først." in page


def test_the_second_editor_is_told_and_sees_both_texts() -> None:
    """Status 409, with what was typed and what stands; nothing is overwritten."""
    item = project("Fælles projekt", status="idea")
    client = client_of(holding())
    address = reverse("projects:edit_project", args=[item.public_id])
    mine = _form(title="Min titel", version=item.version)
    theirs = _form(title="Deres titel", version=item.version)
    assert client.post(address, theirs).status_code == 302
    conflict = client.post(address, mine)
    assert conflict.status_code == 409
    shown = conflict.content.decode()
    assert "Min titel" in shown
    assert "Deres titel" in shown
    assert Project.objects.get().title == "Deres titel"


@pytest.mark.parametrize(
    "query",
    ["status=fantasi", "side=0", "side=abc", "sorter=tilfældig", "kommune=atlantis", "foraeldet=måske", "region=9999"],
)
def test_a_broken_filter_is_answered_with_a_clear_400(query: str) -> None:
    """What the address says is named, in Danish."""
    answer = Client().get(f"{reverse('projects:list')}?{query}")
    assert answer.status_code == 400
    assert "Filteret" in answer.content.decode()


def test_the_list_asks_a_constant_number_of_queries(django_assert_max_num_queries: object) -> None:
    """Three projects or thirty: the same number of queries."""
    counts = []
    for number in (3, 27):
        for each in range(number):
            project(f"Projekt {number} {each}", tier="public", participants=[municipality("Norddjurs")])
        from django.db import connection  # noqa: PLC0415  # needed here alone
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # as above

        Client().get(reverse("projects:list"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert Client().get(reverse("projects:list")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.requirement("MAP-05")
def test_municipalities_without_projects_are_named_without_blame() -> None:
    """The overview counts them and lists them; the sentence says what is so, not what is wrong."""
    project("Det eneste", tier="municipalities")
    page = Client().get(reverse("projects:overview")).content.decode()
    assert "97 kommuner har ikke registreret projekter." in page
    assert "mangler" not in page.lower()
