"""Invented suppliers and products, some of them told by the supplier who can log in."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tovholder.apps.products.public import (
    MarketFacts,
    ProductFacts,
    add_products,
    propose_product,
    tell_facts,
)
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Partner, change_partner, create_partner
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.months import first_of_month

PRICED_MONTHS_AGO = 2
TOLD = ("support", "data_location", "interfaces")


def build_products(build: Build) -> None:
    """The suppliers, their products, what one of them told itself, and a proposal that waits for the editors."""
    known = Lookups.read()
    data: Mapping[str, Sequence[Mapping[str, Any]]] = read("products.toml")
    suppliers = _suppliers(known, data["supplier"])
    made = add_products(by=SYSTEM, products=[_facts(row, known, suppliers, build.today) for row in data["product"]])
    held = RoleHolding.objects.select_related("user", "role", "partner").filter(role__code="supplier").first()
    if held is not None:
        for product, row in zip(made, data["product"], strict=True):
            if row.get("told") and product.supplier_id == held.partner_id:
                told = {
                    name: row.get(key, "") for name, key in zip(TOLD, ("support", "data", "interfaces"), strict=True)
                }
                tell_facts(by=actor_of(held), product=product, facts=told)
    propose_product(
        by=SYSTEM,
        municipality=known.tenants[PILOT],
        name="Havre Fællestavle",
        supplier_name="Havrebakken Digital",
        technology=known.technologies["beboerskaerm"],
        website="https://havrebakken.example/tavle/",
        note="Vi har set den på et botilbud og savner den i kataloget.",
    )
    build.say(f"  {len(made)} produkter fra {len(suppliers)} leverandører")


def _suppliers(known: Lookups, rows: Sequence[Mapping[str, Any]]) -> dict[str, Partner]:
    """The shared suppliers by name; the one who can log in is there already and gets its words."""
    kind = known.codes["partner_kind", "it_supplier"]
    there = {partner.name: partner for partner in Partner.objects.filter(municipality__isnull=True)}
    suppliers = {}
    for row in rows:
        words = {"name": row["name"], "kind": kind, "website": row["website"], "experience": row["experience"]}
        if row["name"] in there:
            suppliers[row["name"]] = change_partner(there[row["name"]], by=SYSTEM, **words)
        else:
            suppliers[row["name"]] = create_partner(by=SYSTEM, municipality=None, **words)
    return suppliers


def _facts(row: Mapping[str, Any], known: Lookups, suppliers: Mapping[str, Partner], today: date) -> ProductFacts:
    priced = "purchase" in row or "month" in row
    told = row.get("told", False)
    market = MarketFacts(
        price_model=known.codes["price_model", row["model"]],
        hmi_number=row.get("hmi", ""),
        price_purchase=_price(row.get("purchase")),
        price_per_month=_price(row.get("month")),
        price_note=row.get("price_note", ""),
        priced_on=_month(today, -PRICED_MONTHS_AGO) if priced else None,
        support="" if told else row.get("support", ""),
        support_until=_month(today, row.get("support_until")),
        marketed_since=_month(today, row.get("since")),
        end_of_life=_month(today, row.get("end_of_life")),
        processor_agreement=row.get("agreement", "unknown"),
        data_location="" if told else row.get("data", ""),
        interfaces="" if told else row.get("interfaces", ""),
        website=suppliers[row["supplier"]].website,
    )
    return ProductFacts(
        name=row["name"],
        supplier=suppliers[row["supplier"]],
        technologies=[known.technologies[slug] for slug in row["technologies"]],
        description_da=row["text"],
        iso9999=[known.codes["iso9999", code] for code in row.get("iso", ())],
        mdr_class=known.codes["mdr_class", row.get("mdr", "not_device")],
        ai_act_class=known.codes["ai_act_class", row.get("ai", "no_ai")],
        licence=row.get("licence", ""),
        market=market,
    )


def _price(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _month(today: date, months: int | None) -> date | None:
    """The first of the month that lies so many months from today."""
    return None if months is None else first_of_month(today, months)
