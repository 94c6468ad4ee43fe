"""The Django application of this room."""

from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    """Benefit trees, benefits with their owners and indicators, and what was measured."""

    name = "tovholder.apps.benefits"
    label = "benefits"
