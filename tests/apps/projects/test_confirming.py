"""Confirming: what waits, one by one or several at once, and nobody else's."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.landkort import project
from tests.pages import text_of
from tests.people import actor, client_of, holding, unit
from tovholder.apps.projects.models import Project
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.work.public import WORK_SOURCES

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
OLD = date(2025, 1, 1)
PAGE = "projects:confirm_list"


def _old(title: str, on: date = OLD, **values: object) -> Project:
    return project(title, status="in_operation", confirmed_on=on, **values)  # type: ignore[arg-type]  # names of fields


def test_the_oldest_stands_first_and_fresh_finished_and_foreign_ones_do_not() -> None:
    """What grows stale within a month is there, too."""
    _old("Næstældst", date(2025, 2, 1))
    _old("Ældst", date(2024, 2, 1))
    _old("Snart", date(2025, 12, 10))
    _old("Frisk", date(2026, 6, 1))
    _old("Fremmed", owner="Norddjurs")
    project("Stoppet", status="stopped", reason="Fordi.", confirmed_on=OLD)
    page = client_of(holding()).get(reverse(PAGE))
    assert [row[0].title for row in page.context["rows"]] == ["Ældst", "Næstældst", "Snart"]


def test_one_button_confirms_one_project() -> None:
    """The others stay on the list."""
    first, second = _old("A"), _old("B")
    client = client_of(holding())
    answer = client.post(reverse(PAGE), {"kun": str(first.public_id), "projekt": [str(second.public_id)]}, follow=True)
    assert "Tak. Ét projekt er bekræftet i dag." in text_of(answer)
    assert [Project.objects.get(pk=item.pk).confirmed_on for item in (first, second)] == [TODAY, OLD]


def test_several_are_confirmed_at_once() -> None:
    """One act in the log, with how many."""
    items = [_old(title) for title in "ABC"]
    client = client_of(holding())
    client.post(reverse(PAGE), {"projekt": [str(item.public_id) for item in items[:2]]})
    assert [Project.objects.get(pk=item.pk).confirmed_on for item in items] == [TODAY, TODAY, OLD]
    entry = AuditEntry.objects.get(action="projects.confirm_projects")
    assert entry.count == 2


@pytest.mark.parametrize("field", ["kun", "projekt"])
def test_nobody_confirms_for_others(field: str) -> None:
    """A crafted form with another municipality's project, or another unit's, changes nothing."""
    foreign, others = _old("Fremmed", owner="Norddjurs"), _old("Anden enhed", unit=unit("Havnen"))
    leader = client_of(holding("unit_leader", in_unit=unit("Fyret")))
    for item in (foreign, others):
        leader.post(reverse(PAGE), {field: str(item.public_id)})
    assert set(Project.objects.values_list("confirmed_on", flat=True)) == {OLD}


def test_a_unit_leader_confirms_what_the_unit_takes_part_in() -> None:
    """Led by it, or joined by it."""
    here = unit("Fyret")
    _old("Ledet", unit=here)
    _old("Med", units=[here])
    _old("Kommunens")
    page = client_of(holding("unit_leader", in_unit=here)).get(reverse(PAGE))
    assert sorted(row[0].title for row in page.context["rows"]) == ["Ledet", "Med"]


def test_nothing_chosen_and_nonsense_are_told() -> None:
    """A hint, and 400."""
    _old("A")
    client = client_of(holding())
    assert "Sæt kryds ved de projekter" in text_of(client.post(reverse(PAGE), {}, follow=True))
    assert client.post(reverse(PAGE), {"kun": "ikke-et-id"}).status_code == 400


def test_my_week_leads_to_the_page() -> None:
    """Each project has its place there."""
    item = _old("A")
    found = WORK_SOURCES["projects.confirm"].items(actor(), TODAY)
    assert [one.url for one in found] == [f"{reverse(PAGE)}#vaelg-{item.public_id}"]


def test_when_all_is_confirmed_the_page_says_so() -> None:
    """No empty table."""
    assert "Alt er bekræftet" in text_of(client_of(holding()).get(reverse(PAGE)))


def test_more_projects_ask_no_more_questions() -> None:
    """Three or twenty: the same."""
    client = client_of(holding())
    counts = []
    for number in (3, 17):
        for each in range(number):
            _old(f"Projekt {number} {each}", unit=unit())
        client.get(reverse(PAGE))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(PAGE))
        counts.append(len(asked))
    assert counts[0] == counts[1]
