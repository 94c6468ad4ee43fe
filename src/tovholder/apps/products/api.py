"""Products in the API, read by all. They are written on the pages: suppliers have no keys (decision 0017)."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from tovholder.apps.products.browse import found_keys, known_choices, shown_products
from tovholder.apps.products.filters import read_filters
from tovholder.apps.products.market import Market
from tovholder.apps.products.models import Product
from tovholder.apps.products.presenting import market_of
from tovholder.apps.products.rules import may_read
from tovholder.apps.products.selectors import product_by_id
from tovholder.foundation.visibility.access import declare

router = Router()

MOST = 100


class SupplierOut(Schema):
    """Who supplies a product."""

    id: UUID
    name: str
    website: str


class ProductOut(Schema):
    """A product on the market. Classes and models are codes; prices are DKK without VAT, as of ``priced_on``."""

    id: UUID
    slug: str
    name: str
    supplier: SupplierOut
    technologies: list[str] = Field(description="Slugs of technologies.")
    description: str
    description_en: str
    hmi_number: str = Field(description="Number in the Danish database of assistive products; empty when not told.")
    iso9999: list[str]
    mdr_class: str
    ai_act_class: str
    licence: str
    price_model: str
    price_purchase: Decimal | None
    price_per_month: Decimal | None
    price_note: str
    priced_on: date | None
    support: str
    support_until: date | None
    marketed_since: date | None
    end_of_life: date | None
    market: str = Field(
        description="Today: sold, new, coming, ending, support_ending, support_unknown, unsupported or ended."
    )
    processor_agreement: str
    processor_note: str
    data_location: str
    interfaces: str
    website: str
    told_by_supplier: dict[str, date] = Field(description="The facts that the supplier told, with the day.")
    version: int
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


class ProductsOut(Schema):
    """A page of products and the count of all that fit."""

    items: list[ProductOut]
    count: int


class ProductQuery(Schema):
    """Filters as in the addresses of the list, in English. Values of one filter widen, filters narrow each other."""

    technology: list[str] = Field([], description="Slugs of technologies.")
    supplier: list[str] = Field([], description="Ids of suppliers.")
    market: list[str] = Field([], description="sold, new, coming, ending, support_ending, unsupported, ended …")
    price_model: list[str] = []
    mdr_class: list[str] = []
    iso9999: list[str] = []
    q: str = Field("", max_length=200, description="Text search.")
    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


IN_ADDRESSES = {
    "technology": "teknologi",
    "supplier": "leverandoer",
    "market": "marked",
    "price_model": "prismodel",
    "mdr_class": "mdr",
    "iso9999": "iso",
}
MARKETS = {market.name.lower(): market.value for market in Market}
_PLAIN = (
    "slug",
    "name",
    "description_en",
    "hmi_number",
    "licence",
    "price_purchase",
    "price_per_month",
    "price_note",
    "priced_on",
    "support",
    "support_until",
    "marketed_since",
    "end_of_life",
    "processor_agreement",
    "processor_note",
    "data_location",
    "interfaces",
    "website",
    "told_by_supplier",
    "version",
)


def _out(item: Product) -> dict[str, Any]:
    supplier = item.supplier
    return {name: getattr(item, name) for name in _PLAIN} | {
        "id": item.public_id,
        "supplier": {"id": supplier.public_id, "name": supplier.name, "website": supplier.website},
        "technologies": [technology.slug for technology in item.technologies.all()],
        "description": item.description_da,
        "iso9999": [code.code for code in item.iso9999.all()],
        "mdr_class": item.mdr_class.code,
        "ai_act_class": item.ai_act_class.code,
        "price_model": item.price_model.code,
        "market": market_of(item).name.lower(),
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


@router.get("", response=ProductsOut, summary="The catalogue of products")
def list_products(request: HttpRequest, query: Query[ProductQuery]) -> dict[str, Any]:
    """Products by name, or the best match first when a text is given. Open to all."""
    asked = QueryDict(mutable=True)
    for name, address in IN_ADDRESSES.items():
        asked.setlist(
            address, [MARKETS.get(value, value) if name == "market" else value for value in getattr(query, name)]
        )
    asked["q"] = query.q
    known = known_choices()
    keys = found_keys(read_filters(asked, known), known)
    page = keys[query.offset : query.offset + query.limit]
    return {"items": [_out(item) for item in shown_products(page)], "count": len(keys)}


@router.get("/{product_id}", response=ProductOut, summary="One product")
def one_product(request: HttpRequest, product_id: UUID) -> dict[str, Any]:
    """The product with that id. Open to all."""
    return _out(product_by_id(product_id))


declare(may_read, list_products, one_product)
