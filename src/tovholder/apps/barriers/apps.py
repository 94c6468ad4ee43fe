"""The Django application of this room."""

from django.apps import AppConfig


class BarriersConfig(AppConfig):
    """What stands in the way, what was tried against it, and whether it helped."""

    name = "tovholder.apps.barriers"
    label = "barriers"
