"""The Django application of this room."""

from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    """IT-screenings of units: needs, what is there, network, competences, resources."""

    name = "tovholder.apps.screenings"
    label = "screenings"
