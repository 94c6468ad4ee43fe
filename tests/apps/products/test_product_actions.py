"""Who may say what about a product, and what the database refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.catalogue import product, product_facts
from tests.landkort import refusal, technology
from tests.people import actor, code, holding, municipality, supplier_partner
from tovholder.apps.products.actions import add_product, add_products, change_product, tell_facts, tell_website
from tovholder.apps.products.models import Product
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.models import Partner
from tovholder.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db


def _supplier(name: str = "Skærmfirmaet A/S") -> Actor:
    return actor_of(holding("supplier", partner=supplier_partner(name)))


@pytest.mark.requirement("TEC-27")
def test_technology_product_and_supplier_are_three_things() -> None:
    """A product belongs to one supplier and answers several technologies; a technology has several products."""
    first = product("Skærm 1", technologies=[technology(), technology("videoloesninger")])
    second = product("Skærm 2", supplier=supplier_partner("Linsen ApS"))
    assert [item.slug for item in first.technologies.order_by("slug")] == ["skaermbesoeg", "videoloesninger"]
    assert (first.supplier.name, second.supplier.name) == ("Skærmfirmaet A/S", "Linsen ApS")
    assert Product.objects.filter(technologies=technology()).count() == 2


def test_a_product_answers_at_least_one_technology() -> None:
    """Without a technology nobody could find it."""
    told = refusal(lambda: add_product(by=SYSTEM, facts=product_facts(technologies=[])))
    assert told == {"technologies": ["Vælg mindst én teknologi. Et produkt er altid et svar på noget."]}


def test_a_municipalitys_own_partner_supplies_nothing_here() -> None:
    """Private partners stay private: neither they nor a volunteer centre can be a product's supplier."""
    kind = code("partner_kind", "it_supplier")
    own = Partner.objects.create(name="Vores smed", municipality=municipality(), kind=kind)
    centre = Partner.objects.create(name="Frivilligcentret", kind=code("partner_kind", "volunteer_centre"))
    refused = {"supplier": ["Vælg en leverandør, der er fælles for alle kommuner."]}
    for partner in (own, centre):
        assert refusal(lambda partner=partner: add_product(by=SYSTEM, facts=product_facts(supplier=partner))) == refused  # type: ignore[misc]  # bound now


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        (
            {"priced_on": None},
            "priced_on",
            "Skriv, hvornår prisen gjaldt. En pris uden dato kan ikke sammenlignes.",
        ),
        ({"priced_on": date(2026, 11, 22)}, "priced_on", "Datoen ligger i fremtiden. Skriv en pris, der gælder nu."),
        (
            {"end_of_life": date(2019, 1, 1)},
            "end_of_life",
            "Produktet kan ikke udgå, før det kommer på markedet.",
        ),
        (
            {"support_until": date(2019, 12, 31)},
            "support_until",
            "Supporten kan ikke slutte, før produktet kommer på markedet.",
        ),
        ({"price_per_month": Decimal("-1.00")}, "__all__", "En pris kan ikke være mindre end nul."),
        ({"hmi_number": "12a"}, "hmi_number", "Et HMI-nummer er højst otte cifre og intet andet."),
        ({"hmi_number": "١٢٣"}, "hmi_number", "Et HMI-nummer er højst otte cifre og intet andet."),
    ],
)
def test_facts_that_cannot_be_are_refused(values: dict[str, Any], field: str, sentence: str) -> None:
    """Each refusal names its field and says what to do."""
    assert refusal(lambda: add_product(by=SYSTEM, facts=product_facts(**values))) == {field: [sentence]}


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://firma.example/", "data:text/html,x"])
def test_a_website_is_a_web_address(website: str) -> None:
    """Nothing but http and https becomes a link on a public page."""
    assert list(refusal(lambda: add_product(by=SYSTEM, facts=product_facts(website=website)))) == ["website"]


def test_an_hmi_number_is_there_once() -> None:
    """Two products never share a number; many have none."""
    product("Uden")
    product("Også uden")
    product("Første", hmi_number="123456")
    told = refusal(lambda: add_product(by=SYSTEM, facts=product_facts("Andet", hmi_number="123456")))
    assert told == {"__all__": ["Et andet produkt har allerede det HMI-nummer."]}


