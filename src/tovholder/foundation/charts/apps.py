"""The Django application of this room."""

from django.apps import AppConfig


class ChartsConfig(AppConfig):
    """Pictures of data, with their tables."""

    name = "tovholder.foundation.charts"
    label = "charts"
