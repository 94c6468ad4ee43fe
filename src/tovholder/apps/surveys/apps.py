"""The Django application of this room."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Dataindsamling: the yearly question to all municipalities."""

    name = "tovholder.apps.surveys"
    label = "surveys"
