"""The Django application of this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One index over everything that can be found."""

    name = "tovholder.foundation.search"
    label = "search"
