"""The Django application of the composition: it opens the doors of all rooms."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    """Loaded last, so that every room is there when plugs and handlers are found."""

    name = "tovholder.site"
    label = "site"

    def ready(self) -> None:
        """Find what the rooms contribute: event handlers, plugs and tasks."""
        autodiscover_modules("handlers")
        autodiscover_modules("plugs")
        autodiscover_modules("tasks")
