"""A survey on the national side: its frame, its questionnaire, its days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.people import actor, municipality
from tests.questionnaire import EVERYTHING, edition_of, question
from tests.surveying import drafted, facts, opened, participant
from tovholder.apps.surveys.answering import begin, keep_answers, submit
from tovholder.apps.surveys.models import Participant, Survey, SurveyState
from tovholder.apps.surveys.selectors import response_rate, response_values, surveys
from tovholder.apps.surveys.survey_actions import (
    change_survey,
    close_survey,
    extend_survey,
    open_survey,
    publish_survey,
    remove_survey,
    reopen_survey,
)
from tovholder.engines.questionnaires.model import QuestionKind, Schema, Section
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.models import Population
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import ANONYMOUS, SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> object:
    """The second of November 2026: the day after the survey opens."""
    with clock_at(date(2026, 11, 2)):
        yield


def test_a_survey_opens_with_the_98_municipalities_of_its_day() -> None:
    """Each with its region and inhabitants, and the newest edition of the questionnaire."""
    survey = opened()
    frame = Participant.objects.filter(survey=survey)
    assert frame.count() == 98
    assert survey.state == SurveyState.OPEN
    assert survey.questionnaire == edition_of()
    assert not frame.filter(region=None).exists()
    assert not frame.filter(population=None).exists()
    here = participant(survey)
    last = Population.objects.filter(municipality=here.municipality, year__lte=2026).order_by("-year").first()
    assert last is not None
    assert (here.population, here.population_on) == (last.persons, date(last.year, 1, 1))
    assert here.region_name == "Region Midtjylland"


@pytest.mark.requirement("SUR-01")
def test_coordinators_are_told_that_a_survey_opened_and_until_when() -> None:
    """A notice to everybody who acts for a municipality of the frame."""
    actor("coordinator")
    survey = opened()
    told = Notice.objects.get(kind="surveys.survey")
    assert (told.url, told.due) == (survey.get_absolute_url(), date(2026, 11, 30))


def test_a_municipality_that_is_merged_later_keeps_its_name_in_the_frame() -> None:
    """The new municipality answers for both."""
    survey = opened()
    old, new = municipality("Syddjurs"), municipality("Norddjurs")
    merge_municipality(old, into=new, by=SYSTEM)
    theirs = Participant.objects.filter(survey=survey, municipality=new)
    assert sorted(theirs.values_list("name", flat=True)) == ["Norddjurs", "Syddjurs"]


def test_a_frame_of_a_day_before_a_merger_names_both() -> None:
    """The municipality that is gone is answered for by the one it became part of."""
    old, new = municipality("Syddjurs"), municipality("Norddjurs")
    merge_municipality(old, into=new, by=SYSTEM)
    survey = opened(frame_on=date(2026, 10, 1))
    assert participant(survey, "Syddjurs").municipality == new
    later = opened(key="senere", frame_on=date(2026, 11, 3))
    assert not Participant.objects.filter(survey=later, name="Syddjurs").exists()


def test_an_edition_that_comes_later_does_not_change_an_open_survey() -> None:
    """The edition of the day is pinned, and the questionnaire of an open survey cannot be another."""
    survey = opened()
    more = Section(key="mere", title=EVERYTHING.title, questions=(question("nyt", QuestionKind.TEXT),))
    later = edition_of(Schema(key="dagen", title=EVERYTHING.title, sections=(*EVERYTHING.sections, more)))
    survey.refresh_from_db()
    assert survey.questionnaire is not None
    assert survey.questionnaire.number == later.number - 1
    edition_of(Schema(key="andet", title=EVERYTHING.title, sections=EVERYTHING.sections))
    with pytest.raises(ValidationError) as refused:
        change_survey(by=SYSTEM, survey=survey, facts=facts(questionnaire_key="andet", frame_on=date(2025, 1, 1)))
    assert sorted(refused.value.message_dict) == ["frame_on", "questionnaire_key"]


def test_words_and_the_last_day_of_an_open_survey_can_be_changed() -> None:
    """Nobody answers to something else because of it."""
    survey = change_survey(by=SYSTEM, survey=opened(), facts=facts(title_da="Teknologi 2026"))
    assert survey.title_da == "Teknologi 2026"
    assert extend_survey(by=SYSTEM, survey=survey, closes_on=date(2026, 12, 15)).closes_on == date(2026, 12, 15)
    with pytest.raises(ValidationError):
        extend_survey(by=SYSTEM, survey=survey, closes_on=date(2026, 11, 1))


def test_a_survey_does_not_take_the_address_of_another_page() -> None:
    """Neither from the beginning nor later."""
    for key in ("ny", "tal", "kontakter"):
        with pytest.raises(ValidationError) as refused:
            drafted(key=key)
        assert refused.value.message_dict == {"key": ["Det navn er brugt til en anden side. Vælg et andet."]}
    with pytest.raises(ValidationError):
        change_survey(by=SYSTEM, survey=drafted(), facts=facts(key="link"))


def test_the_states_of_a_survey_follow_each_other() -> None:
    """Opened once, closed, opened again, closed, published; nothing else."""
    survey = drafted()
    with pytest.raises(ValidationError):
        close_survey(by=SYSTEM, survey=survey)
    with pytest.raises(ValidationError):
        open_survey(by=SYSTEM, survey=survey)  # there is no questionnaire yet
    edition_of()
    open_survey(by=SYSTEM, survey=survey)
    with pytest.raises(ValidationError):
        open_survey(by=SYSTEM, survey=survey)
    with pytest.raises(ValidationError):
        remove_survey(by=SYSTEM, survey=survey)
    close_survey(by=SYSTEM, survey=survey)
    reopen_survey(by=SYSTEM, survey=survey, closes_on=date(2026, 12, 1))
    with pytest.raises(ValidationError):
        publish_survey(by=SYSTEM, survey=survey)
    close_survey(by=SYSTEM, survey=survey)
    publish_survey(by=SYSTEM, survey=survey)
    with pytest.raises(ValidationError):
        reopen_survey(by=SYSTEM, survey=survey, closes_on=date(2026, 12, 1))


def test_two_who_close_at_once_do_not_overwrite_each_other() -> None:
    """The second is told that the survey is another by now."""
    survey = opened()
    seen = survey.version
    extend_survey(by=SYSTEM, survey=survey, closes_on=date(2026, 12, 15), expected_version=seen)
    with pytest.raises(ConflictError):
        close_survey(by=SYSTEM, survey=Survey.objects.get(pk=survey.pk), expected_version=seen)


def test_a_survey_that_is_being_prepared_is_seen_by_the_national_side_alone() -> None:
    """Others see it from the day it opens."""
    survey = drafted()
    assert list(surveys(actor("national_editor"))) == [survey]
    assert list(surveys(actor("coordinator"))) == []
    assert list(surveys(ANONYMOUS)) == []


@pytest.mark.requirement("SUR-05")
def test_the_response_rate_counts_municipalities_and_inhabitants() -> None:
    """Each share with its count and base; answers that were not handed in count for nothing."""
    survey = opened()
    here, there = participant(survey), participant(survey, "Randers")
    for one in (here, there):
        keep_answers(one, {"skaerm": True}, seen={"skaerm": 0}, by=SYSTEM)
    submit(here, by=SYSTEM)
    rate = response_rate(survey)
    everybody = sum(one.population or 0 for one in Participant.objects.filter(survey=survey))
    assert (rate.municipalities.count, rate.municipalities.base) == (1, 98)
    assert (rate.population.count, rate.population.base) == (here.population, everybody)
    assert list(response_values(survey)) == [here.pk]


def test_closing_keeps_what_was_begun_and_takes_no_more() -> None:
    """It is there when the survey opens again, and does not count before it is handed in."""
    survey = opened()
    here = participant(survey)
    begin(here, by=SYSTEM)
    keep_answers(here, {"skaerm": True}, seen={"skaerm": 0}, by=SYSTEM)
    close_survey(by=SYSTEM, survey=survey)
    with pytest.raises(ValidationError):
        keep_answers(here, {"skaerm": False}, seen={"skaerm": 1}, by=SYSTEM)
    with pytest.raises(ValidationError):
        submit(here, by=SYSTEM)
    reopen_survey(by=SYSTEM, survey=survey, closes_on=date(2026, 12, 10))
    keep_answers(here, {"skaerm": False}, seen={"skaerm": 1}, by=SYSTEM)
    submit(here, by=SYSTEM)
    assert response_rate(survey).municipalities.count == 1
