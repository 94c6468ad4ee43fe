"""The Django application of this room."""

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """The 98 municipalities, regions, administrations, units and partners."""

    name = "tovholder.foundation.municipalities"
    label = "municipalities"
