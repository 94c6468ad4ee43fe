"""The demo in a database."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import override_settings

from tovholder.apps.projects.public import Project, national_figures, stale_projects
from tovholder.demo.build import build_demo
from tovholder.demo.logins import PASSWORD, logins
from tovholder.demo.stage import Level
from tovholder.demo.who import who
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import current_holdings
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.public import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import ANONYMOUS

TODAY = date(2026, 11, 21)


def _build(level: Level) -> list[str]:
    said: list[str] = []
    build_demo(1, TODAY, level, said.append)
    return said


@pytest.mark.django_db
def test_the_full_demo_shows_the_published_totals() -> None:
    """What was planned is what the product says: totals, states, years, and municipalities with and without."""
    said = _build(Level.FULL)
    figures = national_figures()
    assert (figures.projects, len(figures.with_projects), len(figures.without_projects)) == (1077, 71, 27)
    assert (figures.by_status["in_operation"], figures.by_status["implementing"]) == (430, 233)
    by_year = figures.registered_by_year
    assert {year: count for year, count in by_year.items() if count} == {2014: 412, 2015: 214, 2016: 226, 2017: 225}
    assert figures.on_map_by_year[2017] > 2 * figures.on_map_by_year[2014]
    assert sum(stale_projects(pk).count() for pk in Municipality.objects.values_list("pk", flat=True)) == 103
    assert Project.objects.visible_to(ANONYMOUS).count() == 273
    assert "  1160 projekter, 1077 på Landkortet" in said


@pytest.mark.django_db
def test_the_empty_stage_has_people_and_no_work() -> None:
    """Somebody can log in and see the empty states."""
    _build(Level.EMPTY)
    assert (Project.objects.count(), User.objects.count()) == (0, len(logins()))


@pytest.mark.django_db
def test_there_is_a_login_for_every_role() -> None:
    """Every role that the product knows can be tried, with the one password that is printed."""
    _build(Level.EMPTY)
    every = roles.TENANT_ROLES | {roles.NATIONAL_EDITOR, roles.SUPPLIER, roles.OPERATOR}
    assert {login.role for login in logins()} == every
    for login in logins():
        user = User.objects.get(email=login.email)
        assert user.check_password(PASSWORD), login.email
        held = [holding.role.code for holding in current_holdings(user)]
        assert held == ([] if login.role == "operator" else [login.role]), login.email
    kinds = RoleHolding.objects.filter(role__code="council_member").values_list("kind__code", flat=True)
    assert set(kinds) == {"disability_council", "senior_council", "vulnerable_council"}
    assert authenticate(username=logins()[0].email, password=PASSWORD) is not None


@pytest.mark.django_db
def test_the_command_prints_the_logins() -> None:
    """Mail address, name, role and place of everybody, and the password once."""
    out = StringIO()
    call_command("demo_logins", stdout=out)
    assert out.getvalue() == "Der er ingen demo i databasen.\n"
    _build(Level.EMPTY)
    out = StringIO()
    call_command("demo_logins", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == f"Alle har adgangskoden {PASSWORD} (opfundne personer):"
    assert lines[3].split(maxsplit=1) == [
        "lone.bisgaard@syddjurs.example",
        "Lone Bisgaard, Leder af enhed, Plejecenter Fyrreglimt, Syddjurs",
    ]
    assert len(lines) == 1 + len(logins())


def test_who_one_is_can_be_read() -> None:
    """Council, region, editor, supplier and operator are named as people would name them."""
    named = {login.email.split(".")[0].split("@")[0]: who(login) for login in logins()}
    assert named["inger"] == "Rådsmedlem (Handicapråd), Syddjurs"
    assert named["lene"] == "Region, Region Midtjylland"
    assert named["ida"] == "National redaktør"
    assert named["kasper"] == "Leverandør, Nordlys Velfærdsteknik"
    assert named["drift"] == "Driftsansvarlig"


@pytest.mark.django_db
def test_a_demo_is_never_mixed_with_other_data() -> None:
    """With a person in the database the command refuses, and writes nothing."""
    User.objects.create_user("nogen@kommunen.example", "en-rigtig-lang-kode", name="Nogen")
    with pytest.raises(CommandError, match="Der er allerede data i databasen"):
        call_command("build_demo", "--stage", "pilot", stdout=StringIO())
    assert (User.objects.count(), Project.objects.count()) == (1, 0)


@pytest.mark.django_db
@override_settings(PRODUCTION=True)
def test_production_gets_no_invented_data() -> None:
    """The command refuses in production."""
    with pytest.raises(CommandError, match="aldrig opfundne data"):
        call_command("build_demo", "--stage", "empty", stdout=StringIO())
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_a_day_too_early_is_told() -> None:
    """The history ends in 2017; the command says which day will do."""
    with pytest.raises(CommandError, match="2018-01-01 or later"):
        call_command("build_demo", "--today", "2017-06-01", stdout=StringIO())
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_everything_came_in_by_an_action() -> None:
    """Each unit, person and role of the empty stage left its entry in the log; nothing was written beside it."""
    _build(Level.EMPTY)
    counts = Counter(AuditEntry.objects.values_list("action", flat=True))
    assert counts == {
        "municipalities.create_administration": 2,
        "municipalities.create_unit": 6,
        "municipalities.create_partner": 1,
        "demo.add_person": len(logins()),
        "accounts.give_role": len(logins()) - 1,
    }


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    """Two full demos built by two processes are the same SQLite file. (That seeds matter, the plan's tests show.)"""
    folders = [tmp_path / "first", tmp_path / "second"]
    running = [_start(folder) for folder in folders]
    for process in running:
        out, _ = process.communicate(timeout=400)
        assert process.returncode == 0, out
    first, second = (_digest(folder / "tovholder.sqlite3") for folder in folders)
    assert first == second
    with sqlite3.connect(folders[0] / "tovholder.sqlite3") as database:
        count = database.execute("SELECT count(*) FROM projects_project").fetchone()[0]
    assert count == 1160


def _start(folder: Path) -> subprocess.Popen[str]:
    """Start migrating and building in a process of its own, as a newcomer's machine does."""
    folder.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOVHOLDER_")}
    environment = kept | {"TOVHOLDER_MODE": "demo", "TOVHOLDER_DATA": str(folder), "PYTHONHASHSEED": "random"}
    code = (
        "from django.core.management import execute_from_command_line as run;"
        "run(['', 'migrate', '-v', '0']); run(['', 'build_demo', '--today', '2026-11-21'])"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment | {"DJANGO_SETTINGS_MODULE": "tovholder.site.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
