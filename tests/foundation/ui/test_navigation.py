"""The main navigation."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.pages import Answer
from tests.people import client_of, holding
from tovholder.foundation.ui import navigation
from tovholder.foundation.ui.navigation import NavItem, main_navigation
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor
from tovholder.kernel.registry import Plug, Registry


def known(actor: Actor) -> bool:
    """Whether somebody acts."""
    return not actor.is_anonymous


@pytest.fixture
def _entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A navigation of three entries, one of which is nowhere mounted."""
    entries: Registry[NavItem] = Registry("NavItem of a test")
    entries.register(NavItem("b.guide", "Komponenter", "ui:styleguide", order=20, allowed=known))
    entries.register(NavItem("a.about", "Om", "ui:about", order=10))
    entries.register(NavItem("c.none", "Ingen steder", "nowhere:page", order=30))
    monkeypatch.setattr(navigation, "NAVIGATION", entries)
    yield
    listed: list[Registry[Plug]] = Registry.all
    listed[:] = [registry for registry in listed if registry.contract != "NavItem of a test"]


@pytest.mark.usefixtures("_entries")
def test_entries_come_in_order_and_only_those_allowed() -> None:
    """A stranger sees what is open to all; an address that is not mounted is left out."""
    assert [(link.label, link.href) for link in main_navigation(ANONYMOUS, "")] == [("Om", "/om/")]
    assert [link.label for link in main_navigation(SYSTEM, "")] == ["Om", "Komponenter"]


@pytest.mark.usefixtures("_entries")
def test_the_current_entry_is_marked_by_its_namespace() -> None:
    """Any page of the namespace marks the entry; a page elsewhere marks none."""
    assert [link.current for link in main_navigation(ANONYMOUS, "ui:privacy")] == [True]
    assert [link.current for link in main_navigation(ANONYMOUS, "projects:map")] == [False]


def test_further_namespaces_count() -> None:
    """An entry may stand for pages of other rooms."""
    item = NavItem("a", "A", "projects:map", namespaces=("municipalities",))
    assert [item.is_current(name) for name in ("municipalities:detail", "projects:list", "home", "")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.usefixtures("_entries")
@pytest.mark.parametrize(
    ("view_name", "current"), [("ui:about", True), ("ui:styleguide", True), ("search:search", False)]
)
def test_a_full_bar_gathers_the_entries_of_a_group(view_name: str, current: bool) -> None:
    """Up to seven entries stand beside each other; of more, those of one group unfold under its name.

    The group stands where its first entry stood. An entry that is alone in its group stays a link.
    """
    for number in range(3):
        navigation.NAVIGATION.register(NavItem(f"d.{number}", f"Ord {number}", "ui:privacy", order=15, group="Viden"))
    navigation.NAVIGATION.register(NavItem("e.alone", "Ene", "ui:about", order=16, group="Andet"))
    flat = ["Om", "Ord 0", "Ord 1", "Ord 2", "Ene", "Komponenter"]
    assert [link.label for link in main_navigation(SYSTEM, view_name)] == flat
    for number in range(2):
        navigation.NAVIGATION.register(NavItem(f"f.{number}", f"Nyt {number}", "search:search", order=17))
    entries = main_navigation(SYSTEM, view_name)
    assert [entry.label for entry in entries] == ["Om", "Viden", "Ene", "Nyt 0", "Nyt 1", "Komponenter"]
    group = entries[1]
    assert [part.label for part in group.parts] == flat[1:4]
    assert (group.current, [part.current for part in group.parts]) == (current, [current] * 3)
    assert [entry.label for entry in entries if entry.parts] == ["Viden"]


@pytest.mark.django_db
def test_a_coordinator_finds_what_the_country_knows_under_one_name() -> None:
    """In the wide bar it unfolds without scripts and tells where the reader is; a stranger's short bar stays flat."""
    bar = _bar(client_of(holding()).get("/teknologier/"))
    assert '<summary aria-current="true">Viden' in bar
    assert '<a href="/teknologier/" aria-current="page">Teknologier</a>' in bar
    assert bar.count("<details") == 1
    assert "<details" not in _bar(Client().get("/teknologier/"))


def _bar(page: Answer) -> str:
    return page.content.decode().split('<nav class="tv-nav"', 1)[1].split("</nav>", 1)[0]
