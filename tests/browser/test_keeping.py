"""A section that saves by itself, in Chromium: also without a network, after a reload, and beside a colleague."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Enter, axe_faults
from tests.people import actor, client_of, holding, municipality
from tests.questionnaire import EVERYTHING, edition_of, question, response_to
from tovholder.apps.questionnaires.editions import PACKAGED, packaged_schema
from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.public import answer, answer_of, responses_about
from tovholder.engines.questionnaires.model import QuestionKind, Schema, Section
from tovholder.foundation.municipalities.models import Municipality

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.keeping_site"),
]

SAVED = "text=/Gemt kl\\. \\d\\d\\.\\d\\d/"
OFFLINE = "Ikke gemt: ingen forbindelse."
SECRET = question("hemmeligt", QuestionKind.LONG_TEXT, sensitive=True)
SCHEMA = replace(
    EVERYTHING,
    sections=tuple(
        replace(section, questions=(*section.questions, SECRET)) if section.key == "oensker" else section
        for section in EVERYTHING.sections
    ),
)


def begun(schema: Schema = SCHEMA, at: Municipality | None = None) -> Response:
    """A response without answers."""
    return response_to(edition_of(schema), municipality=at or municipality())


def stands(response: Response, key: str) -> Any:
    """What stands at a question."""
    found = answer_of(responses_about([response.about]).get(), key)
    return found.value if found is not None else None


def page_of(context: BrowserContext, response: Response, key: str = "oensker") -> Page:
    """A page of a section; a question before it is left is answered with leaving."""
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/proev/{response.about}/{key}/")
    return page


def drafts_on(page: Page) -> list[str]:
    """What waits on the device."""
    found: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('tovholder-draft:')).map(k => localStorage.getItem(k))"
    )
    return found


def back_but_closed(page: Page) -> None:
    """The network is back for the next page, but this one still sends nothing."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('no network')); }")
    page.context.set_offline(False)


def test_a_section_saves_while_somebody_writes(reference: None, enter: Enter) -> None:
    """It says when; nothing waits on the device then, and the button finds nothing to clash with."""
    response = begun()
    page = page_of(enter(client_of(holding())), response)
    page.get_by_label("Ord?").fill("Vi øver os")
    page.get_by_label("4", exact=True).check()
    page.wait_for_selector(SAVED)
    assert (stands(response, "ord"), stands(response, "glad"), drafts_on(page)) == ("Vi øver os", 4, [])
    page.get_by_label("Ord?").fill("Vi øver os stadig")
    page.get_by_role("button", name="Gem og").click()
    page.wait_for_selector("text=Færdig")
    assert stands(response, "ord") == "Vi øver os stadig"


def test_typing_goes_on_without_a_network(reference: None, enter: Enter) -> None:
    """It says that it is kept on the device, the button keeps the page, and all is sent when the network is back."""
    response = begun()
    context = enter(client_of(holding()))
    page = page_of(context, response)
    context.set_offline(True)
    page.get_by_label("Ord?").fill("I toget")
    page.wait_for_selector(f"text={OFFLINE}")
    page.get_by_role("button", name="Gem og").click()
    assert page.get_by_label("Ord?").input_value() == "I toget"
    assert stands(response, "ord") is None
    context.set_offline(False)
    page.wait_for_selector(SAVED)
    assert (stands(response, "ord"), drafts_on(page)) == ("I toget", [])


def test_a_reload_offers_what_was_typed(reference: None, enter: Enter) -> None:
    """Restored it is merged with what a colleague wrote since; what is sensitive was never on the device."""
    response = begun()
    context = enter(client_of(holding()))
    page = page_of(context, response)
    context.set_offline(True)
    page.get_by_label("Ord?").fill("Mit")
    page.get_by_label("Musik").check()
    page.get_by_label("Hemmeligt?").fill("Aldrig her")
    page.wait_for_selector("text=undtagen citater og følsomme svar")
    assert ["Mit" in held and "Aldrig her" not in held for held in drafts_on(page)] == [True]
    answer(response, {"ord": "Hendes", "bedst": "aften"}, seen={}, by=replace(actor("staff"), name="Anna"))
    back_but_closed(page)
    page.close()
    page = page_of(context, response)
    offer = page.get_by_role("region", name="Noget, der ikke blev gemt")
    assert offer.get_by_role("button", name="Gendan det, du skrev kl.").is_visible()
    assert axe_faults(page) == []
    offer.get_by_role("button", name="Gendan det, du skrev kl.").click()
    page.wait_for_selector("text=En anden skrev samtidig ved")
    assert offer.is_hidden()
    both = stands(response, "ord")
    assert both.startswith("Anna skrev:\nHendes\n\n")
    assert both.endswith(" skrev:\nMit")
    assert page.get_by_label("Ord?").input_value() == both
    assert (stands(response, "laver"), stands(response, "bedst"), drafts_on(page)) == (["musik"], "aften", [])


