"""A browser, a running server, and the people who use it."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tools.browser import chromium

# Playwright's synchronous interface keeps an event loop in this thread; the database is used from it all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

AXE = Path(settings.PACKAGE).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Words only come back: the whole of axe's answer names every element that passed.
FAULTS = """async rules => {
    const options = {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]};
    const found = await axe.run(document, options);
    return found.violations.flatMap(v => v.nodes.map(
        n => `${v.id}: ${v.help} at ${n.target} ${n.html.slice(0, 160)}`));
}"""

Enter = Callable[..., BrowserContext]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def reference(transactional_db: None) -> None:
    """The reference data again: a test that commits is cleaned up by emptying all tables."""
    call_command("load_reference", verbosity=0)


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Iterator[Enter]:
    """Opens a browser context: ``enter(client, width=…, scripts=…)``, logged in as the client is."""
    opened: list[BrowserContext] = []

    def context(client: Client | None = None, *, width: int = 1280, scripts: bool = True) -> BrowserContext:
        made = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="da-DK",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        made.set_default_timeout(20_000)
        if client is not None and settings.SESSION_COOKIE_NAME in client.cookies:
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            made.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        opened.append(made)
        return made

    yield context
    for made in opened:
        made.close()


def axe_faults(page: Page) -> list[str]:
    """What axe finds on the page: rule, what is wrong, and where. Injected past the page's own script policy."""
    page.evaluate(_axe())
    faults: list[str] = page.evaluate(FAULTS, RULES)
    return faults
