"""What waits for whom, grouped by when, on a page and in a calendar."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.people import client_of, holding, person
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of, seatless
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.work.actions import make_calendar_link
from tovholder.foundation.work.models import CalendarLink
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource, work_of
from tovholder.foundation.work.selectors import week_of
from tovholder.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db

# The tests live on Saturday 21 November 2026: the week ends on Sunday the 22nd.
ITEMS = [
    WorkItem("Åbn brevet", "/b/", "Svar", date(2026, 11, 22)),
    WorkItem("Bekræft <Skærmbesøg>", "/a/", "Bekræftelse", date(2026, 11, 20), note="Bostedet Åkanden"),
    WorkItem("Ændr planen", "/c/", "Plan", date(2026, 11, 23)),
    WorkItem("Ryd op", "/d/", "Oprydning"),
    WorkItem("Arkivér", "/e/", "Oprydning", date(2026, 11, 22)),
]


def _items(actor: Actor, until: date) -> Sequence[WorkItem]:
    if actor.role != "coordinator":
        return []
    return [item for item in ITEMS if item.due is None or item.due <= until]


@pytest.fixture(autouse=True)
def _source() -> Iterator[None]:
    """Only the source of these tests is known while they run."""
    others = dict(WORK_SOURCES._plugs)
    WORK_SOURCES._plugs.clear()
    WORK_SOURCES.register(WorkSource("tests.work", _items))
    yield
    WORK_SOURCES._plugs.clear()
    WORK_SOURCES._plugs.update(others)


@pytest.fixture
def mette() -> RoleHolding:
    """The coordinator in Syddjurs, for whom all of it waits."""
    return holding("coordinator", user=person())


def _titles(items: Sequence[WorkItem]) -> list[str]:
    return [item.title for item in items]


def test_work_is_grouped_by_when_it_is_due(mette: RoleHolding) -> None:
    """Yesterday is overdue, Sunday is this week, Monday is later; within a day the Danish alphabet decides."""
    week = week_of(actor_of(mette))
    assert [_titles(group) for group in (week.overdue, week.this_week, week.later, week.undated)] == [
        ["Bekræft <Skærmbesøg>"],
        ["Arkivér", "Åbn brevet"],
        ["Ændr planen"],
        ["Ryd op"],
    ]
    assert week.count == 5
    assert [item.is_overdue(date(2026, 11, 21)) for item in week.overdue + week.this_week] == [True, False, False]


def test_sources_are_asked_until_a_day(mette: RoleHolding) -> None:
    """Work without a day comes last."""
    assert _titles(work_of(actor_of(mette), date(2026, 11, 22))) == [
        "Bekræft <Skærmbesøg>",
        "Arkivér",
        "Åbn brevet",
        "Ryd op",
    ]


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split('id="indhold"', 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_page_tells_what_waits_with_its_deadline(
    mette: RoleHolding, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Numbers on top, each thing with link, sort and day."""
    client = client_of(mette)
    with django_assert_max_num_queries(6):
        page = client.get("/min-uge/").content.decode()
    assert '<a href="/a/">Bekræft &lt;Skærmbesøg&gt;</a>' in page
    text = _text(client, "/min-uge/")
    assert "1 dag for sent Bekræftelse · Frist 20. november 2026 · Bostedet Åkanden" in text
    assert "Uden dato Ryd op Oprydning" in text


def test_nothing_waiting_is_told_kindly(mette: RoleHolding) -> None:
    """A reader has no work, and is not shown empty lists."""
    text = _text(client_of(holding("reader")), "/min-uge/")
    assert "Der venter ikke noget på dig" in text
    assert "Overskredet" not in text


def test_strangers_have_no_week() -> None:
    """They are asked to log in, and the menu does not offer it."""
    assert Client().get("/min-uge/").headers["Location"].endswith("?next=/min-uge/")
    assert "Min uge" not in Client().get("/konto/log-ind/").content.decode()


def _link(held: RoleHolding) -> str:
    """The address of a new calendar link, as the page shows it once."""
    page = client_of(held).post("/min-uge/kalender/lav/").content.decode()
    found = re.search(r'value="http://localhost:8000(/min-uge/kalender/[\w-]{43}\.ics)"', page)
    assert found is not None
    return found[1]


def _calendar(address: str) -> list[str]:
    """The lines of the calendar, folded ones joined."""
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content.decode().replace("\r\n ", "").split("\r\n")


def test_a_calendar_program_fetches_the_work_by_a_secret_link(mette: RoleHolding) -> None:
    """One all-day entry for each thing with a day, without logging in."""
    lines = _calendar(_link(mette))
    assert [line for line in lines if line.startswith(("SUMMARY", "DTSTART"))] == [
        "DTSTART;VALUE=DATE:20261120",
        "SUMMARY:Bekræft <Skærmbesøg>",
        "DTSTART;VALUE=DATE:20261122",
        "SUMMARY:Arkivér",
        "DTSTART;VALUE=DATE:20261122",
        "SUMMARY:Åbn brevet",
        "DTSTART;VALUE=DATE:20261123",
        "SUMMARY:Ændr planen",
    ]
    assert "DESCRIPTION:Bostedet Åkanden\\nhttp://localhost:8000/a/" in lines


def test_a_new_link_ends_the_old_one(mette: RoleHolding) -> None:
    """Only the hash of the secret is kept, and only one link works."""
    old = _link(mette)
    new = _link(mette)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]
    link = CalendarLink.objects.get()
    assert new.split("/")[-1].removesuffix(".ics") not in (link.secret_hash, str(link.public_id))
    assert AuditEntry.objects.filter(action="work.make_calendar_link").count() == 2
    client_of(mette).post("/min-uge/kalender/luk/")
    assert Client().get(new).status_code == 404


def test_a_link_ends_with_its_role_and_with_its_person(mette: RoleHolding) -> None:
    """Somebody who has left does not go on reading what waits for their successor."""
    address = _link(mette)
    mette.user.is_active = False
    mette.user.save()
    assert Client().get(address).status_code == 404
    mette.user.is_active = True
    mette.user.save()
    assert Client().get(address).status_code == 200
    mette.ends_on = date(2026, 11, 21) - timedelta(days=1)
    mette.save()
    assert Client().get(address).status_code == 404


def test_a_link_shows_the_seat_it_was_made_from(mette: RoleHolding) -> None:
    """A second role of the same person is not mixed in."""
    reader = holding("reader", at="Aarhus", user=mette.user)
    secret = make_calendar_link(by=actor_of(reader))
    assert [line for line in _calendar(f"/min-uge/kalender/{secret}.ics") if line.startswith("SUMMARY")] == []


def test_a_guessed_link_finds_nothing_and_a_person_without_a_role_gets_none(mette: RoleHolding) -> None:
    """Neither an unknown secret nor a person nobody gave work."""
    assert Client().get(f"/min-uge/kalender/{uuid4()}.ics").status_code == 404
    with pytest.raises(ValidationError):
        make_calendar_link(by=seatless(mette.user))


def test_the_link_of_a_person_who_leaves_is_closed(mette: RoleHolding) -> None:
    """The lifecycle of people reaches this room."""
    address = _link(mette)
    leave = LIFECYCLES["work"].person_left
    assert leave is not None
    assert leave(mette.user.public_id, SYSTEM) == 1
    assert Client().get(address).status_code == 404
