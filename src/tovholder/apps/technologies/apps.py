"""The Django application of this room."""

from django.apps import AppConfig


class TechnologiesConfig(AppConfig):
    """The shared catalogue of welfare technologies."""

    name = "tovholder.apps.technologies"
    label = "technologies"
