"""The Django application of this room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Invented data."""

    name = "tovholder.demo"
    label = "demo"
