"""The Django application of this room."""

from django.apps import AppConfig


class BusinessCasesConfig(AppConfig):
    """Business cases: what it costs, what it gives, to whom, and when."""

    name = "tovholder.apps.businesscases"
    label = "businesscases"
