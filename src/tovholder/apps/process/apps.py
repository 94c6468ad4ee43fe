"""The Django application of this room."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """Rounds of the circular process: phases, steps, reflection, learnings, and how far everybody is."""

    name = "tovholder.apps.process"
    label = "process"
