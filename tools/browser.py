"""Where the Chromium is that the browser tests drive."""

import os
import shutil

VARIABLE = "TOVHOLDER_TEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of the browser: the one that ``TOVHOLDER_TEST_CHROMIUM`` names, else the system's, else nothing."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), None)
