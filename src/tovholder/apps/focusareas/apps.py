"""The Django application of this room."""

from django.apps import AppConfig


class FocusAreasConfig(AppConfig):
    """What the municipalities agree to look at together, and the groups that choose it and the questions about it."""

    name = "tovholder.apps.focusareas"
    label = "focusareas"
