"""The Django application of this room."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """My week: what waits for whom."""

    name = "tovholder.foundation.work"
    label = "work"
