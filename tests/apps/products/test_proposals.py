"""A product that a municipality misses: proposed, taken in or declined, and seen by those it concerns."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from tests.catalogue import product
from tests.landkort import technology
from tests.people import actor, client_of, holding, municipality, supplier_partner
from tovholder.apps.products.actions import decline_proposal, propose_product
from tovholder.apps.products.models import Product, Proposal
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _proposal(name: str = "Tavlen", supplier: str = "Tavlefirmaet", owner: str = "Syddjurs") -> Proposal:
    return propose_product(
        by=SYSTEM, municipality=municipality(owner), name=name, supplier_name=supplier, technology=technology()
    )


def _work(role: str) -> list[str]:
    return [item.title for item in WORK_SOURCES["products.proposals"].items(actor(role), clock.today())]


def test_a_coordinator_proposes_and_an_editor_is_told() -> None:
    """The proposal stands in the editors' week until it is answered, and in nobody else's."""
    coordinator = client_of(holding("coordinator"))
    form = {"name": "Tavlen", "supplier_name": "Tavlefirmaet", "technology": technology().pk, "note": "Vi savner den."}
    answer = coordinator.post(reverse("products:new_proposal"), form)
    made = Proposal.objects.get()
    assert (answer["Location"], made.municipality, made.state) == (made.get_absolute_url(), municipality(), "proposed")
    assert _work("national_editor") == ["Svar på forslaget om Tavlen"]
    assert _work("reader") == []


def _take_in(client: Client, proposal: Proposal, **values: Any) -> Any:
    address = reverse("products:take_in", args=[proposal.public_id])
    page = client.get(address)
    form = {field.name: field.value() for field in page.context["form"] if field.value() is not None}
    form["technologies"] = [technology().pk]
    if form.get("supplier") is not None:
        form["supplier"] = getattr(form["supplier"], "pk", form["supplier"])
    return client.post(address, form | {"version": proposal.version, "description_da": "En tavle."} | values)


def test_taking_in_makes_the_product_and_its_supplier() -> None:
    """The new supplier is shared by all; the proposal points at the product."""
    proposal = _proposal()
    assert _take_in(client_of(holding("national_editor")), proposal).status_code == 302
    proposal.refresh_from_db()
    made = Product.objects.get()
    assert (proposal.state, proposal.product, proposal.decided_on) == ("accepted", made, clock.today())
    assert (made.name, made.supplier.name, made.supplier.municipality) == ("Tavlen", "Tavlefirmaet", None)
    assert _work("national_editor") == []


def test_taking_in_knows_the_supplier_that_is_there() -> None:
    """Whatever its case, the supplier is not made twice."""
    there = supplier_partner("Tavlefirmaet")
    proposal = _proposal(supplier="tavlefirmaet")
    assert _take_in(client_of(holding("national_editor")), proposal).status_code == 302
    assert list(Partner.objects.values_list("name", flat=True)) == ["Tavlefirmaet"]
    assert Product.objects.get().supplier == there


def test_taking_in_what_is_there_already_changes_nothing() -> None:
    """The product of that name is in the catalogue: nothing is made, and the proposal still waits."""
    product("Tavlen", supplier=supplier_partner("Tavlefirmaet"))
    proposal = _proposal()
    answer = _take_in(client_of(holding("national_editor")), proposal)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["Leverandøren har allerede et produkt med det navn."]
    proposal.refresh_from_db()
    assert (proposal.state, Product.objects.count()) == ("proposed", 1)


def test_a_proposal_without_a_supplier_asks_for_one() -> None:
    """Neither chosen nor named: the form says so."""
    answer = _take_in(client_of(holding("national_editor")), _proposal(), new_supplier="", supplier="")
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["supplier"])
    assert Partner.objects.count() == 0


def test_declining_tells_why() -> None:
    """The municipality reads the answer; without a reason there is none."""
    proposal = _proposal()
    editor, coordinator = client_of(holding("national_editor")), client_of(holding("coordinator"))
    address = reverse("products:decline", args=[proposal.public_id])
    assert editor.post(address, {"reason": " ", "version": 1}).status_code == 200
    assert editor.post(address, {"reason": "Den er der allerede som Opslaget.", "version": 1}).status_code == 302
    text = coordinator.get(proposal.get_absolute_url()).content.decode()
    assert ("Afvist" in text, "Den er der allerede som Opslaget." in text) == (True, True)


def test_a_proposal_is_answered_once() -> None:
    """Two editors at once: the second is told."""
    proposal = _proposal()
    editor = actor("national_editor")
    decline_proposal(by=editor, proposal=proposal, reason="Nej.")
    with pytest.raises(ValidationError) as told:
        decline_proposal(by=editor, proposal=proposal, reason="Jo.")
    assert told.value.messages == ["Der er allerede svaret på forslaget. Opdatér siden, og se svaret."]
    assert Proposal.objects.get().reason == "Nej."


def test_only_editors_answer() -> None:
    """The action refuses whoever else comes."""
    proposal = _proposal()
    for role in ("coordinator", "supplier"):
        with pytest.raises(PermissionDenied):
            decline_proposal(by=actor(role), proposal=proposal, reason="Nej.")


def test_proposals_are_seen_by_their_municipality_and_the_editors() -> None:
    """Another municipality does not see what is missed here, and a supplier sees nothing of it."""
    here = _proposal()
    _proposal("Det andet", owner="Randers")
    seen = {
        role: sorted(Proposal.objects.visible_to(actor(role)).values_list("name", flat=True))
        for role in ("national_editor", "coordinator", "reader", "supplier")
    }
    assert seen == {
        "national_editor": ["Det andet", "Tavlen"],
        "coordinator": ["Tavlen"],
        "reader": [],
        "supplier": [],
    }
    elsewhere = client_of(holding("coordinator", at="Randers"))
    assert elsewhere.get(here.get_absolute_url()).status_code == 404
