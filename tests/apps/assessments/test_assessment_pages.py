"""The pages of an assessment: a trace of every reading, nothing for others, and the citizen's own easy pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, municipality, unit
from tovholder.apps.assessments.actions import agree, answer_questions, begin_assessment, close_assessment
from tovholder.apps.assessments.models import Agreement, Assessment
from tovholder.apps.assessments.presenting import href, list_href, new_href
from tovholder.apps.assessments.selectors import needs_of, response_of
from tovholder.apps.citizens.models import ReadLog
from tovholder.apps.citizens.public import CitizenAlias, create_alias
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

PAGES = ("assessment", "edit", "conclude", "close", "delete", "compare", "plan", "answers", "easy_front")
WORDS = "Jeg vil gerne ringe til min søster"


@pytest.fixture
def staff() -> Client:
    """A browser of somebody who works in the unit."""
    return client_of(holding("staff", in_unit=unit("Fyret")))


@pytest.fixture
def citizen() -> CitizenAlias:
    """A citizen of the unit."""
    return create_alias(
        unit=unit("Fyret"),
        alias="Lærke",
        purpose="Afdækning",
        legal_basis=code("alias_basis", "public_authority"),
        collected_on=date(2026, 11, 1),
        delete_on=date(2027, 11, 1),
        by=SYSTEM,
    )


@pytest.fixture
def assessment(citizen: CitizenAlias) -> Assessment:
    """An assessment with some answers."""
    made = begin_assessment(
        citizen, purpose="Hverdagen er svær", participation="supported", participation_note="Billeder", by=SYSTEM
    )
    _answer(
        made,
        support_words=WORDS,
        support_themes=("contact", "structure"),
        most_important="structure",
        contact_importance=5,
        contact_words="Min søster bor i Viborg",
        ability_see="with_help",
        place_wifi="no",
        unwanted_kinds=("camera",),
        hopes="At vi ses oftere",
    )
    return made


def _answer(made: Assessment, **values: Value | None) -> None:
    answer_questions(made, values, seen={}, by=SYSTEM)


def _facts(**changed: str) -> dict[str, str]:
    return {"purpose": "Ny hverdag", "participation": "self", "participation_note": "Med billeder", **changed}


@pytest.mark.requirement("SCR-24")
def test_an_assessment_is_held_by_pages_alone(staff: Client, citizen: CitizenAlias) -> None:
    """Begun on the alias's page, answered, talked through, concluded, closed."""
    alias_page = staff.get(reverse("citizens:alias", args=[citizen.public_id]))
    assert_clean_html(alias_page)
    assert new_href(citizen) in alias_page.content.decode()
    staff.post(new_href(citizen), _facts())
    made = Assessment.objects.get()
    section = href(made, "section", "support")
    assert_clean_html(staff.get(section))
    sent = {
        "support_words": WORDS,
        "support_themes": ["contact"],
        "seen_support_words": "0",
        "seen_support_themes": "0",
    }
    answer = staff.post(section, sent)
    assert answer["Location"] == section  # a part of life was chosen, so that more is asked here
    staff.post(href(made, "talk_through"))
    staff.post(href(made, "conclude"), {"conclusion": "none", "conclusion_note": "Hellere besøg", "version": "2"})
    made.refresh_from_db()
    assert (made.talked_through_on, made.conclusion) == (date(2026, 11, 21), "none")
    staff.post(href(made, "close"), {"reason": ""})
    made.refresh_from_db()
    assert (made.closed_on, needs_of(made).support) == (date(2026, 11, 21), WORDS)
    assert staff.get(section)["Location"] == href(made, "answers")


@pytest.mark.requirement("SCR-24")
def test_the_overview_tells_needs_in_order_and_that_no_technology_is_an_answer(
    staff: Client, assessment: Assessment
) -> None:
    """The citizen's words, the catalogue's words, where to look, and nothing decided."""
    page = staff.get(href(assessment))
    assert_clean_html(page)
    text, html = text_of(page), page.content.decode()
    assert text.index("Dagens gang og overblik Vigtigst lige nu") < text.index("Min søster bor i Viborg")
    assert "Kan se en skærm eller et signal Ja, med hjælp" in text
    assert "Stabilt trådløst net Nej" in text
    assert "Kamera i mit hjem" in text
    assert f"{reverse('technologies:list')}?kategori=social_contact" in html
    assert "Ingen teknologi : et menneske, en fast aftale" in text


