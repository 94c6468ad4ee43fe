"""Products made for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.landkort import technology
from tests.people import code, supplier_partner
from tovholder.apps.products.actions import add_product
from tovholder.apps.products.models import Product
from tovholder.apps.products.writing import MarketFacts, ProductFacts
from tovholder.kernel.actor import SYSTEM

MARKET: dict[str, Any] = {
    "price_per_month": Decimal("100.00"),
    "priced_on": date(2026, 11, 1),
    "support": "Hverdage 8-16 på dansk.",
    "marketed_since": date(2020, 1, 1),
}


def product_facts(name: str = "Skærm 2", **values: Any) -> ProductFacts:
    """All of a product; fields of the market and of the editors may be given by name."""
    market = {key: values.pop(key) for key in list(values) if key in MarketFacts.__dataclass_fields__}
    given: dict[str, Any] = {
        "name": name,
        "supplier": supplier_partner(),
        "technologies": [technology()],
        "description_da": "Skærm til besøg over video.",
        "mdr_class": code("mdr_class", "not_device"),
        "ai_act_class": code("ai_act_class", "no_ai"),
    }
    facts = MarketFacts(**({"price_model": code("price_model", "subscription")} | MARKET | market))
    return ProductFacts(market=facts, **(given | values))


def product(name: str = "Skærm 2", **values: Any) -> Product:
    """A product of the catalogue."""
    return add_product(by=SYSTEM, facts=product_facts(name, **values))
