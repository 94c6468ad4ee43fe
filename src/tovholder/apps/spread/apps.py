"""The Django application of this room."""

from django.apps import AppConfig


class SpreadConfig(AppConfig):
    """How far a technology has come among those it is meant for, and where it stalls."""

    name = "tovholder.apps.spread"
    label = "spread"
