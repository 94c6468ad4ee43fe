"""The people who can log in to a demo: one for each role, all with the same password."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tovholder.demo.texts import read

PASSWORD: Final = "tovholder-demo"  # noqa: S105  # printed on the login page of every demo
SALT: Final = "only-in-the-demo"
"""A fixed salt makes the hash, and so the database file, repeatable. There is no secret to protect."""


@dataclass(frozen=True, slots=True)
class Login:
    """An invented person and the one role they hold. ``role`` is *operator* for who runs the installation."""

    email: str
    name: str
    role: str
    municipality: str = ""
    unit: str = ""
    kind: str = ""
    partner: str = ""


def logins() -> tuple[Login, ...]:
    """All demo logins, in the order in which they are shown."""
    rows: list[Mapping[str, str]] = read("logins.toml")["login"]
    return tuple(Login(**row) for row in rows)
