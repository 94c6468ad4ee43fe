"""Production starts only when it is safe, and says in one sentence what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tovholder.site import env

WHOLE = {
    "TOVHOLDER_MODE": "production",
    "TOVHOLDER_SECRET_KEY": "k" * 60,
    "TOVHOLDER_DATABASE_URL": "postgresql://tovholder:hemmelig%40@db.example:5433/tovholder",
    "TOVHOLDER_ALLOWED_HOSTS": "tovholder.example, www.tovholder.example",
    "TOVHOLDER_BASE_URL": "https://tovholder.example/",
}


def _start(environment: dict[str, str], show: str = "'started'") -> tuple[int, str]:
    """Read the settings in a process of their own; what it printed, or the sentence with which it refused."""
    program = (
        "import sys\n"
        "from tovholder.site.env import SettingError\n"
        "try:\n"
        "    from tovholder.site import settings\n"
        "except SettingError as error:\n"
        "    sys.exit(str(error))\n"
        f"print({show})\n"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOVHOLDER_")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout if done.returncode == 0 else done.stderr).strip()


def test_production_starts_with_all_it_needs() -> None:
    """And then its cookies are secure, its redirects go to HTTPS, and the citizens room is closed."""
    show = (
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.LANGUAGE_COOKIE_SECURE,"
        "settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.CITIZEN_ROOMS_OPEN, settings.DEBUG"
    )
    assert _start(WHOLE, show) == (0, "True True True True 31536000 False False")


def test_the_database_and_hosts_are_read_as_they_are_written() -> None:
    """Quoted characters in the password, spaces between the hosts."""
    show = "[settings.DATABASES['default'][part] for part in ('HOST', 'PORT', 'USER', 'PASSWORD', 'NAME')]"
    assert _start(WHOLE, show)[1] == "['db.example', '5433', 'tovholder', 'hemmelig@', 'tovholder']"
    assert _start(WHOLE, "settings.ALLOWED_HOSTS")[1] == "['tovholder.example', 'www.tovholder.example']"


def test_the_citizens_room_opens_with_a_second_factor() -> None:
    """The operator says that the login in front asks for one."""
    answer = _start({**WHOLE, "TOVHOLDER_SECOND_FACTOR": "yes"}, "settings.CITIZEN_ROOMS_OPEN")
    assert answer == (0, "True")


NEEDED = [setting for setting in env.ALL if setting.needed_in_production]


@pytest.mark.parametrize("name", [setting.name for setting in NEEDED])
def test_production_refuses_to_start_without_what_it_needs(name: str) -> None:
    """Each of them, with a sentence that names it and the way to give it by file."""
    status, said = _start({key: value for key, value in WHOLE.items() if key != name})
    assert status == 1
    assert said.startswith(f"{name} is not set.")
    assert f"{name}_FILE" in said


def test_the_needed_settings_are_these() -> None:
    """Key, database, hosts and address."""
    assert {setting.name for setting in NEEDED} == set(WHOLE) - {"TOVHOLDER_MODE"}


@pytest.mark.parametrize("name", ["TOVHOLDER_SECRET_KEY", "TOVHOLDER_DATABASE_URL"])
def test_secrets_may_come_from_files(name: str, tmp_path: Path) -> None:
    """As containers hand them over; the line end at the end does not count."""
    file = tmp_path / "secret"
    file.write_text(WHOLE[name] + "\n", encoding="utf-8")
    by_file = {**{key: value for key, value in WHOLE.items() if key != name}, f"{name}_FILE": str(file)}
    show = "settings.SECRET_KEY, settings.DATABASES['default']['PASSWORD']"
    assert _start(by_file, show) == (0, f"{'k' * 60} hemmelig@")


def test_a_secret_file_that_is_not_there_stops_the_start() -> None:
    """Told by name, not by a stack trace."""
    status, said = _start({**WHOLE, "TOVHOLDER_SECRET_KEY": "", "TOVHOLDER_SECRET_KEY_FILE": "/findes/ikke"})
    assert (status, said) == (
        1,
        "TOVHOLDER_SECRET_KEY_FILE names a file that cannot be read: No such file or directory",
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "TOVHOLDER_SECRET_KEY",
            "kort",
            "TOVHOLDER_SECRET_KEY is too short: at least 50 random characters.",
        ),
        ("TOVHOLDER_TODAY", "2026-11-21", "TOVHOLDER_TODAY is for the demo and is refused in production."),
        ("TOVHOLDER_DATABASE_URL", "mysql://db", "TOVHOLDER_DATABASE_URL must start with postgresql://"),
        ("TOVHOLDER_SECOND_FACTOR", "måske", "TOVHOLDER_SECOND_FACTOR cannot be read: 'måske' is neither yes nor no"),
        ("TOVHOLDER_IMPORT_MAX_MB", "-1", "TOVHOLDER_IMPORT_MAX_MB cannot be read: -1 is negative"),
        (
            "TOVHOLDER_MODE",
            "prod",
            "TOVHOLDER_MODE cannot be read: 'prod' is none of demo, production, test",
        ),
    ],
)
def test_a_setting_that_does_not_fit_stops_the_start(name: str, value: str, said: str) -> None:
    """With the name of the setting and what is wrong with it."""
    assert _start({**WHOLE, name: value}) == (1, said)