def test_every_page_is_whole_and_leaves_a_reading(staff: Client, assessment: Assessment) -> None:
    """Who opened what for what stands on the alias's own page."""
    urls = [href(assessment, name) for name in PAGES]
    urls += [href(assessment, "easy", 1), href(assessment, "section", "abilities"), href(assessment, "new_agreement")]
    urls += [list_href(assessment.citizen), new_href(assessment.citizen)]
    for count, url in enumerate(urls, start=1):
        assert_clean_html(staff.get(url))
        assert ReadLog.objects.filter(alias_id=assessment.citizen.public_id).count() == count
    assert set(ReadLog.objects.values_list("purpose", flat=True)) == {"assessment"}
    paper = staff.get(href(assessment, "paper"))
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")
    assert "Lærke" not in paper["Content-Disposition"]
    assert ReadLog.objects.latest("id").purpose == "paper"
    log = text_of(staff.get(reverse("citizens:alias", args=[assessment.citizen.public_id])))
    assert "staff syddjurs, Hentede en afdækning på papir" in log


def test_others_find_nothing_and_leave_nothing(assessment: Assessment) -> None:
    """The coordinator, the unit next door, another municipality and a stranger: 404 everywhere, and no reading."""
    strangers = [
        client_of(holding("coordinator")),
        client_of(holding("staff", in_unit=unit("Øen"))),
        client_of(holding("unit_leader", at="Randers", in_unit=unit("Bakken", municipality("Randers")))),
        client_of(holding("national_editor")),
        Client(),
    ]
    agreement = agree(assessment, text="Ring", who="Lærke selv", due_on=date(2026, 12, 1), by=SYSTEM)
    urls = [href(assessment, name) for name in (*PAGES, "paper", "talk_through", "reopen", "new_agreement")]
    urls += [href(assessment, "easy", 1), href(assessment, "section", "abilities")]
    urls += [href(assessment, name, agreement.public_id) for name in ("edit_agreement", "keep_agreement")]
    urls += [list_href(assessment.citizen), new_href(assessment.citizen)]
    assert {client.get(url).status_code for client in strangers for url in urls} == {404}
    assert {client.post(url, _facts()).status_code for client in strangers for url in urls} == {404}
    assert (ReadLog.objects.count(), Assessment.objects.count(), Agreement.objects.count()) == (0, 1, 1)


def test_the_room_is_closed_where_the_login_asks_for_no_second_factor(
    staff: Client, assessment: Assessment, settings: Settings
) -> None:
    """Every address says why, my week is silent, and nothing is read."""
    settings.CITIZEN_ROOMS_OPEN = False
    for url in [href(assessment, name) for name in (*PAGES, "paper")]:
        page = staff.get(url)
        assert (page.status_code, "Rummet for borgere er lukket" in text_of(page)) == (404, True)
        assert staff.post(url).status_code == 404
    assert not ReadLog.objects.exists()


def test_the_citizen_answers_one_question_a_page_and_goes_on_where_it_stopped(
    staff: Client, citizen: CitizenAlias
) -> None:
    """Next, do not know and skip work without scripts; the front says how far, and leads to what is left."""
    made = begin_assessment(citizen, purpose="Hverdag", participation="self", participation_note="Selv", by=SYSTEM)
    first = href(made, "easy", 1)
    page = staff.get(first)
    assert_clean_html(page)
    assert "Hvad vil du gerne have hjælp til?" in text_of(page)
    answer = staff.post(first, {"support_words": WORDS, "seen_support_words": "0"})
    assert answer["Location"] == href(made, "easy", 2)
    staff.post(href(made, "easy", 2), {"dont_know": "1"})
    front = staff.get(href(made, "easy_front"))
    assert_clean_html(front)
    assert href(made, "easy", 2) in front.content.decode()
    assert needs_of(made).support == WORDS
    assert staff.get(href(made, "easy", 99)).status_code == 404


def test_a_cpr_number_in_an_answer_comes_back_with_a_sentence(staff: Client, assessment: Assessment) -> None:
    """What was typed stands in the form; nothing of it is stored."""
    sent = {"strengths": "Ring til 010203-1234", "seen_strengths": "0"}
    page = staff.post(href(assessment, "section", "my_strengths"), sent)
    assert_clean_html(page)
    assert "Det ligner et CPR-nummer." in text_of(page)
    assert "strengths" not in {answer.question for answer in response_of(assessment).answers.all()}


