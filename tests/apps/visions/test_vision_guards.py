"""What must not slip through: hostile addresses, other people's words, secrets, hearings that nobody could answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.landkort import refusal
from tests.outlook import REASONS, adopted, body, decision, heard, published, vision
from tests.people import municipality
from tests.rounds import opened
from tovholder.apps.process.public import close_round
from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.public import (
    Said,
    Way,
    adopt,
    back_to_draft,
    give_statement,
    reply,
    revise_vision,
    withdraw,
)
from tovholder.apps.visions.selectors import lacks
from tovholder.foundation.jobs.public import enqueue
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

CPR = "Det gælder 010180-1234."


def test_visions_with_the_same_titles_get_addresses_of_their_own_when_municipalities_merge() -> None:
    """The new address of one is not the address that the next one brings along."""
    vision(owner="Norddjurs")
    first, second = vision(), vision()
    merge_municipality(municipality("Syddjurs"), into=municipality("Norddjurs"), by=SYSTEM)
    slugs = list(Vision.objects.filter(municipality=municipality("Norddjurs")).values_list("slug", flat=True))
    assert (len(slugs), len(set(slugs))) == (3, 3)
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.municipality, second.municipality} == {municipality("Norddjurs")}


@pytest.mark.parametrize("side", ["abc", "0", "-1", "²", "000000001" + "9" * 5000, "9" * 5000])
def test_a_page_that_means_nothing_is_a_bad_request(side: str) -> None:
    """Also one with more digits than a number may have."""
    assert Client().get(reverse("visions:public_list"), {"side": side}).status_code == 400


def test_the_municipality_cannot_write_over_what_a_body_said_itself() -> None:
    """Nor say for them that it may be published."""
    hearing = heard(vision()).hearings.get()
    give_statement(by=ANONYMOUS, hearing=hearing, said=Said("Vi er imod."), way=Way.LINK)
    changed = Said("Vi er for.", may_be_published=True)
    with pytest.raises(ValidationError):
        give_statement(by=SYSTEM, hearing=hearing, said=changed, way=Way.RECORDED)
    hearing.refresh_from_db()
    assert (hearing.statement.text, hearing.statement.may_be_published) == ("Vi er imod.", False)


def test_what_the_municipality_wrote_in_it_may_correct() -> None:
    """A slip of the pen in a statement that came by letter."""
    hearing = heard(vision()).hearings.get()
    give_statement(by=SYSTEM, hearing=hearing, said=Said("Vi er foor."), way=Way.RECORDED)
    assert give_statement(by=SYSTEM, hearing=hearing, said=Said("Vi er for."), way=Way.RECORDED).text == "Vi er for."


def test_a_hearing_that_was_stopped_before_its_deadline_has_heard_nobody() -> None:
    """The links did not work: silence was not a choice."""
    made = vision()
    heard(made, body(), days=28)
    back_to_draft(by=SYSTEM, vision=made)
    with clock_at(clock.today() + timedelta(days=40)):
        enqueue("visions.daily", by=SYSTEM)
        assert "disability_council" in [lack.body.code for lack in lacks(made)]


def test_who_let_the_deadline_pass_stays_heard_when_the_vision_becomes_a_draft_again() -> None:
    """They had their time, whether or not the daily job came by."""
    made = vision()
    heard(made, body(), days=1)
    with clock_at(clock.today() + timedelta(days=2)):
        back_to_draft(by=SYSTEM, vision=made)
        assert "disability_council" not in [lack.body.code for lack in lacks(made)]


def test_no_cpr_number_gets_into_what_everybody_may_read() -> None:
    """Why a vision was withdrawn, and what a statement led to."""
    made = published()
    assert refusal(lambda: withdraw(by=SYSTEM, vision=made, reason=CPR)).keys() == {"reason"}
    hearing = heard(vision("En anden")).hearings.get()
    statement = give_statement(by=SYSTEM, hearing=hearing, said=Said("Ja."), way=Way.RECORDED)
    refused = refusal(lambda: reply(by=SYSTEM, statement=statement, text="Tak.", led_to_change=True, change_note=CPR))
    assert refused.keys() == {"change_note"}
    asked = vision("En tredje")
    heard(asked)
    assert refusal(lambda: back_to_draft(by=SYSTEM, vision=asked, reason=CPR)).keys() == {"reason"}


def test_a_new_edition_does_not_belong_to_a_round_that_is_over() -> None:
    """Its receipts would be counted in a round that was closed before it was written."""
    found = opened()
    made = adopted(round=found)
    assert revise_vision(by=SYSTEM, vision=made).round == found
    other = adopted("En anden", round=found)
    close_round(by=SYSTEM, found=found, no_learning="Intet endnu.")
    other.refresh_from_db()
    newer = revise_vision(by=SYSTEM, vision=other)
    assert newer.round is None
    adopt(by=SYSTEM, vision=newer, decision=decision(), reasons=REASONS, law_known=True)
