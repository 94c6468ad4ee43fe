"""The settings that an operator may give, typed and described in one place.

Every setting is read from the environment variable of its name, or from the file that ``NAME_FILE`` names.
``docs/settings.md`` is written from this registry (``tovholder write_settings_doc``).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

MODES = ("demo", "production", "test")


class SettingError(Exception):
    """A setting is missing or cannot be read. The message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting: how its text is read, what it is without one, and what it means to an operator."""

    name: str
    read: Callable[[str], T]
    default: T
    meaning: str
    kind: str = "text"
    secret: bool = False
    needed_in_production: bool = False

    def value(self, environment: Mapping[str, str], *, production: bool = False) -> T:
        """The value in ``environment``. Raises :class:`SettingError` when it cannot be read or is missing."""
        text = environment.get(self.name, "")
        path = environment.get(f"{self.name}_FILE", "")
        if not text and path:
            text = _content(self.name, path)
        if not text:
            if production and self.needed_in_production:
                raise SettingError(
                    f"{self.name} is not set. {self.meaning} Set it, or {self.name}_FILE, and start again."
                )
            return self.default
        try:
            return self.read(text)
        except ValueError as error:
            raise SettingError(f"{self.name} cannot be read: {error}") from error


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name}_FILE names a file that cannot be read: {error.strerror}") from error


def _mode(text: str) -> str:
    if text not in MODES:
        raise ValueError(f"{text!r} is none of {', '.join(MODES)}")
    return text


def _switch(text: str) -> bool:
    answers = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.lower() not in answers:
        raise ValueError(f"{text!r} is neither yes nor no")
    return answers[text.lower()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _day(text: str) -> date | None:
    return date.fromisoformat(text)


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(f"{number} is negative")
    return number


_LOCAL_HOSTS: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
REPOSITORY = Path(__file__).resolve().parents[3]

MODE = Setting("TOVHOLDER_MODE", _mode, "demo", "How the product runs: demo, production or test.", kind="word")
DATA = Setting(
    "TOVHOLDER_DATA",
    lambda text: Path(text).expanduser().resolve(),
    REPOSITORY / "var" / "data",
    "The folder for everything that the product writes: database file, search index, uploads.",
    kind="folder",
)
SECRET_KEY = Setting(
    "TOVHOLDER_SECRET_KEY",
    str,
    "demo-key-never-used-in-production",
    "Signs sessions and links. At least 50 random characters.",
    secret=True,
    needed_in_production=True,
)
DATABASE_URL = Setting(
    "TOVHOLDER_DATABASE_URL",
    str,
    "",
    "The PostgreSQL database, postgresql://user:password@host:port/name. Without: an SQLite file in the data folder.",
    kind="address",
    secret=True,
    needed_in_production=True,
)
ALLOWED_HOSTS = Setting(
    "TOVHOLDER_ALLOWED_HOSTS",
    _words,
    _LOCAL_HOSTS,
    "The host names under which the product is reached, separated by commas.",
    kind="list",
    needed_in_production=True,
)
BASE_URL = Setting(
    "TOVHOLDER_BASE_URL",
    lambda text: text.rstrip("/"),
    "http://localhost:8000",
    "The address that links in mail start with.",
    kind="address",
    needed_in_production=True,
)
BEHIND_PROXY = Setting(
    "TOVHOLDER_BEHIND_PROXY",
    _switch,
    False,
    "Whether a reverse proxy ends TLS and sets X-Forwarded-Proto and X-Forwarded-For.",
    kind="yes/no",
)
MAIL_URL = Setting(
    "TOVHOLDER_MAIL_URL",
    str,
    "",
    "The mail server, smtp+tls://user:password@host:587. Without it mail is written to the console.",
    kind="address",
    secret=True,
)
MAIL_FROM = Setting("TOVHOLDER_MAIL_FROM", str, "tovholder@localhost", "The sender of the product's mail.", kind="mail")
TODAY = Setting("TOVHOLDER_TODAY", _day, None, "The demo's day (YYYY-MM-DD). Refused in production.", kind="date")
SECOND_FACTOR = Setting(
    "TOVHOLDER_SECOND_FACTOR",
    _switch,
    False,
    "Whether the login in front asks for a second factor. Rooms with citizens' data stay closed without.",
    kind="yes/no",
)
IMPORT_MAX_MB = Setting(
    "TOVHOLDER_IMPORT_MAX_MB", _whole, 20, "The largest file taken for import, in MB.", kind="number"
)
FILE_MAX_MB = Setting(
    "TOVHOLDER_FILE_MAX_MB",
    _whole,
    10,
    "The largest document or picture that is kept, in MB; never more than TOVHOLDER_IMPORT_MAX_MB.",
    kind="number",
)
PICTURE_MAX_MEGAPIXELS = Setting(
    "TOVHOLDER_PICTURE_MAX_MEGAPIXELS",
    _whole,
    60,
    "The largest picture that is read, in millions of points. Each takes up to 4 MB of memory while it shrinks.",
    kind="number",
)
JOB_TIMEOUT = Setting(
    "TOVHOLDER_JOB_TIMEOUT",
    _whole,
    120,
    "Seconds without a sign of life after which a running job is taken as killed.",
    kind="number",
)
SECURITY_CONTACT = Setting(
    "TOVHOLDER_SECURITY_CONTACT",
    str,
    "",
    "Where weaknesses are reported, mailto:… or https://…; shown in /.well-known/security.txt.",
    kind="address",
)
LOG_LEVEL = Setting(
    "TOVHOLDER_LOG_LEVEL", str.upper, "INFO", "How much is logged: DEBUG, INFO, WARNING, ERROR.", kind="word"
)

ALL: tuple[Setting[object], ...] = tuple(value for value in list(globals().values()) if isinstance(value, Setting))


def read(setting: Setting[T]) -> T:
    """The value of ``setting`` in this process's environment."""
    production = MODE.value(os.environ) == "production"
    return setting.value(os.environ, production=production)
