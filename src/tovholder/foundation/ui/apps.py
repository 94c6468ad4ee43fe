"""The Django application of this room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: page kinds and components."""

    name = "tovholder.foundation.ui"
    label = "ui"
