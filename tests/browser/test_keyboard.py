"""The main tasks by keyboard alone, and without JavaScript."""

import pytest

from tests.browser.conftest import Enter
from tests.landkort import project
from tests.people import PASSWORD, client_of, holding
from tovholder.apps.projects.public import Project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_logging_in_by_keyboard(reference: None, enter: Enter) -> None:
    """Type the address, tab, type the password, press Enter: the reader's municipality stands on top."""
    held = holding()
    page = enter().new_page()
    page.goto("/konto/log-ind/")
    page.get_by_label("Mailadresse").focus()
    page.keyboard.type(held.user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/landkort/")
    assert page.get_by_text("Syddjurs Kommune").first.is_visible()


def test_the_first_tab_leads_past_the_navigation(reference: None, enter: Enter) -> None:
    """The skip link is first, and Enter moves the focus to the page's content."""
    page = enter().new_page()
    page.goto("/landkort/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til sidens indhold"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash") in {"indhold", "#indhold"}


def test_a_tile_of_the_map_is_reached_and_followed_by_keyboard(reference: None, enter: Enter) -> None:
    """Every municipality is a link with a name that says how many projects it has."""
    project("Åbent", tier="public")
    page = enter().new_page()
    page.goto("/landkort/")
    tile = page.get_by_role("link", name="Syddjurs Kommune: 1 projekt").first
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/syddjurs/")
    assert page.locator("h1").inner_text() == "Syddjurs Kommune"


def test_filters_work_by_keyboard_and_show_as_tags(reference: None, enter: Enter) -> None:
    """Space on a box narrows the list without a page load, and the address can be shared."""
    project("I drift", tier="public", status="in_operation")
    project("En idé", tier="public", status="idea")
    page = enter().new_page()
    page.goto("/landkort/projekter/")
    page.locator("input[name=status][value=in_operation]").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/?*status=in_operation*")
    page.get_by_text("1 af 2 projekter").wait_for()
    assert page.locator(".tv-result").count() == 1


def test_a_project_is_registered_and_stopped_without_javascript(reference: None, enter: Enter) -> None:
    """Every step is a plain form."""
    page = enter(client_of(holding()), scripts=False).new_page()
    page.goto("/landkort/projekter/nyt/")
    page.get_by_label("Hvad er der brug for?").fill("Borgerne mangler tryghed om natten.")
    page.get_by_label("Projektets titel").fill("Sensor ved sengen")
    page.get_by_role("button", name="Videre").click()
    page.locator("select[name=technology]").select_option(label="Sengesensor")
    page.get_by_label("Pilotprojekt").check()
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("button", name="Videre").click()
    page.locator("input[name=status][value=pilot]").check()
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("button", name="Opret projekt").click()
    page.wait_for_load_state()
    made = Project.objects.get(title="Sensor ved sengen")
    assert page.url.endswith(made.get_absolute_url())
    page.get_by_role("link", name="Skift status").click()
    page.get_by_label("Stoppet").check()
    page.get_by_label("Hvorfor?").fill("Alarmerne kom for sent.")
    page.get_by_label("Hvad lærte I?").fill("Prøv netværket om natten først.")
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_load_state()
    made.refresh_from_db()
    assert made.status == "stopped"
    assert page.get_by_text("Prøv netværket om natten først.").is_visible()
