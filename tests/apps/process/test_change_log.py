"""The log of organisational changes: written by coordinators, read at home, shared when its owner says so."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality
from tovholder.apps.process import change_log_actions as log
from tovholder.apps.process.change_log_actions import ChangeFacts
from tovholder.apps.process.change_models import OrganisationalChange
from tovholder.apps.process.models import Round
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.ui.panels import panels_of
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _change(
    what: str = "Ét team for velfærdsteknologi", owner: str = "Syddjurs", **values: Any
) -> OrganisationalChange:
    plain: dict[str, Any] = {
        "kind": code("org_change_kind", "team"),
        "why": "Tre enheder købte det samme hver for sig.",
        "since": date(2026, 3, 1),
    }
    facts = ChangeFacts(what=what, **(plain | values))
    return log.log_change(by=SYSTEM, municipality=municipality(), facts=facts)


@pytest.mark.requirement("ORG-26")
def test_a_coordinator_logs_a_change_and_later_tells_its_effect() -> None:
    """Kind, what, why and since when are kept; the effect comes later; two who edit at once are told."""
    client = client_of(holding())
    given = {
        "what": "Programleder ansat",
        "kind": str(code("org_change_kind", "staffing").pk),
        "why": "Ingen havde tiden.",
        "since_day": "1",
        "since_month": "2",
        "since_year": "2026",
        "tier": "municipality",
    }
    client.post(reverse("process:new_change"), given)
    made = OrganisationalChange.objects.get()
    assert (made.what, made.kind.code, made.why, made.since) == (
        "Programleder ansat",
        "staffing",
        "Ingen havde tiden.",
        date(2026, 2, 1),
    )
    page = client.get(made.get_absolute_url())
    assert_clean_html(page)
    assert "Det er ikke skrevet endnu." in text_of(page)
    told = given | {"effect": "Projekterne bliver fulgt op.", "version": "1"}
    assert client.post(reverse("process:edit_change", args=[made.public_id]), told).status_code == 302
    assert "Projekterne bliver fulgt op." in text_of(client.get(made.get_absolute_url()))
    late = told | {"what": "Noget andet"}
    assert client.post(reverse("process:edit_change", args=[made.public_id]), late).status_code == 409


@pytest.mark.requirement("ORG-26")
def test_the_log_can_be_read_beside_the_rounds() -> None:
    """A round's page shows what the organisation changed while it ran, not what came before or after."""
    here, reader = municipality(), actor()
    _change("Før", since=date(2025, 12, 31))
    during = _change("Under", since=date(2026, 3, 1))
    _change("Efter", since=date(2026, 9, 1))
    the_round = Round.objects.create(
        municipality=here,
        number=1,
        title="Runde",
        starts_on=date(2026, 1, 1),
        closed_on=date(2026, 8, 31),
        tier="municipality",
    )
    panel = dict(panels_of("round", the_round, reader))["process/change_panel.html"]
    assert panel["changes"] == [during]
    assert "process/change_panel.html" not in dict(panels_of("round", the_round, actor(at="Randers")))


@pytest.mark.requirement("ORG-26")
def test_a_change_is_shared_with_all_municipalities_when_its_owner_says_so() -> None:
    """Others read what is shared on the municipality's page and in their own list, and nothing else."""
    here, elsewhere = municipality(), holding(at="Randers")
    own, shared = _change("Kun hos os"), _change("Delt", tier="municipalities")
    client = client_of(elsewhere)
    page = client.get(reverse("process:changes"))
    assert_clean_html(page)
    assert [item.what for item in page.context["page_obj"]] == ["Delt"]
    assert client.get(own.get_absolute_url()).status_code == 404
    assert client.get(shared.get_absolute_url()).status_code == 200
    assert client.get(reverse("process:edit_change", args=[shared.public_id])).status_code == 403
    panel = dict(panels_of("municipality", here, actor(at="Randers")))["process/change_panel.html"]
    assert panel["changes"] == [shared]


def test_the_list_is_narrowed_and_taken_along() -> None:
    """By kind, year and words; an unknown value is refused; the file holds what the list shows."""
    _change("Team")
    _change("Leder ansat", kind=code("org_change_kind", "staffing"), since=date(2025, 1, 1))
    client = client_of(holding("reader"))
    for query, titles in (
        ({"slags": "staffing"}, ["Leder ansat"]),
        ({"aar": "2026"}, ["Team"]),
        ({"q": "leder"}, ["Leder ansat"]),
        ({"q": "leder", "aar": "2026"}, []),
    ):
        page = client.get(reverse("process:changes"), query)
        assert_clean_html(page)
        assert [item.what for item in page.context["page_obj"]] == titles
    assert client.get(reverse("process:changes"), {"slags": "x"}).status_code == 400
    answer = client.get(reverse("process:change_file", args=["csv"]), {"slags": "staffing"})
    told = b"".join(answer).decode()
    assert "Leder ansat" in told
    assert "Tre enheder" in told
    assert ";Team" not in told


def test_a_change_of_tomorrow_or_for_the_world_is_refused() -> None:
    """It is written when it has taken effect, and read by municipalities at most."""
    with pytest.raises(ValidationError) as caught:
        _change(since=date(2027, 1, 1), tier="public")
    assert sorted(caught.value.message_dict) == ["since", "tier"]


def test_the_dashboard_asks_the_coordinator_for_the_first() -> None:
    """An empty log invites who may write; others see no empty panel."""
    here = municipality()
    assert dict(panels_of("process", here, actor()))["process/change_panel.html"]["may_write"] is True
    assert "process/change_panel.html" not in dict(panels_of("process", here, actor("reader")))
    assert client_of(holding("national_editor")).get(reverse("process:changes")).status_code == 200


def test_a_merged_municipality_takes_its_log_along() -> None:
    """The changes are read in the municipality that it became part of."""
    made = _change()
    assert str(made) == "Ét team for velfærdsteknologi"
    merge_municipality(municipality("Syddjurs"), into=municipality("Norddjurs"), by=SYSTEM)
    made.refresh_from_db()
    assert made.municipality == municipality("Norddjurs")
