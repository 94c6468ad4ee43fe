"""``tovholder write_settings_doc``: docs/settings.md from the registry of settings."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tovholder.site import env
from tovholder.site.settings_doc import document


class Command(BaseCommand):
    """Write the page that tells an operator about every setting."""

    help = "Write docs/settings.md from the registry of settings."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another file, if wanted."""
        parser.add_argument("--file", type=Path, default=env.REPOSITORY / "docs" / "settings.md")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file whole."""
        options["file"].write_text(document(env.ALL), encoding="utf-8")
