"""The Django application of this room."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """The figures of surveys, each with its count and base."""

    name = "tovholder.apps.results"
    label = "results"
