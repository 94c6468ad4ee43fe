"""Ids of others, tried where a municipality gives its own word and where files and money are kept."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from tests.landkort import project, refusal
from tests.people import actor, client_of, holding, municipality, unit
from tovholder.apps.projects.models import Participation, Project
from tovholder.apps.projects.public import share_project
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited() -> Participation:
    """Syddjurs has invited Norddjurs."""
    item = project("Fælles", by=actor(), tier="municipality", participants=[municipality("Norddjurs")])
    return item.participations.get()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("coordinator", "Syddjurs"),
        ("coordinator", "Aarhus"),
        ("reader", "Norddjurs"),
        ("unit_leader", "Norddjurs"),
        ("council_member", "Norddjurs"),
        ("national_editor", None),
        ("supplier", None),
    ],
)
def test_nobody_else_answers_an_invitation(invited: Participation, role: str, place: str | None) -> None:
    """Neither the one who invited nor anybody else in the municipality than its coordinators."""
    there = unit("Havnen", municipality("Norddjurs")) if role == "unit_leader" else None
    holder = RoleHolding.objects.filter(role__code=role, municipality__name=place).first()
    client = client_of(holder or holding(role, at=place, in_unit=there))
    for name in ("participation", "decline_participation", "leave_participation"):
        address = reverse(f"projects:{name}", args=[invited.public_id])
        assert client.post(address, {"note": "Vi er med", "reason": "x", "on": "2026-11-21"}).status_code == 404
    invited.refresh_from_db()
    assert (invited.state, invited.note) == ("invited", "")


def test_an_answer_is_given_once() -> None:
    """Who has left does not come back by the old address, and who said no does not leave."""
    item = project("Fælles", by=actor(), participants=[municipality("Norddjurs")])
    row = item.participations.get()
    client = client_of(holding(at="Norddjurs"))
    for name, typed in (
        ("decline_participation", {"reason": ""}),
        ("participation", {"note": "Alligevel"}),
        ("leave_participation", {"on": "2026-11-21", "reason": "Fortrudt"}),
    ):
        row.refresh_from_db()
        client.post(reverse(f"projects:{name}", args=[row.public_id]), typed | {"version": str(row.version)})
    row.refresh_from_db()
    assert (row.state, row.note, row.reason) == ("declined", "", "")
    assert list(item.participants.all()) == []


def test_confirming_reaches_no_further_than_ones_own() -> None:
    """The ids of another municipality's and another unit's projects in the form confirm nothing."""
    theirs = project("Deres", owner="Aarhus", tier="public")
    elsewhere = project("Andres", tier="municipality", unit=unit("Fyret"))
    Project.objects.update(confirmed_on="2024-01-01")
    client = client_of(holding("key_staff", in_unit=unit("Havnen")))
    client.post(reverse("projects:confirm_list"), {"projekt": [str(theirs.public_id), str(elsewhere.public_id)]})
    assert {str(day) for day in Project.objects.values_list("confirmed_on", flat=True)} == {"2024-01-01"}


def test_what_a_project_costs_stays_in_its_municipality() -> None:
    """On the page, in the list's files and in the paper; employees of the municipality read it on the page."""
    item = project(tier="public", funder="Puljen", funding_amount=125_000, running_budget_note="Betales af Åkanden")
    addresses = [
        item.get_absolute_url(),
        *(reverse("projects:project_file", args=[kind]) for kind in ("csv", "json")),
        f"{reverse('projects:list')}?q=Åkanden",
    ]
    partner = client_of(holding(at="Aarhus"))
    for client in (Client(), client_of(holding("supplier")), client_of(holding("council_member")), partner):
        for address in addresses:
            told = b"".join(client.get(address)).decode()
            assert "125.000" not in told, address
            assert "Betales af Åkanden" not in told, address
    assert "125.000 kr." in client_of(holding()).get(item.get_absolute_url()).content.decode()


def test_only_the_coordinator_draws_in_what_is_shared() -> None:
    """In the action itself, whoever calls it."""
    home = unit()
    item = project(tier="public", unit=home)
    leader = actor("unit_leader", in_unit=home)
    for tier in Tier.values:
        said = refusal(partial(share_project, by=leader, project=item, tier=tier))
        assert said == {"tier": ["Kun kommunens tovholder kan dele projektet med andre kommuner eller alle."]}
    assert share_project(by=SYSTEM, project=item, tier="unit").tier == "unit"
    assert share_project(by=leader, project=item, tier="municipality").tier == "municipality"
