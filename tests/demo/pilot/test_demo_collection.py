"""The demo's collection: the printed numbers of 2017 are counted from stored answers, and the open edition is alive."""

from datetime import date

import pytest
from django.test import Client

from tests.pages import text_of
from tovholder.apps.focusareas.public import FocusArea, QuestionApproval, QuestionProposal
from tovholder.apps.results.public import figure_at, question_told
from tovholder.apps.results.selectors import results_for
from tovholder.apps.surveys.models import Contact, Delegation, Prefilled
from tovholder.apps.surveys.public import Survey, participants_of, response_rate
from tovholder.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.django_db

MISSING = [
    "Ballerup", "Dragør", "Fredericia", "Furesø", "Glostrup", "Hedensted", "Lejre", "Lemvig", "Lolland", "Middelfart",
    "Nordfyns", "Næstved", "Rebild", "Samsø",
]  # fmt: skip


def _count(question: str, option: str, row: str = "") -> tuple[int | None, int | None]:
    """The stored count and base of a figure of the whole country."""
    figure = figure_at(Survey.objects.get(key="vt-2017"), (question, row, option, "country", ""))
    assert figure is not None
    return figure.numerator, figure.denominator


def test_84_of_98_municipalities_with_91_per_cent_of_the_inhabitants() -> None:
    """And the fourteen by name."""
    survey = Survey.objects.get(key="vt-2017")
    rate = response_rate(survey)
    assert (rate.municipalities.count, rate.municipalities.base) == (84, 98)
    assert rate.population.percent == 91
    missing = participants_of(survey).filter(submitted_at__isnull=True)
    assert [one.name for one in missing] == MISSING


def test_the_printed_counts_of_training_come_out_of_stored_answers() -> None:
    """§ 140, the orthopaedic group, citizens' benefits, and of staff what can be."""
    assert _count("training_status", "operation", "sul140") == (32, 84)
    assert _count("training_status", "not_started", "sul140") == (16, 84)
    assert _count("training_target_groups", "orthopaedic") == (47, 68)
    assert [_count("training_citizen_benefits", name) for name in ("motivation", "flexibility", "self_mastery")] == [
        (43, 57),
        (42, 57),
        (41, 57),
    ]
    four = ("professional", "satisfaction", "planning", "environment")
    assert [_count("training_staff_benefits", name) for name in four] == [(13, 35), (12, 35), (8, 35), (2, 35)]


def test_the_printed_bases_of_screen_visits_come_out_of_stored_answers() -> None:
    """Figures 11 to 16, and how many begin in social psychiatry."""
    bases = {
        name: question_told(results_for(ANONYMOUS, "vt-2017"), name).first.answered
        for name in (
            "screen_services",
            "screen_citizen_benefits_social_psychiatry",
            "screen_citizen_benefits_disability",
            "screen_citizen_benefits_nursing",
            "screen_citizen_benefits_home_care",
            "screen_staff_benefits",
        )
    }
    assert list(bases.values()) == [58, 42, 38, 32, 33, 28]
    assert _count("screen_services", "sel85") == (35, 58)
    assert _count("screen_status", "not_started", "social_psychiatry") == (28, 84)


def test_the_page_says_where_the_print_cannot_be_right() -> None:
    """On the page of the survey, and that the answers are invented."""
    told = text_of(Client().get("/dataindsamling/vt-2017/"))
    assert ("Opfundne data" in told, "13, 12, 8 og 2 ud af 27" in told, "35 af alle 84" in told) == (True, True, True)


def test_a_second_edition_is_there_to_compare() -> None:
    """93 municipalities, published; more are in operation than the year before."""
    survey = Survey.objects.get(key="vt-2018")
    assert (survey.state, response_rate(survey).municipalities.count) == ("published", 93)
    figure = figure_at(survey, ("training_status", "sul140", "operation", "country", ""))
    assert figure is not None
    assert (figure.numerator or 0) > 32


def test_an_edition_is_open_and_the_pilot_is_in_the_middle_of_it() -> None:
    """Half of the country has answered; the pilot has contacts, shared sections, answers and suggestions that wait."""
    survey = Survey.objects.get(key="vt-2026")
    assert (survey.state, response_rate(survey).municipalities.count) == ("open", 46)
    pilot = participants_of(survey).get(code="0706")
    assert (pilot.state.value, pilot.mailbox != "") == ("started", True)
    assert Delegation.objects.filter(participant=pilot).count() == 3
    assert Contact.objects.filter(municipality=pilot.municipality).count() == 2
    assert Prefilled.objects.filter(participant=pilot, decision="waiting").exists()
    assert Survey.objects.get(key="oekonomi-2026").state == "draft"


def test_next_years_focus_areas_are_on_their_way() -> None:
    """One approved, one proposed, three questions, and an approval that keeps the five municipalities."""
    states = FocusArea.objects.filter(year=2027).values_list("title_da", "state")
    assert dict(states) == {"Tryghed om natten": "approved", "Digital medicinhåndtering": "proposed"}
    assert sorted(QuestionProposal.objects.values_list("state", flat=True)) == ["discussed", "proposed", "taken"]
    approval = QuestionApproval.objects.get()
    assert (approval.year, len(approval.took_part), approval.on < date(2026, 12, 31)) == (2026, 5, True)