def test_agreements_are_written_changed_kept_and_removed(staff: Client, assessment: Assessment) -> None:
    """One step at a time, with somebody and a day."""
    sent = {"text": "Prøv en ugetavle", "who": "Kontaktperson", "due_on": "2026-12-01"}
    staff.post(href(assessment, "new_agreement"), sent)
    made = Agreement.objects.get()
    edit = href(assessment, "edit_agreement", made.public_id)
    assert_clean_html(staff.get(edit))
    staff.post(edit, {**sent, "text": "Køb en ugetavle", "version": "1"})
    late = staff.post(edit, {**sent, "text": "Lån en ugetavle", "version": "1"})
    assert (late.status_code, "Køb en ugetavle" in text_of(late)) == (409, True)
    staff.post(href(assessment, "keep_agreement", made.public_id), {"gjort": "ja"})
    made.refresh_from_db()
    assert (made.text, made.done_on) == ("Køb en ugetavle", date(2026, 11, 21))
    assert "Køb en ugetavle" in text_of(staff.get(href(assessment)))
    staff.post(href(assessment, "remove_agreement", made.public_id))
    assert not Agreement.objects.exists()


def test_the_text_for_the_action_plan_can_be_copied(staff: Client, assessment: Assessment) -> None:
    """Purpose, participation, needs in order, agreements: plain lines without the alias."""
    agree(assessment, text="Prøv en ugetavle", who="Kontaktperson", due_on=date(2026, 12, 1), by=SYSTEM)
    html = staff.get(href(assessment, "plan")).content.decode()
    area = html.split("readonly>")[1].split("</textarea>")[0]
    assert area.index("Dagens gang og overblik") < area.index("Kontakt med andre: Min søster bor i Viborg")
    assert "- Prøv en ugetavle (Kontaktperson, senest 1. december 2026)" in area
    assert "Lærke" not in area


def test_a_second_one_is_compared_with_the_first(staff: Client, assessment: Assessment) -> None:
    """Then and now side by side."""
    close_assessment(assessment, reason="Flyttet", by=SYSTEM)
    with clock_at(date(2027, 3, 1)):
        second = begin_assessment(
            assessment.citizen, purpose="Igen", participation="self", participation_note="Selv", by=SYSTEM
        )
    _answer(second, support_themes=("contact", "structure"), contact_importance=2)
    page = staff.get(href(second, "compare"))
    assert_clean_html(page)
    assert "Hvor vigtigt er det for dig? 5 på en skala til 5 2 på en skala til 5" in text_of(page)
    assert "Det er den første afdækning" in text_of(staff.get(href(assessment, "compare")))


def test_the_second_of_two_editors_is_told(staff: Client, assessment: Assessment) -> None:
    """What was typed stands beside what is saved."""
    edit = href(assessment, "edit")
    staff.post(edit, _facts(version="1"))
    late = staff.post(edit, _facts(purpose="Noget tredje", version="1"))
    assert (late.status_code, "Ny hverdag" in text_of(late)) == (409, True)


def test_it_ends_with_a_reason_or_not_at_all(staff: Client, assessment: Assessment) -> None:
    """The form says what is missing."""
    page = staff.post(href(assessment, "close"), {"reason": ""})
    assert_clean_html(page)
    assert "I har ikke gennemgået den med borgeren endnu." in text_of(page)


def test_the_overview_asks_the_database_as_often_however_much_was_said(
    staff: Client, assessment: Assessment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A long assessment costs what a short one does."""
    for number in range(12):
        agree(assessment, text=f"Aftale {number}", who="Kontaktperson", due_on=date(2026, 12, 1), by=SYSTEM)
    staff.get(href(assessment))
    with django_assert_max_num_queries(24):
        staff.get(href(assessment))


def test_nothing_of_it_can_be_searched_for(assessment: Assessment) -> None:
    """No search source reads assessments."""
    found = [str(document) for source in SEARCH_SOURCES for document in source.documents(None)]
    assert [text for text in found if WORDS in text or "Lærke" in text] == []


def test_a_page_that_is_posted_to_is_read_like_any_other(staff: Client, assessment: Assessment) -> None:
    """Nobody reads past the log by sending a form to a page; what leads on elsewhere shows nothing and leaves none."""
    for count, name in enumerate(("assessment", "answers", "plan", "compare", "paper", "edit"), start=1):
        assert staff.post(href(assessment, name)).status_code == 200
        assert (name, ReadLog.objects.count()) == (name, count)
    assert staff.post(href(assessment, "conclude"), {"conclusion": "none", "version": "1"}).status_code == 302
    assert ReadLog.objects.count() == 6
