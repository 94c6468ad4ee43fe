"""The Django application of this room."""

from django.apps import AppConfig


class CodesConfig(AppConfig):
    """Dated lists of codes: what changes with time is data."""

    name = "tovholder.foundation.codes"
    label = "codes"
