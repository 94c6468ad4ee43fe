"""The pages of products and suppliers: found, read, compared and told."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.catalogue import product
from tests.landkort import project, technology
from tests.pages import text_of
from tests.people import client_of, code, holding, municipality, supplier_partner
from tovholder.apps.products.models import Product
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Partner

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'tv-result__title"><a href="[^"]+">([^<]+)<')


def _titles(client: Client, query: str = "") -> list[str]:
    return TITLE.findall(client.get(f"/produkter/{query}").content.decode())


def _three() -> None:
    product("Ærø Skærm", price_per_month=Decimal("300.00"))
    product("Bordskærm", supplier=supplier_partner("Linsen ApS"), price_per_month=Decimal("200.00"))
    product(
        "Vasketoilet Let",
        technologies=[technology("vasketoilet")],
        price_model=code("price_model", "purchase"),
        price_purchase=Decimal("4000.00"),
        price_per_month=None,
        mdr_class=code("mdr_class", "class_i"),
        iso9999=[code("iso9999", "09-12")],
        end_of_life=date(2027, 1, 1),
    )


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Bordskærm", "Vasketoilet Let", "Ærø Skærm"]),
        ("?sorter=maaned", ["Bordskærm", "Ærø Skærm", "Vasketoilet Let"]),
        ("?sorter=koeb", ["Vasketoilet Let", "Bordskærm", "Ærø Skærm"]),
        ("?teknologi=vasketoilet", ["Vasketoilet Let"]),
        ("?prismodel=subscription", ["Bordskærm", "Ærø Skærm"]),
        ("?mdr=class_i", ["Vasketoilet Let"]),
        ("?iso=09-12", ["Vasketoilet Let"]),
        ("?marked=udgaar-snart", ["Vasketoilet Let"]),
        ("?marked=udgaar-snart&marked=i-handel&teknologi=skaermbesoeg", ["Bordskærm", "Ærø Skærm"]),
        ("?q=aeroe", ["Ærø Skærm"]),
        ("?q=linsen", ["Bordskærm"]),
        ("?q=findesikke", []),
    ],
)
def test_the_list_is_narrowed_and_ordered(client: Client, query: str, titles: list[str]) -> None:
    """Each facet, the text and each order; products without the price come last."""
    _three()
    assert _titles(client, query) == titles


def test_the_list_narrows_by_supplier_and_counts(client: Client) -> None:
    """The count beside an answer is what choosing it would give, the other filters standing."""
    _three()
    linse = supplier_partner("Linsen ApS")
    assert _titles(client, f"?leverandoer={linse.public_id}") == ["Bordskærm"]
    page = client.get("/produkter/?teknologi=skaermbesoeg")
    counts = {facet.name: {option.value: option.count for option in facet.options} for facet in page.context["facets"]}
    assert counts["teknologi"] == {"skaermbesoeg": 2, "vasketoilet": 1}
    assert counts["prismodel"] == {"subscription": 2}
    assert counts["marked"] == {"i-handel": 2}


def test_a_product_that_changes_is_found_anew(client: Client) -> None:
    """The columns in memory follow every write."""
    shown = product("Skærm")
    assert _titles(client, "?teknologi=skaermbesoeg") == ["Skærm"]
    editor = client_of(holding("national_editor"))
    page = editor.get(reverse("products:edit_product", args=[shown.slug]))
    form = _posted(page) | {"technologies": [technology("vasketoilet").pk]}
    assert editor.post(reverse("products:edit_product", args=[shown.slug]), form).status_code == 302
    assert _titles(client, "?teknologi=vasketoilet") == ["Skærm"]


@pytest.mark.parametrize(
    "query", ["?teknologi=findes-ikke", "?leverandoer=1", "?marked=x", "?sorter=x", "?side=x", "?side=0", "?iso=99-99"]
)
def test_a_filter_that_means_nothing_is_told(client: Client, query: str) -> None:
    """400 and a sentence, never an empty list that looks like an answer."""
    _three()
    assert client.get(f"/produkter/{query}").status_code == 400


def _queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert ask().status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["/produkter/", "/leverandoerer/", "/teknologier/skaermbesoeg/"])
def test_more_products_ask_no_more_questions(client: Client, address: str) -> None:
    """A page costs the same number of queries for one product as for thirty."""
    product("Nr. 0")
    client.get(address)
    few = _queries(lambda: client.get(address))
    for number in range(1, 31):
        product(f"Nr. {number}", supplier=supplier_partner(f"Firma {number}"))
    client.get(address)
    assert _queries(lambda: client.get(address)) == few


def test_the_list_has_pages(client: Client) -> None:
    """25 on each; a number too high gives the last."""
    for number in range(30):
        product(f"Nr. {number:02}")
    assert (len(_titles(client)), len(_titles(client, "?side=2")), len(_titles(client, "?side=9"))) == (25, 5, 5)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_list_is_taken_along(client: Client, kind: str) -> None:
    """The same filters, in three forms."""
    _three()
    answer = client.get(f"/produkter.{kind}?teknologi=vasketoilet")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a streaming answer
    assert answer.status_code == 200
    if kind != "xlsx":
        assert (b"Vasketoilet Let" in content, b"Bordsk" in content) == (True, False)
    assert client.get("/produkter.pdf").status_code == 400


@pytest.mark.requirement("TEC-27")
def test_a_product_page_warns_of_the_end(client: Client) -> None:
    """A product within twelve months of its end is marked on its page, on the list and at its supplier's."""
    shown = product("Gammel skærm", end_of_life=date(2027, 3, 1))
    for address in (
        shown.get_absolute_url(),
        "/produkter/",
        reverse("products:supplier", args=[shown.supplier.public_id]),
    ):
        assert "Udgår inden for 12 måneder" in client.get(address).content.decode()


