"""What the room contributes: search, and the catalogue in the API."""

from decimal import Decimal

import pytest
from django.test import Client

from tests.catalogue import product, product_facts
from tests.landkort import technology
from tests.people import supplier_partner
from tovholder.apps.products.actions import add_products, undo_import
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.kernel.actor import ANONYMOUS, SYSTEM
from tovholder.kernel.ids import new_id

pytestmark = pytest.mark.django_db

SOURCE = SEARCH_SOURCES["products"]


def test_search_learns_what_changed_and_what_is_gone() -> None:
    """The revision grows with every write; only what is newer is read again."""
    product("Først", hmi_number="4711")
    before = SOURCE.revision()
    batch = new_id()
    made = add_products(by=SYSTEM, products=[product_facts("Siden")], import_batch=batch)
    newer = [(document.title, tuple(document.aliases)) for document in SOURCE.documents(before)]
    assert newer == [("Siden", ("Skærmfirmaet A/S", "Skærmbesøg"))]
    first = next(iter(SOURCE.documents(None)))
    assert tuple(first.aliases) == ("Skærmfirmaet A/S", "Skærmbesøg", "4711")
    since, key = SOURCE.revision(), made[0].pk
    undo_import(by=SYSTEM, import_batch=batch)
    assert [(document.key, document.gone) for document in SOURCE.documents(since)] == [(key, True)]


def test_a_hit_is_open_to_all() -> None:
    """Name, supplier and the beginning of the description."""
    shown = product()
    hit = SOURCE.visible(ANONYMOUS, [shown.pk])[shown.pk]
    assert (hit.title, hit.note, hit.url) == ("Skærm 2", "Skærmfirmaet A/S", "/produkter/skaerm-2/")
    assert SOURCE.list_url is not None
    assert SOURCE.list_url("skærm") == "/produkter/?q=sk%C3%A6rm"


def test_the_api_gives_products_without_a_key(client: Client) -> None:
    """Filters as on the list, prices as exact decimals, codes instead of names."""
    shown = product(price_per_month=Decimal("99.50"), hmi_number="4711")
    product("Vask", technologies=[technology("vasketoilet")], supplier=supplier_partner("Linsen ApS"))
    answer = client.get("/api/v1/products?technology=skaermbesoeg").json()
    assert answer["count"] == 1
    told = answer["items"][0]
    names = ("slug", "hmi_number", "price_per_month", "price_model", "market", "technologies")
    assert [told[name] for name in names] == ["skaerm-2", "4711", "99.50", "subscription", "sold", ["skaermbesoeg"]]
    assert told["supplier"]["name"] == "Skærmfirmaet A/S"
    assert client.get(f"/api/v1/products/{shown.public_id}").json() == told
    assert client.get("/api/v1/products?market=sold&q=linsen").json()["count"] == 1
    assert client.get("/api/v1/products?market=x").status_code == 400
    assert client.get(f"/api/v1/products/{new_id()}").status_code == 404
    assert client.get("/api/v1/products?limit=1&offset=1").json()["items"][0]["slug"] == "vask"
