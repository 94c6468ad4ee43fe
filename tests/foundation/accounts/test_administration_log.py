"""The log page: whose entries, which filters, and in which words."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.people import actor, client_of, code, holding, municipality, person
from tovholder.foundation.accounts.actions import give_role, save_profile
from tovholder.foundation.accounts.filters import LogFilterForm
from tovholder.foundation.accounts.log import LogLine, filtered_log, told
from tovholder.foundation.accounts.models import User
from tovholder.foundation.accounts.roles import Place
from tovholder.foundation.accounts.seats import seatless
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel.actor import Actor
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

LOG = "/administration/log/"


def _give(by: Actor, name: str = "Jens Dahl") -> None:
    where = municipality() if by.municipality_id == municipality().pk else municipality("Vejle")
    user = person(f"{name.partition(' ')[0].lower()}@{where.slug}.example", name)
    give_role(by=by, user=user, place=Place(code("role", "reader"), where))


def _seen(by: Actor, query: str = "") -> list[str]:
    """The actors' names of the entries that the filter in the address leaves, the newest first."""
    form = LogFilterForm(by, QueryDict(query))
    return [entry.actor_name for entry in filtered_log(by, form.wanted())]


def test_the_log_shows_the_own_municipalitys_entries_alone() -> None:
    """Two municipalities do the same; each reads of itself."""
    home, away = actor(), actor(at="Vejle")
    _give(home)
    _give(away)
    assert (_seen(home), _seen(away)) == (["coordinator syddjurs"], ["coordinator vejle"])


def test_an_operator_reads_what_belongs_to_no_municipality() -> None:
    """The installation's own entries, and nothing of what municipalities do."""
    _give(actor())
    user = User.objects.create_user("drift@drift.example", "x" * 20, name="Drift Nielsen", is_operator=True)
    save_profile(by=seatless(user), user=user, name="Drift N.", language="da")
    assert _seen(seatless(user)) == ["Drift Nielsen"]


def test_entries_are_told_in_danish_words() -> None:
    """Who, from which role, what, about what, and the values that the audit may keep by their names."""
    by = actor()
    _give(by)
    assert told(AuditEntry.objects.all()) == [
        LogLine(
            at=datetime(2026, 11, 21, 11, tzinfo=UTC),
            who="coordinator syddjurs",
            role="Tovholder",
            what="Gav en rolle",
            about="",
            changes=("til og med: –", "rolle: Læser", "fra: 21. november 2026"),
            count=1,
        )
    ]


def test_an_entry_of_a_model_that_is_gone_can_still_be_read() -> None:
    """The log outlives what it tells of."""
    AuditEntry.objects.create(
        at=datetime(2026, 1, 1, tzinfo=UTC),
        action="gone.do",
        actor_kind="person",
        object_type="gone.thing",
        changes={"colour": None, "size": [None, 3]},
    )
    (line,) = told(AuditEntry.objects.all())
    assert (line.who, line.what, line.about, line.changes) == ("Ukendt", "gone.do", "gone.thing", ("colour", "size: 3"))


def test_the_log_is_filtered_by_action_person_and_day() -> None:
    """Each filter alone, the days in Danish time with both included, and all together."""
    first, second = actor(), actor("programme_manager")
    with clock_at(datetime(2026, 11, 9, 22, 59, tzinfo=UTC)):  # one minute to midnight in Denmark
        _give(first, "Jens Dahl")
    with clock_at(datetime(2026, 11, 9, 23, 0, tzinfo=UTC)):  # the tenth has begun in Denmark
        _give(second, "Bo Dahl")
    save_profile(by=first, user=User.objects.get(name=first.name), name="Ny Navn", language="da")
    both = ["programme_manager syddjurs", "coordinator syddjurs"]
    found = [
        _seen(first, query)
        for query in (
            "handling=accounts.give_role",
            f"person={second.user_id}",
            "fra=2026-11-10&til=2026-11-10",
            "til_day=9&til_month=11&til_year=2026",
            f"person={first.user_id}&handling=accounts.give_role&fra=2026-11-10",
        )
    ]
    assert found == [both, both[:1], both[:1], both[1:], []]


@pytest.mark.parametrize(
    "query",
    ["handling=findes.ikke", f"person={UUID(int=1)}", "person=ikke-et-id", "fra=2026-13-40", "fra_day=31&fra_month=2"],
)
def test_a_filter_that_makes_no_sense_is_told_as_such(query: str) -> None:
    """A broken address is a 400 with a page, neither a crash nor a silently different list."""
    by = actor()
    with pytest.raises(BadRequest):
        _seen(by, query)
    answer = client_of(holding("dpo")).get(f"{LOG}?{query}")
    assert (answer.status_code, "Filteret i adressen" in answer.content.decode()) == (400, True)


def test_a_long_log_has_pages_and_a_constant_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Sixty entries or two: the page asks the database equally often."""
    by = actor()
    client = client_of(holding("dpo"))

    def fill(count: int) -> None:
        AuditEntry.objects.bulk_create(
            AuditEntry(
                at=datetime(2026, 1, 1, tzinfo=UTC),
                action="accounts.give_role",
                actor_kind="person",
                actor_name=by.name,
                actor_role="coordinator",
                municipality_id=municipality().pk,
                object_type="accounts.roleholding",
                changes={"role": [None, "reader"]},
            )
            for _at in range(count)
        )

    fill(2)
    client.get(LOG)
    with django_assert_max_num_queries(12) as few:
        client.get(LOG)
    fill(58)
    with django_assert_max_num_queries(12) as many:
        page = client.get(f"{LOG}?side=3")
    assert len(few) == len(many)
    assert (len(page.context["lines"]), page.context["page_obj"].paginator.count) == (10, 60)


@pytest.mark.parametrize(("role", "status"), [("dpo", 200), ("it_department", 200), ("reader", 403), ("supplier", 403)])
def test_who_reads_the_log(role: str, status: int) -> None:
    """Those who watch over it, and not everybody."""
    assert client_of(holding(role)).get(LOG).status_code == status


def test_a_stranger_is_asked_to_log_in() -> None:
    """And comes back to the log afterwards."""
    assert Client().get(LOG)["Location"] == f"/konto/log-ind/?next={LOG}"