def test_the_database_itself_refuses_a_negative_price_and_a_price_without_a_day() -> None:
    """What must never be false does not hang on a form."""
    key = product().pk
    for wrong in ({"price_per_month": -1}, {"priced_on": None}, {"end_of_life": date(2010, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.filter(pk=key).update(**wrong)


def test_addresses_stay_apart() -> None:
    """Two suppliers may call a product the same, and no product takes the address of a page."""
    product("Skærm")
    assert product("Skærm", supplier=supplier_partner("Linsen ApS")).slug == "skaerm-2"
    assert product("Nyt").slug == "nyt-2"
    assert product("…").slug == "produkt"
    made = add_products(by=SYSTEM, products=[product_facts("Ål"), product_facts("Ål!")])
    assert [item.slug for item in made] == ["aal", "aal-2"]


@pytest.mark.parametrize("role", ["coordinator", "reader", "supplier"])
def test_only_editors_keep_the_catalogue(role: str) -> None:
    """Everybody else is refused by the action itself, whatever page they came from."""
    shown, by = product(), actor(role)
    with pytest.raises(PermissionDenied):
        add_product(by=by, facts=product_facts("Andet"))
    with pytest.raises(PermissionDenied):
        change_product(by=by, product=shown, facts=product_facts("Andet"))
    assert list(Product.objects.values_list("name", flat=True)) == ["Skærm 2"]


def test_a_supplier_tells_the_facts_of_its_own_product() -> None:
    """What it changes is marked as its word, with the day; what it leaves is not."""
    shown = product()
    told = tell_facts(
        by=_supplier(), product=shown, facts={"price_per_month": Decimal("90.00"), "support": shown.support}
    )
    told.refresh_from_db()
    assert told.price_per_month == Decimal("90.00")
    assert told.told_by_supplier == {"price_per_month": "2026-11-21"}
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.changes["price_per_month"]) == ("products.tell_facts", ["100.00", "90.00"])


def test_what_an_editor_changes_is_no_longer_the_suppliers_word() -> None:
    """The mark goes with the fact, not with the product."""
    shown = product()
    facts = {"price_per_month": Decimal("90.00"), "website": "https://firma.example/"}
    tell_facts(by=_supplier(), product=shown, facts=facts)
    changed = product_facts(price_per_month=Decimal("95.00"), website="https://firma.example/")
    change_product(by=actor("national_editor"), product=shown, facts=changed)
    assert shown.told_by_supplier == {"website": "2026-11-21"}


def test_a_supplier_tells_nothing_of_anothers_product() -> None:
    """The price of a competitor is not its business."""
    shown = product()
    with pytest.raises(PermissionDenied):
        tell_facts(by=_supplier("Linsen ApS"), product=shown, facts={"price_per_month": Decimal("9999.00")})
    shown.refresh_from_db()
    assert (shown.price_per_month, shown.version) == (Decimal("100.00"), 1)


@pytest.mark.parametrize(
    "words",
    [
        {"description_da": "Verdens bedste skærm."},
        {"description_en": "The best."},
        {"name": "Superskærm"},
        {"technologies": []},
        {"iso9999": []},
        {"licence": "Vores egen"},
        {"mdr_class": None},
    ],
)
def test_a_supplier_never_writes_what_editors_write(words: dict[str, object]) -> None:
    """The whole act is refused: the price that came along is not stored either."""
    shown = product()
    with pytest.raises(PermissionDenied):
        tell_facts(by=_supplier(), product=shown, facts={"price_per_month": Decimal("1.00"), **words})
    shown.refresh_from_db()
    assert (shown.price_per_month, shown.description_da, shown.version) == (
        Decimal("100.00"),
        "Skærm til besøg over video.",
        1,
    )


def test_two_who_edit_at_once_are_told() -> None:
    """The second one gets the conflict, also when the first changed technologies alone."""
    shown = product()
    change_product(
        by=actor("national_editor"), product=shown, facts=product_facts(technologies=[technology("videoloesninger")])
    )
    stale = Product.objects.get(pk=shown.pk)
    with pytest.raises(ConflictError):
        tell_facts(by=_supplier(), product=stale, facts={"support": "Aldrig."}, expected_version=1)


def test_a_supplier_keeps_its_own_website() -> None:
    """Its own, and nobody else's; the name and the editors' words stay."""
    by = _supplier()
    own, other = supplier_partner(), supplier_partner("Linsen ApS")
    assert tell_website(by=by, supplier=own, website="https://firma.example/").website == "https://firma.example/"
    with pytest.raises(PermissionDenied):
        tell_website(by=by, supplier=other, website="https://firma.example/")
