"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.products.actions import add_products, propose_product, tell_facts
from tovholder.apps.products.market import Market
from tovholder.apps.products.models import Product
from tovholder.apps.products.presenting import shown_market
from tovholder.apps.products.selectors import (
    product_by_id,
    product_for,
    products,
    products_of_technology,
    suppliers,
)
from tovholder.apps.products.writing import MarketFacts, ProductFacts

__all__ = [
    "Market",
    "MarketFacts",
    "Product",
    "ProductFacts",
    "add_products",
    "product_by_id",
    "product_for",
    "products",
    "products_of_technology",
    "propose_product",
    "shown_market",
    "suppliers",
    "tell_facts",
]
