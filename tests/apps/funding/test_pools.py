"""Pools: what they say, when one can apply, who sees them, who is told, and to whom they are passed on."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.landkort import project, refusal
from tests.money import application, pool, purchase
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tovholder.apps.funding.actions import PoolFacts, add_pool, change_pool, close_pool, pass_on, reopen_pool
from tovholder.apps.funding.models import FundingPool, PoolState, PoolTip
from tovholder.apps.funding.selectors import waiting_pools
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)


@pytest.mark.requirement("ECO-02")
def test_a_pool_is_listed_with_amount_criteria_and_deadline() -> None:
    """The list and the page tell what one must know to see whether to apply."""
    made = pool(amount=Decimal(2_000_000), own_share=Decimal(25), deadline=date(2027, 3, 1), who_may_apply="Kommuner")
    client = client_of(holding())
    listed = text_of(client.get(reverse("funding:pools")))
    page = client.get(made.get_absolute_url())
    assert_clean_html(page)
    told = text_of(page)
    for words in ("Puljen til selvhjulpne liv", "2.000.000 kr.", "Borgerne skal kunne mere selv.", "1. marts 2027"):
        assert words in listed
        assert words in told
    assert "25 pct." in told
    assert "Kommuner" in told


@pytest.mark.requirement("ECO-02")
def test_the_days_say_whether_one_can_apply() -> None:
    """The first and the last day count; a pool that closed early is closed from that day."""
    made = pool(opens_on=DAY, deadline=DAY + timedelta(days=30))
    states = [made.state_on(DAY + timedelta(days=days)) for days in (-1, 0, 30, 31)]
    assert states == [PoolState.PLANNED, PoolState.OPEN, PoolState.OPEN, PoolState.CLOSED]
    close_pool(by=SYSTEM, pool=made, on=clock.today(), reason="Pengene er givet ud.")
    assert made.state_on(clock.today()) == PoolState.CLOSED
    with pytest.raises(ValidationError, match="Puljen er lukket, så der kan ikke søges mere"):
        application(of=made)
    reopen_pool(by=SYSTEM, pool=made)
    assert made.closed_on is None


def test_a_pool_that_makes_no_sense_is_refused_by_field() -> None:
    """Days out of order, a tier beyond one's reach, closing without a word."""
    early = DAY - timedelta(days=1)
    assert refusal(lambda: pool(opens_on=DAY, deadline=early)) == {
        "deadline": ["Fristen kan ikke ligge, før puljen åbner."]
    }
    public = refusal(lambda: pool(by=actor(), tier="public"))
    assert public == {"tier": ["Så bredt kan du ikke vise puljen. Vælg en af mulighederne."]}
    made = pool()
    assert list(refusal(lambda: close_pool(by=SYSTEM, pool=made, on=clock.today(), reason=" "))) == ["reason"]
    assert list(
        refusal(lambda: close_pool(by=SYSTEM, pool=made, on=clock.today() + timedelta(days=1), reason="Fordi."))
    ) == ["on"]


def test_the_database_refuses_a_national_pool_that_only_one_municipality_sees() -> None:
    """Keeper and tier fit each other, whatever writes."""
    made = pool()
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingPool.objects.filter(pk=made.pk).update(municipality=None)


@pytest.mark.requirement("ECO-02")
def test_national_pools_are_kept_by_the_editors_and_own_ones_by_the_coordinator() -> None:
    """Each sees and changes their own; a municipality's own pool is hidden from others."""
    national, own = pool("Landets pulje", national=True), pool("Vores pulje")
    editor, here, there = holding("national_editor"), holding(), holding(at="Randers")
    shown = {
        who: [title in text_of(client_of(held).get(reverse("funding:pools"))) for title in (national.title, own.title)]
        for who, held in (("editor", editor), ("here", here), ("there", there))
    }
    assert shown == {"editor": [True, False], "here": [True, True], "there": [True, False]}
    edits = {
        who: client_of(held).get(reverse("funding:edit_pool", args=[national.public_id])).status_code
        for who, held in (("editor", editor), ("here", here))
    }
    assert edits == {"editor": 200, "here": 403}


def test_two_who_edit_do_not_overwrite_each_other() -> None:
    """The second is told."""
    made = pool()
    facts = PoolFacts(title="Ny", giver="A", kind=code("funder_kind", "eu"), criteria="B")
    change_pool(by=SYSTEM, pool=made, facts=facts, expected_version=1)
    with pytest.raises(ConflictError):
        change_pool(by=SYSTEM, pool=FundingPool.objects.get(), facts=facts, expected_version=1)


