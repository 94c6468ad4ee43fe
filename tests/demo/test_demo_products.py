"""The demo's suppliers and products: plainly invented, and the same each time."""

from collections import Counter
from datetime import date

import pytest

from tests.people import actor
from tovholder.apps.products.models import Product, Proposal
from tovholder.apps.products.public import Market, products
from tovholder.demo.stage import Build, Level
from tovholder.demo.stages.people import build_logins, build_organisation
from tovholder.demo.stages.products import build_products
from tovholder.foundation.municipalities.models import Partner

TODAY = date(2026, 11, 21)


@pytest.mark.django_db
def test_the_demo_has_forty_invented_products() -> None:
    """Eight suppliers that say they are invented, products in every phase, and the one with a login told its own."""
    build = Build(1, TODAY, Level.PILOT, lambda line: None)
    for stage in (build_organisation, build_logins, build_products):
        stage(build)
    suppliers = list(Partner.objects.filter(municipality__isnull=True))
    assert (len(suppliers), products().count()) == (8, 40)
    assert [supplier.name for supplier in suppliers if "(opfundet)" not in supplier.experience] == []
    assert [supplier.name for supplier in suppliers if not supplier.website.endswith(".example/")] == []
    markets = Counter(product.market_on(TODAY) for product in products())
    assert {market for market in Market if not markets[market]} == set()
    told = Product.objects.exclude(told_by_supplier={})
    assert {product.supplier.name for product in told} == {"Nordlys Velfærdsteknik"}
    assert [len(number) for number in Product.objects.exclude(hmi_number="").values_list("hmi_number", flat=True)] == [
        8
    ] * 11
    assert list(Proposal.objects.visible_to(actor("national_editor")).values_list("name", "state")) == [
        ("Havre Fællestavle", "proposed")
    ]
