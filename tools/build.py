"""What an installation needs beside the packages: front-end assets, compiled translations, collected static files."""

import os
import subprocess
import sys

from tools import assets, translations

STATIC = assets.ROOT / "build" / "static"
# Production serves files under names that carry a hash of their content, so it must collect them. Collecting uses none
# of the settings that production insists on; these stand in where the operator has not given them yet.
STAND_INS = {
    "TOVHOLDER_SECRET_KEY": "used-for-nothing-but-collecting-files-used-for-nothing",
    "TOVHOLDER_ALLOWED_HOSTS": "localhost",
    "TOVHOLDER_BASE_URL": "https://localhost",
    "TOVHOLDER_DATABASE_URL": "postgresql://localhost/unused",
}


def build() -> None:
    """Makes the assets and the translations: all that a demo needs. Raises :class:`assets.AssetError` without npm's."""
    assets.build()
    assets.build_paper_fonts()
    translations.compile_all()
    # The server warns when there is no folder for collected files; a demo serves them from where they lie.
    STATIC.mkdir(parents=True, exist_ok=True)


def main() -> int:
    """Makes everything for a production installation. Gives the exit code."""
    try:
        build()
    except assets.AssetError as error:
        print(error, file=sys.stderr)
        return 1
    environment = {**STAND_INS, **os.environ, "TOVHOLDER_MODE": "production"}
    command = [sys.executable, "-m", "tovholder", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
