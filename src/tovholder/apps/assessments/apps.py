"""The Django application of this room."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What one citizen needs and could use, under an alias."""

    name = "tovholder.apps.assessments"
    label = "assessments"
