"""The Django application of this room."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals and the action plan that reaches them."""

    name = "tovholder.apps.goals"
    label = "goals"
