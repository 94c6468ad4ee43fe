"""The Django application of this room."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Pools of money, applications for them, and buying together."""

    name = "tovholder.apps.funding"
    label = "funding"
