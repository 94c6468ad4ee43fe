"""The Django application of this room."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Questionnaires on their way, from the first question to the edition that never changes."""

    name = "tovholder.apps.drafting"
    label = "drafting"
