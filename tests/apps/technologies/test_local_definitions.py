"""What a municipality or a unit itself counts, beside the shared description."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.apps.technologies.catalogue_made import entry
from tests.landkort import refusal
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, unit
from tovholder.apps.technologies.definitions import define_locally, move_definitions
from tovholder.apps.technologies.models import LocalDefinition
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

PAGE = "/teknologier/skaermbesoeg/"
FORM = {"counts": "Når borgeren har haft to besøg.", "excludes": "Prøveopkald.", "tier": "municipalities", "unit": ""}


def _text(client: Client | None = None) -> str:
    page = (client or Client()).get(PAGE)
    assert_clean_html(page)
    return text_of(page)


@pytest.mark.requirement("TEC-28")
def test_a_municipality_writes_changes_and_withdraws_its_own_definition() -> None:
    """It stands beside the shared description, which is as it was."""
    before = entry()
    client = client_of(holding())
    assert client.post(f"{PAGE}definition/", FORM).status_code == 302
    made = LocalDefinition.objects.get()
    assert "Syddjurs Det tæller med: Når borgeren har haft to besøg. Det tæller ikke med: Prøveopkald." in _text(client)
    address = f"/teknologier/definition/{made.public_id}/"
    assert_clean_html(client.get(f"{address}ret/"))
    assert client.post(f"{address}ret/", FORM | {"counts": "Efter tre.", "version": "1"}).status_code == 302
    assert "Efter tre." in _text(client)
    late = client.post(f"{address}ret/", FORM | {"counts": "Efter fire.", "version": "1"})
    assert late.status_code == 409
    assert "Efter fire." in text_of(late)
    assert client.post(f"{address}traek-tilbage/").status_code == 302
    assert LocalDefinition.objects.count() == 0
    assert (entry().version, entry().description_da) == (before.version, before.description_da)
    done = AuditEntry.objects.filter(object_id=made.public_id).order_by("id").values_list("action", flat=True)
    assert [name.partition(".")[2] for name in done] == ["define_locally", "change_definition", "withdraw_definition"]


@pytest.mark.requirement("TEC-28")
def test_own_definitions_come_first_and_others_as_their_tier_allows() -> None:
    """The reader's municipality, then the others in Danish order; a stranger sees what is public."""
    for place, tier in (("Aabenraa", "municipalities"), ("Randers", "public"), ("Odense", "municipality")):
        define_locally(by=actor(at=place), technology=entry(), counts=f"{place}s måde.", tier=tier)
    define_locally(by=actor(), technology=entry(), counts="Vores måde.", tier="municipality")
    text = _text(client_of(holding("reader")))
    places = [text.find(words) for words in ("Vores måde.", "Randerss måde.", "Aabenraas måde.")]
    assert places == sorted(places)
    assert places[0] > 0
    assert "Odenses måde." not in text
    open_text = _text()
    assert ("Randerss måde." in open_text, "Aabenraas måde." in open_text, "Vores måde." in open_text) == (
        True,
        False,
        False,
    )
    rows = Client().get("/teknologier/definitioner.csv").getvalue().decode("utf-8-sig")
    assert [row["Kommune"] for row in csv.DictReader(io.StringIO(rows), delimiter=";")] == ["Randers Kommune"]


def test_there_is_one_in_a_municipality_and_one_in_a_unit() -> None:
    """A second of the same place is refused in words; a unit's stands beside its municipality's."""
    here = unit("Fyret")
    leader, coordinator = actor("unit_leader", in_unit=here), actor()
    told: dict[str, Any] = {"technology": entry(), "counts": "To besøg.", "tier": "municipality"}
    define_locally(by=coordinator, **told)
    define_locally(by=leader, unit=here, **told)
    assert refusal(lambda: define_locally(by=coordinator, **told)) == {
        "__all__": ["Kommunen har allerede en definition af teknologien. Ret den i stedet."]
    }
    assert refusal(lambda: define_locally(by=coordinator, unit=here, **told)) == {
        "__all__": ["Enheden har allerede en definition af teknologien. Ret den i stedet."]
    }


def test_a_leader_writes_for_their_unit_and_shares_no_further() -> None:
    """Not for the municipality, not for another unit, not beyond the municipality."""
    here, other = unit("Fyret"), unit("Havnen")
    leader = actor("unit_leader", in_unit=here)
    told: dict[str, Any] = {"technology": entry(), "counts": "To besøg."}
    own = {"unit": ["Du kan kun skrive for din egen enhed."]}
    assert refusal(lambda: define_locally(by=leader, tier="municipality", **told)) == own
    assert refusal(lambda: define_locally(by=leader, tier="municipality", unit=other, **told)) == own
    assert refusal(lambda: define_locally(by=leader, tier="public", unit=here, **told)) == {
        "tier": ["Du kan ikke vælge den synlighed. Det er kommunens tovholder, der deler ud over kommunen."]
    }
    client = client_of(holding("unit_leader", in_unit=unit("Fyret")))
    form = client.get(f"{PAGE}definition/").context["form"]
    assert [choice[0] for choice in form.fields["tier"].choices] == ["unit", "municipality"]
    assert list(form.fields["unit"].queryset) == [here]


def test_a_unit_elsewhere_is_nobodys_own() -> None:
    """A coordinator names units of their own municipality; strangers and suppliers define nothing."""
    elsewhere = unit("Fjernt")
    coordinator = actor(at="Randers")
    said = {"unit": ["Enheden hører ikke til jeres kommune. Vælg en af jeres egne."]}
    told: dict[str, Any] = {"technology": entry(), "counts": "To besøg.", "tier": "municipality"}
    assert refusal(lambda: define_locally(by=coordinator, unit=elsewhere, **told)) == said
    assert refusal(lambda: define_locally(by=ANONYMOUS, **told)) == said
    assert client_of(holding("supplier")).post(f"{PAGE}definition/", FORM).status_code == 403
    assert LocalDefinition.objects.count() == 0


def test_too_long_a_text_is_refused_and_scripts_are_words() -> None:
    """In the form, with what was typed."""
    client = client_of(holding())
    page = client.post(f"{PAGE}definition/", FORM | {"counts": "x" * 2001})
    assert page.status_code == 200
    assert LocalDefinition.objects.count() == 0
    client.post(f"{PAGE}definition/", FORM | {"counts": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(PAGE).content.decode()


def test_a_merged_unit_takes_its_definitions_along() -> None:
    """Save where the new unit already has its own: that one holds, and the old one stays with the closed unit."""
    old, new = unit("Fyret"), unit("Havnen")
    coordinator = actor()
    for technology, places in ((entry(), (old,)), (entry("loftlift"), (old, new))):
        for place in places:
            define_locally(by=coordinator, technology=technology, unit=place, counts=place.name, tier="municipality")
    assert move_definitions(by=SYSTEM, old=old, new=new) == 1
    placed = LocalDefinition.objects.order_by("technology__slug", "counts").values_list("counts", "unit__name")
    assert list(placed) == [("Fyret", "Fyret"), ("Havnen", "Havnen"), ("Fyret", "Havnen")]
