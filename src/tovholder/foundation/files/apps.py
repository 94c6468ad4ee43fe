"""The Django application of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Documents and pictures that people bring: checked, made anew, stored once."""

    name = "tovholder.foundation.files"
    label = "files"
