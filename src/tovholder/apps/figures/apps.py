"""The Django application of this room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Published figures, each with its source, year and base."""

    name = "tovholder.apps.figures"
    label = "figures"
