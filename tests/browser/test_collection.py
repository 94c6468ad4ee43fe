"""A municipality answers the yearly survey in Chromium: three colleagues at once, one of them on a train."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import Enter, axe_faults
from tests.landkort import project, technology
from tests.people import client_of, code, holding, person
from tests.surveying import contact, facts, participant
from tovholder.apps.projects.public import Project
from tovholder.apps.questionnaires.editions import load_editions
from tovholder.apps.questionnaires.public import Edition, answer_of
from tovholder.apps.surveys.answering import response_of
from tovholder.apps.surveys.contacting import make_link
from tovholder.apps.surveys.models import Participant
from tovholder.apps.surveys.public import create_survey, open_survey
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = "text=/Gemt kl\\. \\d\\d\\.\\d\\d/"
OFFLINE = "text=Ikke gemt: ingen forbindelse."
DEFINITION = "Har I jeres egen afgrænsning af, hvad der er digitalt understøttet træning?"
DESCRIBED = "Beskriv dem: hvem er de til, og hvad har de givet?"


def _yearly() -> Participant:
    """Syddjurs in an open survey with the yearly questionnaire, and a project that says something beforehand."""
    load_editions()
    known = project("Sårpleje på skærm", technology=technology("skaermbesoeg"))
    known.paragraphs.set([code("paragraph", "SUL-138")])
    Project.objects.filter(pk=known.pk).update(status="in_operation")
    today = clock.today()
    said = facts(
        questionnaire_key="velfaerdsteknologi", opens_on=today, closes_on=today + timedelta(days=20), frame_on=today
    )
    edition = Edition.objects.get(key="velfaerdsteknologi")
    return participant(open_survey(by=SYSTEM, survey=create_survey(by=SYSTEM, facts=said), edition=edition))


def _stands(here: Participant, key: str) -> Any:
    """What stands at a question."""
    here.refresh_from_db()
    response = response_of(here)
    found = answer_of(response, key) if response is not None else None
    return found.value if found is not None else None


def _at(here: Participant, name: str, *more: str) -> str:
    return reverse(f"surveys:{name}", args=[here.survey.key, here.code, *more])


def _open(page: Page, path: str) -> Page:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(path)
    return page


@pytest.mark.requirement("SUR-01", "SUR-02")
def test_three_colleagues_answer_together_and_the_coordinator_hands_in(reference: None, enter: Enter) -> None:
    """Shared out, written at once, kept without a network, confirmed where it was known beforehand, and handed in."""
    here = _yearly()
    anna = holding("staff", user=person("anna@syddjurs.example", "Anna Holm"))
    _link, secret = make_link(by=SYSTEM, participant=here, contact=contact("Bo Lind"))

    # The coordinator begins, is shown what the Landkort knows, and shares a section out.
    office = _open(enter(client_of(holding())).new_page(), _at(here, "answering"))
    office.get_by_role("button", name="Begynd at svare").click()
    office.wait_for_url(f"**{_at(here, 'prefills')}")
    assert "Sygeplejen" in office.locator("main").inner_text()
    assert _stands(here, "screen_status") is None  # nothing counts before somebody has confirmed it
    office.goto(_at(here, "delegate", "training"))
    office.get_by_label("Hvem skal svare?").select_option(label="Anna Holm")
    office.locator("main form button[type=submit]").last.click()
    office.wait_for_selector("text=Anna Holm svarer")

    # Anna is logged in, and on a train; Bo has a link and no login.
    train = enter(client_of(anna))
    annas = _open(train.new_page(), _at(here, "section", "training"))
    bos = _open(enter(None, width=320).new_page(), reverse("surveys:link", args=[secret]))
    train.set_offline(True)
    annas.get_by_label(DEFINITION).fill("Øvelser, som borgeren laver selv, og som vi kan følge.")
    annas.wait_for_selector(OFFLINE)
    bos.goto(_at(here, "section", "top"))
    bos.get_by_label(DESCRIBED).fill("Forflytning: én medarbejder i stedet for to.")
    bos.wait_for_selector(SAVED)
    assert axe_faults(bos) == []
    assert (_stands(here, "training_definition"), _stands(here, "top_until_now_text")) == (
        None,
        "Forflytning: én medarbejder i stedet for to.",
    )
    train.set_offline(False)
    annas.wait_for_selector(SAVED)
    assert _stands(here, "training_definition") == "Øvelser, som borgeren laver selv, og som vi kan følge."

    # The coordinator confirms what was known, and hands in.
    office.goto(_at(here, "prefills"))
    office.get_by_role("button", name="Bekræft Hvor langt er I med skærmbesøg?").click()
    office.wait_for_selector("text=Bekræftet.")
    assert _stands(here, "screen_status") == {"nursing": "operation"}
    office.goto(_at(here, "submit"))
    office.get_by_role("button", name="Send svarene ind").click()
    office.wait_for_selector("text=Svarene er sendt ind. Tak for hjælpen.")
    here.refresh_from_db()
    assert here.submitted_at is not None

    # Bo is late: nothing is changed, and what he typed is still there.
    bos.get_by_label(DESCRIBED).fill("Forflytning, og vasketoiletter.")
    bos.get_by_role("button", name="Gem og").click()
    bos.wait_for_selector("text=Svarene er sendt ind og blev ikke ændret.")
    assert bos.get_by_label(DESCRIBED).input_value() == "Forflytning, og vasketoiletter."
    assert _stands(here, "top_until_now_text") == "Forflytning: én medarbejder i stedet for to."