@pytest.mark.requirement("ECO-02")
def test_a_pool_is_passed_on_to_a_unit_which_is_told_and_applies() -> None:
    """The unit's leader gets a notice, sees who passed it on and why, and begins an application."""
    made, leader = pool(), holding("unit_leader", in_unit=unit("Fyret"))
    client = client_of(holding())
    sent = {"unit": unit("Fyret").pk, "note": "I talte om forflytning."}
    client.post(reverse("funding:pass_on", args=[made.public_id]), sent)
    assert [(notice.user, notice.about) for notice in Notice.objects.all()] == [
        (leader.user, "Puljen Puljen til selvhjulpne liv er noget for jer.")
    ]
    theirs = client_of(leader)
    assert "I talte om forflytning." in text_of(theirs.get(made.get_absolute_url()))
    address = reverse("funding:new_application", args=[made.public_id])
    answer = theirs.post(
        address,
        {
            "title": "Loftlifte",
            "idea": "To løfter i dag.",
            "amount": "125.000,50",
            "unit": unit("Fyret").pk,
            "tier": "municipality",
        },
    )
    asked = made.applications.get()
    assert (answer.status_code, asked.amount, asked.unit, asked.state) == (
        302,
        Decimal("125000.50"),
        unit("Fyret"),
        "draft",
    )
    with pytest.raises(ValidationError):
        pass_on(by=SYSTEM, pool=made, municipality=municipality(), unit=unit("Fyret"))
    assert PoolTip.objects.count() == 1


def test_a_unit_of_another_municipality_gets_no_pool() -> None:
    """The choice is one's own units."""
    made = pool()
    elsewhere = unit("Havnen", owner=municipality("Randers"))
    assert refusal(lambda: pass_on(by=SYSTEM, pool=made, municipality=municipality(), unit=elsewhere)) == {
        "unit": ["Vælg en enhed i jeres egen kommune."]
    }


def test_a_pool_that_closes_soon_waits_in_the_coordinators_week_until_they_apply() -> None:
    """Those of others, closed ones and those that have been applied for do not."""
    soon = pool("Snart", deadline=clock.today() + timedelta(days=5))
    pool("Senere", deadline=clock.today() + timedelta(days=90))
    pool("Andres", at=municipality("Randers"), deadline=clock.today() + timedelta(days=5))
    until, mette = clock.today() + timedelta(days=7), actor()
    assert [one.title for one in waiting_pools(mette, until)] == ["Snart"]
    application(of=soon)
    assert waiting_pools(mette, until) == []


def test_lists_take_the_same_queries_for_few_and_for_many_and_are_whole() -> None:
    """Empty, with one, and with many; anybody may read the public ones."""
    client = client_of(holding())
    counts = {}
    for name in ("pools", "applications", "joint", "projects"):
        address = reverse(f"funding:{name}")
        assert_clean_html(client.get(address))
        taken = []
        for many in (1, 6):
            for number in range(many):
                made = pool(f"Pulje {many}-{number}", deadline=clock.today())
                application(f"Ansøgning {many}-{number}", of=made)
                purchase(f"Indkøb {many}-{number}", invited=(municipality("Randers"),))
                project(f"Projekt {many}-{number}", funder="Fonden", funding_ends_on=date(2026, 1, 1))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                page = client.get(address)
            assert_clean_html(page)
            taken.append(len(asked))
        counts[name] = taken[1] - taken[0]
    assert counts == {"pools": 0, "applications": 0, "joint": 0, "projects": 0}


def test_pools_are_found_and_taken_along() -> None:
    """Text and facets narrow the list and its file alike."""
    pool("Loftlifte", national=True, amount=Decimal(100))
    pool("Skærme", kind=code("funder_kind", "eu"))
    client = client_of(holding())
    answer = client.get(reverse("funding:pool_file", args=["json"]), {"giver": "eu"})
    body = answer.getvalue()
    assert "Skærme" in body.decode()
    assert "Loftlifte" not in body.decode()
    assert "Loftlifte" in text_of(client.get(reverse("funding:pools"), {"q": "loftlift"}))
    assert json.loads(client.get("/api/v1/funding/pools").content)["count"] == 1


def test_pools_follow_a_municipality_that_becomes_part_of_another() -> None:
    """The new one keeps them."""
    made = pool()
    merge_municipality(municipality(), into=municipality("Norddjurs"), by=SYSTEM)
    made.refresh_from_db()
    assert made.municipality == municipality("Norddjurs")


def test_a_pool_that_others_applied_for_stays_in_their_sight() -> None:
    """Nobody's application hangs on a pool that they cannot read."""
    made = pool(tier="municipalities")
    application(of=made, at=municipality("Randers"))
    facts = PoolFacts(title=made.title, giver="A", kind=made.kind, criteria="B", tier="municipality")
    assert list(refusal(lambda: change_pool(by=SYSTEM, pool=made, facts=facts))) == ["tier"]


def test_a_closed_clock_is_not_needed() -> None:
    """A pool that opened and closed in the past is closed today, without anybody closing it."""
    with clock_at(date(2026, 1, 5)):
        made = add_pool(
            by=SYSTEM,
            municipality=municipality(),
            facts=PoolFacts(
                title="Gammel",
                giver="A",
                kind=code("funder_kind", "ministry"),
                criteria="B",
                deadline=date(2026, 2, 1),
            ),
        )
    assert made.state_on(clock.today()) == PoolState.CLOSED
