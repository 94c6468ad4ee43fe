"""Decisions that a municipality shares with others."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.deciding import decided
from tests.forms import filled
from tests.landkort import project, refusal, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding
from tovholder.apps.decisions.models import Review
from tovholder.apps.decisions.public import hold_review, plan_review, share_review
from tovholder.apps.decisions.sharing import counted, technology_panel, told_reviews
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


def _held(outcome: str = "continue", *, owner: str = "Syddjurs", tier: str = "", of: str = "public") -> Review:
    item = project(f"{outcome} {owner}", owner=owner, tier=of, status="pilot")
    made = hold_review(
        by=SYSTEM, project=item, decided=decided(item, outcome, learning="Begynd med nettet.", reason="Internt.")
    )
    return share_review(by=SYSTEM, review=made, tier=tier) if tier else made


def test_a_decision_is_told_as_far_as_it_is_shared_and_no_wider_than_its_project() -> None:
    """At home from the start; with all municipalities or everybody when the coordinator says so."""
    inside, among, public = _held(), _held("adjust", tier="municipalities"), _held("stop", tier="public")
    hidden = _held("stop", owner="Aarhus", tier="public", of="municipality")
    found = {
        who: set(told_reviews(reader))
        for who, reader in {
            "home": actor(),
            "elsewhere": actor(at="Randers"),
            "supplier": actor("supplier"),
            "nobody": ANONYMOUS,
        }.items()
    }
    assert found == {
        "home": {inside, among, public},
        "elsewhere": {among, public},
        "supplier": {public},
        "nobody": {public},
    }
    assert hidden in set(told_reviews(actor(at="Aarhus")))


def test_a_technology_tells_how_others_decided_in_counts_with_their_base() -> None:
    """Outcome, day and learning; the reason stays inside."""
    _held(tier="public")
    _held("stop", tier="public")
    _held("adjust", owner="Randers", tier="municipalities")
    told = technology_panel(technology(), actor(at="Aarhus"))
    assert told is not None
    assert told["sentence"] == "3 delte beslutninger i 2 kommuner: 1 fortsatte, 1 justerede, 1 stoppede."
    page = Client().get(technology().get_absolute_url())
    assert_clean_html(page)
    words = text_of(page)
    assert "2 delte beslutninger i 1 kommune: 1 fortsatte, 0 justerede, 1 stoppede." in words
    assert ("Begynd med nettet." in words, "Internt." in words) == (True, False)
    assert counted([Review.objects.all()[0]]).startswith("1 delt beslutning i 1 kommune:")


def test_another_municipality_reads_it_on_the_project() -> None:
    """Those who do not read the decisions themselves see what was shared."""
    made = _held("adjust", tier="municipalities")
    words = text_of(client_of(holding(at="Randers")).get(made.project.get_absolute_url()))
    assert ("Det besluttede de" in words, "Begynd med nettet." in words, "Internt." in words) == (True, True, False)
    assert "Det besluttede de" not in text_of(Client().get(made.project.get_absolute_url()))


def test_the_coordinator_shares_on_the_page() -> None:
    """And takes it back again."""
    made = _held()
    client = client_of(holding())
    address = reverse("decisions:share_review", args=[made.public_id])
    page = client.get(address)
    assert_clean_html(page)
    _action, fields = filled(page, tier="public")
    assert client.post(address, fields).status_code == 302
    assert Review.objects.get().tier == "public"
    _action, fields = filled(client.get(address), tier="municipality")
    client.post(address, fields)
    assert Review.objects.get().tier == "municipality"


def test_what_is_not_decided_is_not_shared() -> None:
    """Nor kept to a unit: a decision is the municipality's."""
    waiting = plan_review(by=SYSTEM, project=project(), due_on=clock.today())
    assert list(refusal(lambda: share_review(by=SYSTEM, review=waiting, tier="public"))) == ["tier"]
    assert list(refusal(lambda: share_review(by=SYSTEM, review=waiting, tier="unit"))) == ["tier"]