def test_a_suppliers_word_is_marked_on_the_page(client: Client) -> None:
    """Who told a fact, and when, stands under it; what an editor told has no such line."""
    shown = product(website="https://firma.example/")
    supplier = client_of(holding("supplier"))
    address = reverse("products:tell_facts", args=[shown.slug])
    form = _posted(supplier.get(address)) | {"price_per_month": "1.090,50"}
    assert supplier.post(address, form).status_code == 302
    shown.refresh_from_db()
    assert (shown.price_per_month, shown.told_by_supplier) == (Decimal("1090.50"), {"price_per_month": "2026-11-21"})
    text = client.get(shown.get_absolute_url()).content.decode()
    assert text.count("Oplyst af leverandøren, 21. november 2026") == 1


def _posted(page: Any) -> dict[str, Any]:
    """What a browser would send of the page's form, untouched."""
    form = page.context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if hasattr(value, "year"):
            sent |= {f"{bound.name}_{part}": getattr(value, part) for part in ("day", "month", "year")}
        elif value is not None:
            sent[bound.name] = value
    product_shown = page.context["product"]
    return sent | {"version": product_shown.version}


def test_a_posted_description_by_a_supplier_is_refused_whole() -> None:
    """403, in words, and neither the description nor the price that came along is stored."""
    shown = product()
    supplier = client_of(holding("supplier"))
    address = reverse("products:tell_facts", args=[shown.slug])
    form = _posted(supplier.get(address)) | {"price_per_month": "1", "description_da": "Verdens bedste."}
    answer = supplier.post(address, form)
    assert answer.status_code == 403
    assert "Navn, beskrivelse, teknologier og klasser skrives af redaktørerne." in answer.content.decode()
    assert supplier.post(reverse("products:edit_product", args=[shown.slug]), form).status_code == 403
    shown.refresh_from_db()
    assert (shown.description_da, shown.price_per_month, shown.version) == (
        "Skærm til besøg over video.",
        Decimal("100.00"),
        1,
    )


def test_a_supplier_is_refused_at_anothers_product() -> None:
    """Neither the form nor the act."""
    shown = product(supplier=supplier_partner("Linsen ApS"))
    supplier = client_of(holding("supplier"))
    address = reverse("products:tell_facts", args=[shown.slug])
    assert (supplier.get(address).status_code, supplier.post(address, {}).status_code) == (403, 403)


def test_two_editors_at_once_see_both_versions() -> None:
    """409 with what was typed beside what stands; nothing is overwritten unseen."""
    shown = product()
    editor = client_of(holding("national_editor"))
    address = reverse("products:edit_product", args=[shown.slug])
    form = _posted(editor.get(address))
    assert editor.post(address, form | {"name": "Først"}).status_code == 302
    assert editor.post(address, form | {"name": "Sidst"}).status_code == 409
    shown.refresh_from_db()
    assert shown.name == "Først"


def test_an_editor_makes_a_product() -> None:
    """From the empty form to the page, with a price as Danes write it."""
    supplier_partner()
    editor = client_of(holding("national_editor"))
    page = editor.get(reverse("products:new_product"))
    form = {field.name: field.value() for field in page.context["form"] if field.value() is not None}
    form |= {
        "name": "Ny skærm",
        "supplier": supplier_partner().pk,
        "technologies": [technology().pk],
        "description_da": "En skærm.",
        "price_purchase": "12.345,50",
        "priced_on": "2026-11-01",
    }
    answer = editor.post(reverse("products:new_product"), form)
    made = Product.objects.get()
    assert (answer["Location"], made.price_purchase) == ("/produkter/ny-skaerm/", Decimal("12345.50"))


@pytest.mark.parametrize("price", ["mange", "-5", "1e99", "12,345", "123456789"])
def test_a_price_that_is_none_is_told(price: str) -> None:
    """The form comes back with a sentence; no price is guessed."""
    shown = product()
    editor = client_of(holding("national_editor"))
    address = reverse("products:edit_product", args=[shown.slug])
    answer = editor.post(address, _posted(editor.get(address)) | {"price_purchase": price})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["price_purchase"])


