"""The console script ``tovholder``: every management command of the product."""

import os
import sys

from tovholder.site.env import SettingError


def main() -> None:
    """Run the management command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # needs the settings named first

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"Tovholder cannot start. {error}")
