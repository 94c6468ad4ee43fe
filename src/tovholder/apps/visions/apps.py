"""The Django application of this room."""

from django.apps import AppConfig


class VisionsConfig(AppConfig):
    """Visions with their hearings, their adoption, and who has read them."""

    name = "tovholder.apps.visions"
    label = "visions"
