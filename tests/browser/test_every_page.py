"""Every named page, filled and empty: axe finds nothing, and nothing scrolls sideways on a narrow phone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import Enter, axe_faults
from tests.people import client_of, holding, unit
from tests.site.permission_world import WHO, World, made
from tests.site.walk import patterns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = 320
# The pages are walked in parts, so that two processes can share them.
FILLED, EMPTY = 4, 2
ORDER = ("coordinator", "staff", "anonymous", "national_editor", *WHO)


def _reader(clients: dict[str, Client], address: str) -> str | None:
    """The first who is shown a page at the address; an address that only takes forms is the same to all."""
    for who in ORDER:
        if who not in clients:
            continue
        answer = clients[who].get(address)
        if answer.status_code == 405:
            return None
        if answer.status_code == 200:
            return who if answer["Content-Type"].startswith("text/html") else None
    return None


def _pages(clients: dict[str, Client], world: World | None, part: int, parts: int) -> list[tuple[str, str, str]]:
    """Name, address and reader of every page that somebody is shown: those of one part of all names."""
    names = [name for name, _pattern in patterns() if not (name.startswith("api:") or name.endswith("logout"))]
    found = []
    for name in names[part::parts]:
        try:
            address = reverse(name, kwargs=world.of(name) if world else {})
        except NoReverseMatch:
            continue  # an address of one record, where there is none
        reader = _reader(clients, address)
        if reader is not None:
            found.append((name, address, reader))
    return found


def _faults_of(page: Page, name: str, address: str) -> list[str]:
    answer = page.goto(address)
    assert answer is not None
    faults = [f"{name} {address}: {fault}" for fault in axe_faults(page)]
    page.set_viewport_size({"width": NARROW, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROW:
        faults.append(f"{name} {address}: {width} px wide on a screen of {NARROW}")
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


def _listener(faults: list[str]) -> Callable[[ConsoleMessage], None]:
    """Puts the browser's complaints with the other faults: a stopped script, a missing file."""

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error":
            faults.append(f"console: {said.text}")

    return heard


def _walked(enter: Enter, clients: dict[str, Client], pages: list[tuple[str, str, str]]) -> list[str]:
    faults: list[str] = []
    for who in {reader for _name, _address, reader in pages}:
        context = enter(clients[who])
        page = context.new_page()
        page.on("console", _listener(faults))
        for name, address, reader in pages:
            if reader == who:
                faults += _faults_of(page, name, address)
        context.close()
    return faults


@pytest.mark.parametrize("part", range(FILLED))
def test_filled_pages_have_no_barriers(reference: None, enter: Enter, part: int) -> None:
    """One of everything is there; each page is read by the first who may."""
    world = made()
    pages = _pages(world.clients, world, part, FILLED)
    assert len(pages) > 50 / FILLED
    assert _walked(enter, world.clients, pages) == []


@pytest.mark.parametrize("part", range(EMPTY))
def test_empty_pages_have_no_barriers(reference: None, enter: Enter, part: int) -> None:
    """Nothing is there but the reader: what stands where nothing is yet."""
    here = unit("Fyret")
    clients = {
        "coordinator": client_of(holding("coordinator")),
        "staff": client_of(holding("staff", in_unit=here)),
        "national_editor": client_of(holding("national_editor")),
        "anonymous": Client(),
    }
    pages = _pages(clients, None, part, EMPTY)
    assert len(pages) > 25 / EMPTY
    assert _walked(enter, clients, pages) == []


def test_pages_about_what_went_wrong_have_no_barriers(reference: None, enter: Enter) -> None:
    """Not found, broken filter, refused, and a form with errors."""
    world = made()
    context = enter(world.clients["staff"])
    page = context.new_page()
    faults: list[str] = []
    for address in (
        "/findes-ikke/",
        "/landkort/projekter/?status=fantasi",
        "/administration/api-noegler/",
    ):
        faults += _faults_of(page, "error", address)
    context = enter(world.clients["coordinator"])
    page = context.new_page()
    page.goto("/landkort/projekter/nyt/")
    page.locator("main form[method=post] button[type=submit]").last.click()
    assert page.locator(".alert-error, .tv-errors, [role=alert]").first.is_visible()
    faults += axe_faults(page)
    assert faults == []
