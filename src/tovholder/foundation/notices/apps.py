"""The Django application of this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices and mail."""

    name = "tovholder.foundation.notices"
    label = "notices"
