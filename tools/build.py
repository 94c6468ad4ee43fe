"""What an installation needs beside the packages: front-end assets, compiled translations, collected static files."""

import os
import subprocess
import sys

from tools import assets, translations


def build() -> None:
    """Makes the assets and the translations: all that a demo needs. Raises :class:`assets.AssetError` without npm's."""
    assets.build()
    assets.build_paper_fonts()
    translations.compile_all()


def main() -> int:
    """Makes everything for a production installation. Gives the exit code."""
    try:
        build()
    except assets.AssetError as error:
        print(error, file=sys.stderr)
        return 1
    # Production serves files under names that carry a hash of their content; only it collects them.
    environment = {"TOVHOLDER_SECRET_KEY": "x" * 50, "TOVHOLDER_ALLOWED_HOSTS": "localhost", **os.environ}
    environment |= {"TOVHOLDER_MODE": "production"}
    command = [sys.executable, "-m", "tovholder", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
