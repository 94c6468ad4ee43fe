"""The Django application of this room."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """What must be in place, and the decision to continue, adjust or stop."""

    name = "tovholder.apps.decisions"
    label = "decisions"
