"""The Django application of this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The case library: what municipalities have told in public, with a link."""

    name = "tovholder.apps.cases"
    label = "cases"
