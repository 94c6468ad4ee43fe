"""The Django application of this room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Paper: the PDF of an object or a report."""

    name = "tovholder.foundation.reports"
    label = "reports"
