"""The main navigation."""

from collections.abc import Iterator

import pytest

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
