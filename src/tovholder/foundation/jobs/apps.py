"""The Django application of this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work that shows progress and can be cancelled."""

    name = "tovholder.foundation.jobs"
    label = "jobs"
