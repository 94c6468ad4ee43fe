"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.products.models import Product
from tovholder.apps.products.selectors import product_for, products, products_of_technology

__all__ = ["Product", "product_for", "products", "products_of_technology"]
