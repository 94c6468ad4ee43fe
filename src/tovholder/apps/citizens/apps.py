"""The Django application of this room."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens under an alias: personal data."""

    name = "tovholder.apps.citizens"
    label = "citizens"
