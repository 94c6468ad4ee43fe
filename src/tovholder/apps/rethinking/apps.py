"""The Django application of this room."""

from django.apps import AppConfig


class RethinkingConfig(AppConfig):
    """Work tasks that could be done otherwise, one field of work at a time."""

    name = "tovholder.apps.rethinking"
    label = "rethinking"
