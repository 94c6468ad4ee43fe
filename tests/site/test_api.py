"""The API: keys, tiers, figures, and whatever else is sent to it."""

from datetime import date

import pytest
from django.test import Client

from tests.landkort import project
from tests.people import code, holding, municipality
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of

pytestmark = pytest.mark.django_db


def _get(path: str, key: str = "") -> tuple[int, dict[str, object]]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = Client().get(f"/api/v1{path}", headers=headers)
    return answer.status_code, answer.json()


def _titles(answer: tuple[int, dict[str, object]]) -> list[str]:
    items = answer[1]["items"]
    assert isinstance(items, list)
    return sorted(item["title"] for item in items)


@pytest.mark.requirement("MAP-02")
@pytest.mark.requirement("MAP-04")
def test_the_summary_is_open_and_counts_what_is_shared() -> None:
    """Two shared projects in one municipality: 1 with, 97 without, by state, category and year."""
    project("A", tier="public", status="in_operation")
    project("B", tier="municipalities", status="implementing")
    project("C", tier="municipality", status="in_operation")
    project("D", tier="public", scale=code("project_scale", "experiment"))
    status, said = _get("/landkort/summary")
    assert status == 200
    assert (said["projects"], said["municipalities_with"], said["municipalities_without"]) == (2, 1, 97)
    states = said["by_status"]
    assert isinstance(states, dict)
    assert {name: count for name, count in states.items() if count} == {"in_operation": 1, "implementing": 1}
    years = said["by_year"]
    assert isinstance(years, dict)
    assert years["2026"] == 2


def test_records_obey_their_tier() -> None:
    """Without a key: what is public. With a municipality's key: what it may see. Another one's stays unknown."""
    project("Åben", tier="public")
    project("Delt", tier="municipalities")
    own = project("Vores", tier="municipality")
    theirs = project("Deres", owner="Aarhus", tier="municipality")
    held = holding()
    _key, secret = make_token(by=actor_of(held), name="Regneark", expires_on=date(2027, 3, 1))
    assert _titles(_get("/projects")) == ["Åben"]
    assert _titles(_get("/projects", secret)) == ["Delt", "Vores", "Åben"]
    assert _get(f"/projects/{own.public_id}")[0] == 404
    assert _get(f"/projects/{own.public_id}", secret)[0] == 200
    assert _get(f"/projects/{theirs.public_id}", secret)[0] == 404


def test_a_key_that_does_not_work_is_refused() -> None:
    """A wrong key is not the same as no key: 401."""
    assert _get("/projects", "ikke-en-noegle")[0] == 401


def test_a_broken_filter_is_answered_with_400_and_a_sentence() -> None:
    """The value is named."""
    status, said = _get("/projects?status=fantasi")
    assert status == 400
    assert "fantasi" in str(said["detail"])


@pytest.mark.requirement("ORG-01")
def test_the_98_municipalities_are_listed_with_population_and_source() -> None:
    """Pages of a hundred; Syddjurs with its code and a counted population."""
    status, said = _get("/municipalities?limit=100")
    assert status == 200
    assert said["count"] == 98
    status, one = _get(f"/municipalities/{municipality().code}")
    assert (status, one["name"]) == (200, "Syddjurs")
    counted = one["population"]
    assert isinstance(counted, dict)
    assert counted["year"] == 2020
    assert counted["source"]


def test_technologies_are_listed_and_found_by_slug() -> None:
    """All 84, and screen visits with the names that people use."""
    assert _get("/technologies?limit=100")[1]["count"] == 84
    status, one = _get("/technologies/skaermbesoeg")
    assert status == 200
    assert "videobesøg" in str(one["aliases"])
    assert _get("/technologies/findes-ikke")[0] == 404
