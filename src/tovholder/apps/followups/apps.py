"""The Django application of this room."""

from django.apps import AppConfig


class FollowUpsConfig(AppConfig):
    """Evaluation designs, staggered rollouts, and what the measurements can bear."""

    name = "tovholder.apps.followups"
    label = "followups"
