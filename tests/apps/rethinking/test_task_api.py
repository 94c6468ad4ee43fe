"""Work tasks in the API: one's own municipality's, with a key, in the order of the list."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.people import holding, unit
from tests.worktasks import task
from tovholder.foundation.accounts.actions import make_token
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/work-tasks"


def _asked(held: RoleHolding | None, query: str = "") -> Any:
    headers = {}
    if held is not None:
        _token, secret = make_token(by=actor_of(held), name="Dataudtræk", expires_on=date(2027, 1, 1))
        headers = {"Authorization": f"Bearer {secret}"}
    return Client().get(f"{ADDRESS}{query}", headers=headers).json()


@pytest.mark.requirement("RET-01")
def test_a_key_reads_its_own_municipality_s_list_in_order() -> None:
    """Place, points with their parts, lane and reasons are the page's; filters narrow as there."""
    task("Samtale", contact=5, unit=unit("Fyret"))
    task("Lageret tælles", contact=1, standard=5, harm=0, systems="Ark")
    told = _asked(holding())
    assert [(item["title"], item["place"], item["lane"]) for item in told["items"]] == [
        ("Lageret tælles", 1, "automate"),
        ("Samtale", 2, "keep"),
    ]
    first = told["items"][0]
    assert (first["hours_a_year"], first["points"], first["systems"]) == (100.0, 73.75, ["Ark"])
    assert first["parts"][0] == {"factor": "hours", "points": 8.75, "most": 35.0}
    assert (first["in_top"], first["variants"], first["reasons"][0]) == (243, 243, "little_contact")
    kept = _asked(holding("economist"), "?lane=keep")
    assert ([item["title"] for item in kept["items"]], kept["count"]) == (["Samtale"], 1)


def test_others_find_nothing() -> None:
    """Without a key or from elsewhere the list is empty."""
    task()
    empty = {"items": [], "count": 0}
    assert _asked(None) == empty
    assert _asked(holding(at="Randers")) == empty
