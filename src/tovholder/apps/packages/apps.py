"""The Django application of this room."""

from django.apps import AppConfig


class PackagesConfig(AppConfig):
    """Reuse packages: the paperwork of a product, shared between municipalities."""

    name = "tovholder.apps.packages"
    label = "packages"
