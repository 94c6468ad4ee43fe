"""The Django application of this room."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Products on the market and those who supply them."""

    name = "tovholder.apps.products"
    label = "products"
