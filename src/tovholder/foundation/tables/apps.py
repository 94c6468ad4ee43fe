"""The Django application of this room."""

from django.apps import AppConfig


class TablesConfig(AppConfig):
    """Lists: columns drive the page, the export and the import."""

    name = "tovholder.foundation.tables"
    label = "tables"