def test_up_to_four_products_are_compared(client: Client) -> None:
    """Beside each other, with the sum over four years and what it assumes; a fifth is too many."""
    made = [product(f"Skærm {number}", price_purchase=Decimal("1000.00")) for number in range(5)]
    four = "&".join(f"produkt={item.slug}" for item in made[:4])
    text = client.get(f"/produkter/sammenlign/?{four}").content.decode()
    assert text.count("5.800 kr.") == 4
    assert "Købsprisen én gang og månedsprisen i 48 måneder (4 år)" in text
    assert client.get(f"/produkter/sammenlign/?{four}&produkt={made[4].slug}").status_code == 400
    assert client.get("/produkter/sammenlign/?produkt=findes-ikke").status_code == 400
    assert "Ingen produkter er valgt" in client.get("/produkter/sammenlign/").content.decode()


def test_only_shared_suppliers_are_listed(client: Client) -> None:
    """A municipality's own partner and a volunteer centre are not suppliers here."""
    kind = code("partner_kind", "it_supplier")
    own = Partner.objects.create(name="Vores smed", municipality=municipality(), kind=kind)
    Partner.objects.create(name="Frivilligcentret", kind=code("partner_kind", "volunteer_centre"))
    product()
    rows = client.get("/leverandoerer/").context["table"].rows
    assert [(row[0].value, row[2]) for row in rows] == [("Skærmfirmaet A/S", 1)]
    assert client.get(reverse("products:supplier", args=[own.public_id])).status_code == 404


def test_a_supplier_keeps_its_website_on_its_page() -> None:
    """Its own page has the button and the form; another supplier's has not."""
    own, other = supplier_partner(), supplier_partner("Linsen ApS")
    supplier = client_of(holding("supplier"))
    address = reverse("products:tell_website", args=[own.public_id])
    assert supplier.post(address, {"website": "https://firma.example/", "version": own.version}).status_code == 302
    own.refresh_from_db()
    assert own.website == "https://firma.example/"
    assert supplier.get(reverse("products:tell_website", args=[other.public_id])).status_code == 403


@pytest.mark.requirement("TEC-27")
def test_a_technology_page_tells_its_market(client: Client) -> None:
    """How mature the market is, how many products at what price, and which are immature or unsupported."""
    shown = technology()
    Technology.objects.filter(pk=shown.pk).update(
        market_status=code("market_status", "immature"), version=shown.version + 1
    )
    product("A", price_per_month=Decimal("100.00"))
    product("B", price_per_month=Decimal("250.00"), support="", support_until=date(2026, 1, 1))
    product("C", price_per_month=None, marketed_since=date(2026, 10, 1))
    text = " ".join(re.sub(r"<[^>]+>", " ", client.get("/teknologier/skaermbesoeg/").content.decode()).split())
    assert "Umodent: nogle produkter mangler drift eller support" in text
    assert "Kataloget har 3 produkter til teknologien. Pris pr. måned: 100 kr. til 250 kr." in text
    assert ("Uden support 1 produkt" in text, "Nyt: under 12 måneder på markedet 1 produkt" in text) == (True, True)


def test_a_supplier_sees_only_the_public_projects_of_its_product() -> None:
    """What municipalities share with each other stays with them, also on the supplier's own product."""
    shown = product()
    project("Delt mellem kommuner", product=shown, tier="municipalities")
    project("Åben for alle", product=shown, tier="public")
    seen = {}
    for role in ("supplier", "coordinator"):
        text = client_of(holding(role)).get(shown.get_absolute_url()).content.decode()
        seen[role] = ("Åben for alle" in text, "Delt mellem kommuner" in text)
    assert seen == {"supplier": (True, False), "coordinator": (True, True)}


def test_a_product_that_a_project_uses_can_still_end() -> None:
    """It is marked and stays, with the project beside it."""
    shown = product(end_of_life=date(2026, 1, 1))
    project("Vi bruger den endnu", product=shown, tier="public")
    text = Client().get(shown.get_absolute_url()).content.decode()
    assert ("Udgået" in text, "Vi bruger den endnu" in text) == (True, True)


def test_a_municipalitys_own_partner_cannot_be_put_into_the_form() -> None:
    """Its number is refused as if there were no such partner, so that nobody learns its name."""
    private = Partner.objects.create(
        name="Den Lokale Smed", kind=code("partner_kind", "local_company"), municipality=municipality()
    )
    editor = client_of(holding("national_editor"))
    answer = editor.post("/produkter/nyt/", {"name": "Rampe", "supplier": private.pk})
    assert "supplier" in answer.context["form"].errors
    assert "Den Lokale Smed" not in text_of(answer)
    assert editor.get(f"/leverandoerer/{private.public_id}/").status_code == 404
