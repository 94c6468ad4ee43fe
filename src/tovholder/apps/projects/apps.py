"""The Django application of this room."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Landkortet: the projects of the municipalities."""

    name = "tovholder.apps.projects"
    label = "projects"