def test_a_draft_is_thrown_away(reference: None, enter: Enter) -> None:
    """By its button, by logging out, and after a week."""
    response = begun()
    context = enter(client_of(holding()))
    page = page_of(context, response)

    def typed_without_network() -> None:
        context.set_offline(True)
        page.get_by_label("Ord?").fill("Mit")
        page.wait_for_selector(f"text={OFFLINE}")
        back_but_closed(page)

    typed_without_network()
    page.reload()
    page.get_by_role("button", name="Smid væk").click()
    assert (drafts_on(page), page.get_by_label("Ord?").input_value()) == ([], "")
    typed_without_network()
    page.goto("/landkort/")
    assert len(drafts_on(page)) == 1
    week = 7 * 24 * 60 * 60 * 1000
    page.evaluate(
        """age => { for (const key of Object.keys(localStorage)) localStorage.setItem(key,
            JSON.stringify({...JSON.parse(localStorage.getItem(key)), at: Date.now() - age})); }""",
        week + 1000,
    )
    page.reload()
    assert drafts_on(page) == []
    page.goto(f"/proev/{response.about}/oensker/")
    typed_without_network()
    page.goto("/landkort/")
    assert len(drafts_on(page)) == 1
    with page.expect_navigation():
        page.locator("form[data-logs-out] button").first.evaluate("button => button.click()")
    assert drafts_on(page) == []


def test_two_write_beside_each_other(reference: None, enter: Enter) -> None:
    """What the one does not show it does not take back, however often it saves."""
    response = begun()
    one, other = (page_of(enter(client_of(holding("staff"))), response) for _who in range(2))
    other.get_by_label("Aften").check()
    other.wait_for_selector(SAVED)
    one.get_by_label("Ord?").fill("Først")
    one.wait_for_selector(SAVED)
    one.get_by_label("5 –").check()
    one.wait_for_timeout(2500)
    assert [stands(response, key) for key in ("bedst", "ord", "glad")] == ["aften", "Først", 5]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_yearly_questionnaire_on_every_screen(reference: None, enter: Enter, width: int) -> None:
    """Every section with everything open: axe finds nothing, and nothing scrolls sideways."""
    yearly = packaged_schema(PACKAGED["velfaerdsteknologi"])
    open_to_all = tuple(
        Section(
            key=section.key,
            title=section.title,
            intro=section.intro,
            questions=tuple(replace(one, relevant=None) for one in section.questions),
        )
        for section in yearly.sections
    )
    response = begun(replace(yearly, key="aabent", sections=open_to_all))
    context = enter(client_of(holding()), width=width)
    faults = []
    for section in open_to_all:
        page = page_of(context, response, section.key)
        faults += [f"{section.key}: {fault}" for fault in axe_faults(page)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{section.key}: {wide} px wide on a screen of {width}")
        page.close()
    assert faults == []


def test_a_matrix_by_keyboard_and_without_javascript(reference: None, enter: Enter) -> None:
    """Tab from row to row, arrows between the answers; the rest of the page is as it was when there is an error."""
    response = begun(packaged_schema(PACKAGED["velfaerdsteknologi"]))
    page = page_of(enter(client_of(holding())), response, "training")
    rows = page.locator(".tv-matrix__row")
    rows.first.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "training_status.sul119"
    page.wait_for_selector(SAVED)
    assert stands(response, "training_status") == {"sul140": "implementing"}
    plain = page_of(enter(client_of(holding()), scripts=False), response, "top")
    plain.get_by_label("1. plads (størst)").first.select_option(label="Skærmbesøg")
    plain.get_by_label("2. plads").first.select_option(label="Skærmbesøg")
    plain.get_by_label("Citatet").fill("Vi fik tid")
    plain.get_by_role("button", name="Gem og").click()
    assert plain.get_by_text("”Skærmbesøg” er valgt to gange").first.is_visible()
    assert plain.get_by_label("Citatet").input_value() == "Vi fik tid"
    plain.get_by_label("2. plads").first.select_option(label="Sensorteknologi")
    plain.get_by_label("Ja, uden navn").check()
    plain.get_by_role("button", name="Gem og").click()
    plain.wait_for_selector("text=Færdig")
    assert stands(response, "top_until_now") == ["screen_visits", "sensors"]
    assert stands(response, "benefits_quote") == {"text": "Vi fik tid", "consent": "anonymous"}
