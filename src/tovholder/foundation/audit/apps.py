"""The Django application of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, in the transaction in which it was done."""

    name = "tovholder.foundation.audit"
    label = "audit"
