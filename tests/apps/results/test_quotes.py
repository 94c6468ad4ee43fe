"""Quotes: told by their own consent and a moderator's word, and by nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.people import client_of, holding
from tests.resulting import counted, counted_again, handed_in, opened
from tovholder.apps.questionnaires.models import Answer
from tovholder.apps.results.kinds import QuoteState
from tovholder.apps.results.models import Quote, Results
from tovholder.apps.results.publishing import publish_results
from tovholder.apps.results.quoting import refuse_quote, show_quote, withdraw_quote
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

WORDS = {
    "Aabenraa": ("Borgerne kan selv, og det er en glæde at se.", "named"),
    "Aalborg": ("Vi i Aalborg lærte det på en uge.", "anonymous"),
    "Aarhus": ("Det her må ingen læse.", "none"),
    "Albertslund": ("<script>alert(1)</script> godt værktøj", "named"),
    "Allerød": ("Ring til Olga, 010203-1234, hun ved det.", "named"),
}


@pytest.fixture
def results() -> Results:
    """A counted survey with five quotes."""
    survey = opened()
    handed_in(survey, {name: {"voice": {"text": text, "consent": says}} for name, (text, says) in WORDS.items()})
    return counted(survey)


def quote(name: str) -> Quote:
    """The quote of a municipality."""
    return Quote.objects.select_related("survey", "participant").get(participant__name=name)


def shown_page(results: Results) -> str:
    """What everybody reads."""
    if results.survey.state != "published":
        publish_results(by=SYSTEM, survey=results.survey)
    return Client().get("/dataindsamling/tal/lille-2026/citater/").content.decode()


@pytest.mark.requirement("SUR-10")
@pytest.mark.requirement("KNO-15")
def test_a_quote_is_told_by_its_own_consent(results: Results) -> None:
    """By name, without a name, or not at all; and none before a moderator has said yes."""
    assert set(Quote.objects.values_list("participant__name", flat=True)) == {
        "Aabenraa",
        "Aalborg",
        "Albertslund",
        "Allerød",
    }
    show_quote(by=SYSTEM, quote=quote("Aabenraa"), text=quote("Aabenraa").given)
    show_quote(by=SYSTEM, quote=quote("Aalborg"), text="[…] lærte det på en uge.")
    read = shown_page(results)
    assert "Borgerne kan selv, og det er en glæde at se." in read
    assert "Aabenraa" in read
    assert "lærte det på en uge." in read
    assert "En kommune · forkortet" in read
    assert "Aalborg" not in read
    assert "Det her må ingen læse." not in read
    assert "godt værktøj" not in read


def test_a_quote_without_a_name_may_not_name_its_municipality(results: Results) -> None:
    """The moderator takes the name out."""
    with pytest.raises(ValidationError, match="kommunens navn"):
        show_quote(by=SYSTEM, quote=quote("Aalborg"), text=quote("Aalborg").given)


def test_a_moderator_shortens_and_does_not_write(results: Results) -> None:
    """Words that were not written, and words in another order, are refused."""
    for text in ("Det er en katastrofe.", "en glæde at se […] Borgerne kan selv", "  "):
        with pytest.raises(ValidationError):
            show_quote(by=SYSTEM, quote=quote("Aabenraa"), text=text)
    assert show_quote(by=SYSTEM, quote=quote("Aabenraa"), text="Borgerne kan selv […]").is_shortened


def test_what_looks_like_a_persons_number_is_never_kept(results: Results) -> None:
    """It is refused, and its words are not in the room."""
    found = quote("Allerød")
    assert (found.state, found.given, found.text) == (QuoteState.REFUSED, "", "")
    with pytest.raises(ValidationError):
        show_quote(by=SYSTEM, quote=found, text="Ring til Olga")


def test_a_script_is_text(results: Results) -> None:
    """It is shown as it was written and does nothing."""
    show_quote(by=SYSTEM, quote=quote("Albertslund"), text=quote("Albertslund").given)
    read = shown_page(results)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; godt værktøj" in read
    assert "<script>alert(1)" not in read


def test_a_refusal_has_a_reason_that_the_municipality_reads(results: Results) -> None:
    """On its own page of quotes."""
    with pytest.raises(ValidationError, match="Skriv, hvorfor"):
        refuse_quote(by=SYSTEM, quote=quote("Aabenraa"), reason=" ")
    refuse_quote(by=SYSTEM, quote=quote("Aabenraa"), reason="Det handler om en leverandør.")
    own = client_of(holding("coordinator", at="Aabenraa")).get("/dataindsamling/tal/citater/vores/").content.decode()
    assert "Det handler om en leverandør." in own
    other = client_of(holding("coordinator", at="Syddjurs")).get("/dataindsamling/tal/citater/vores/").content.decode()
    assert "leverandør" not in other


def test_consent_can_be_taken_back_and_stays_back(results: Results) -> None:
    """The words are gone from the room, also after the survey is counted again."""
    show_quote(by=SYSTEM, quote=quote("Aabenraa"), text=quote("Aabenraa").given)
    own = client_of(holding("coordinator", at="Aabenraa"))
    answer = own.post(f"/dataindsamling/tal/citater/{quote('Aabenraa').public_id}/traek-tilbage/")
    assert answer.status_code == 302
    counted_again(results.survey)
    found = quote("Aabenraa")
    assert (found.state, found.given, found.text) == (QuoteState.WITHDRAWN, "", "")
    assert "Borgerne kan selv" not in shown_page(results)


def test_another_municipality_cannot_take_it_back(results: Results) -> None:
    """It is not there for them."""
    other = client_of(holding("coordinator", at="Syddjurs"))
    assert other.post(f"/dataindsamling/tal/citater/{quote('Aabenraa').public_id}/traek-tilbage/").status_code == 404
    assert quote("Aabenraa").state == QuoteState.WAITING


def test_consent_taken_back_in_the_answers_empties_the_quote(results: Results) -> None:
    """The next count finds no consent."""
    one = quote("Aabenraa")
    Answer.objects.filter(response=one.participant.response).update(value={"text": one.given, "consent": "none"})
    counted_again(results.survey)
    assert (quote("Aabenraa").state, quote("Aabenraa").given) == (QuoteState.WITHDRAWN, "")


def test_words_changed_since_they_were_decided_wait_again(results: Results) -> None:
    """A moderator's yes is to those words."""
    one = show_quote(by=SYSTEM, quote=quote("Aabenraa"), text=quote("Aabenraa").given)
    Answer.objects.filter(response=one.participant.response).update(value={"text": "Noget andet.", "consent": "named"})
    counted_again(results.survey)
    assert (quote("Aabenraa").state, quote("Aabenraa").text) == (QuoteState.WAITING, "Noget andet.")


def test_a_withdrawn_quote_is_shown_by_nobody(results: Results) -> None:
    """There are no words left to show."""
    withdrawn = withdraw_quote(by=SYSTEM, quote=quote("Aabenraa"))
    with pytest.raises(ValidationError, match="trukket tilbage"):
        show_quote(by=SYSTEM, quote=withdrawn, text="Borgerne kan selv")


def test_moderators_see_no_name_where_none_was_agreed(results: Results) -> None:
    """Not on the list, not on the page."""
    editor = client_of(holding("national_editor"))
    show_quote(by=SYSTEM, quote=quote("Aalborg"), text="[…] lærte det på en uge.")
    read = editor.get("/dataindsamling/tal/lille-2026/udgiv/citater/?tilstand=shown").content.decode()
    assert "En kommune" in read
    assert "Aalborg" not in read
