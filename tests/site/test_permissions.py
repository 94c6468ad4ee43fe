"""Every address and every API operation declares who may, and answers accordingly to everybody who asks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.site.permission_table import API_EXPECTED, EXPECTED
from tests.site.permission_world import WHO, World, asked, made
from tests.site.walk import addresses, operations, patterns
from tests.standing import as_tests_live, standing
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import ApiToken
from tovholder.foundation.jobs.models import WorkerSign
from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel import clock

pytestmark = pytest.mark.django_db

# Made by the API's library: the description of the API and its root hold nothing that is anybody's.
OF_THE_LIBRARY = {"api:openapi-json", "api:api-root"}


def _of_the_api(name: str) -> bool:
    """The API's addresses are walked by operation: one address may have several, each with a rule of its own."""
    return name.startswith("api:")


def _room(name: str) -> str:
    return name.partition(":")[0] if ":" in name else "site"


def test_every_view_declares_a_rule() -> None:
    """A page without one would be open by being forgotten."""
    without = {
        name
        for name, view in addresses().items()
        if not _of_the_api(name) and not isinstance(getattr(view, "rule", None), Rule)
    }
    assert without == set()


def test_every_operation_of_the_api_declares_a_rule() -> None:
    """As the pages do."""
    without = {name for name, view in operations().items() if not isinstance(getattr(view, "rule", None), Rule)}
    assert without == set()


def test_every_address_has_one_name() -> None:
    """What has no name is not in the table, and two of one name would be one row."""
    names = [name for name, pattern in patterns() if not _of_the_api(name)]
    assert [name for name, pattern in patterns() if not pattern.name] == []
    assert sorted(names) == sorted(set(names))


def test_every_address_stands_in_the_table() -> None:
    """Who adds a page says who is answered what; who takes one away takes its row."""
    assert set(EXPECTED) == {name for name in addresses() if not _of_the_api(name)}
    assert set(API_EXPECTED) == {name.replace("//", "/") for name in operations()}
    assert {name for name in addresses() if _of_the_api(name)} >= OF_THE_LIBRARY


@pytest.fixture(scope="module")
def one_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Path]]:
    """One of everything and one of everybody, with its files: made once for all rooms."""
    folder = tmp_path_factory.mktemp("world")
    with standing(django_db_blocker):
        with as_tests_live(), override_settings(DATA_FOLDER=folder):
            world = made()
        yield world, folder


@pytest.fixture
def world(one_world: tuple[World, Path], settings: Settings) -> World:
    """The world, and files of one's own: the database is brought back after each test, a folder is not."""
    made_before, folder = one_world
    shutil.copytree(folder, settings.DATA_FOLDER, dirs_exist_ok=True)
    WorkerSign.objects.update(seen_at=Now())  # the world may be minutes old by now, and a worker's sign fades
    return made_before


@pytest.mark.requirement("ORG-01", "ORG-21")
@pytest.mark.parametrize("room", sorted({_room(name) for name in EXPECTED}))
def test_everybody_is_answered_as_the_table_says(world: World, room: str) -> None:
    """Every address of a room, asked by everybody; what was done is undone between two."""
    expected = {name: answers for name, answers in EXPECTED.items() if _room(name) == room}
    found = {
        name: [asked(world.clients[who], reverse(name, kwargs=world.of(name))) for who in WHO] for name in expected
    }
    assert found == expected


@pytest.mark.requirement("ORG-21")
def test_everybodys_key_opens_what_the_table_says(world: World) -> None:
    """The API shows a seat what the pages show it."""
    keys = {who: _key(world, who) for who in WHO}
    found = {}
    for name in API_EXPECTED:
        method, _space, address = name.partition(" ")
        for mark, value in world.api.items():
            address = address.replace(mark, value)
        found[name] = [_sent(method, address, BODIES.get(name, {}), keys[who]) for who in WHO]
    assert found == API_EXPECTED


BODIES = {
    "POST /projects/{project_id}/steps": {"to_status": "pilot"},
    "PUT /projects/{project_id}/tier": {"tier": "public"},
}


def _sent(method: str, address: str, body: dict[str, str], key: dict[str, str]) -> str:
    """The status of one request; nothing that it did stays."""
    with transaction.atomic():
        sent = None if method == "GET" else body
        call = getattr(Client(raise_request_exception=False), method.lower())
        answer = call(f"/api/v1{address}", sent, content_type="application/json", headers=key)
        transaction.set_rollback(True)
    return str(answer.status_code)


def _key(world: World, who: str) -> dict[str, str]:
    """The header with a key of that person's seat; none for nobody."""
    if who == "anonymous":
        return {}
    held = world.holdings[who]
    ApiToken.objects.create(
        holding=held,
        municipality=held.municipality,
        name="Prøve",
        secret_hash=secret_hash(who),
        hint="tov_",
        made_at=clock.now(),
        expires_on=clock.today().replace(year=2027),
        writes=True,
    )
    return {"Authorization": f"Bearer {who}"}


@pytest.mark.parametrize("header", ["Bearer unknown", "Bearer ", "Basic dXNlcjp4", "token"])
def test_a_key_that_does_not_work_opens_nothing_not_even_what_is_open(header: str) -> None:
    """A wrong key is told, instead of being taken for nobody."""
    answers = {Client().get(f"/api/v1{path}", headers={"Authorization": header}).status_code for path in ("/projects",)}
    assert answers == {401}
