"""The pages of reviews: behind the citizens' door, each reading noted, and whole in every state."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, unit
from tests.reviewing import BIRDS, OF_ROW, alias, answered, hours_benefit, review
from tovholder.apps.benefits.public import Measurement
from tovholder.apps.casereviews.actions import close_review
from tovholder.apps.casereviews.models import CaseRow, Review
from tovholder.apps.casereviews.selectors import rows_of
from tovholder.apps.citizens.models import ReadLog
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    """A browser of somebody who works in the unit."""
    return client_of(holding("staff", in_unit=unit("Fyret")))


def _address(name: str, made: Review) -> str:
    return reverse(f"casereviews:{name}", args=[made.public_id])


def _step(name: str, row: CaseRow) -> str:
    return reverse(f"casereviews:{name}", args=[row.review.public_id, row.public_id])


def test_every_page_is_whole_from_empty_to_closed(staff: Client) -> None:
    """The list with its questions, the worklist, its paper, every form, and the summary at the end."""
    assert_clean_html(staff.get(reverse("casereviews:list")))
    assert_clean_html(staff.get(reverse("casereviews:new"), {"spoergsmaal": "toilet"}))
    made = review(running=False)
    assert_clean_html(staff.get(made.get_absolute_url()))
    made = review(*(alias(name) for name in BIRDS[:6]))
    rows = rows_of(made)
    for row in rows[:5]:
        answered(row, staff=1)
    for name in ("review", "edit", "add_citizens", "close", "delete", "paper"):
        assert_clean_html(staff.get(_address(name, made)))
    for name in OF_ROW.split():
        if name != "remove":
            assert_clean_html(staff.get(_step(name, rows[0])))
    close_review(by=SYSTEM, review=made, learning="Oplæring først.")
    page = staff.get(made.get_absolute_url())
    assert_clean_html(page)
    told = text_of(page)
    for words in ("Oplæring først.", "25 timer om ugen er frigjort: fra 50 til 25, målt hos 5 af 6 borgere."):
        assert words in told
    assert_clean_html(staff.get(_address("hand_over", made)))


def test_each_reading_is_noted_under_the_aliases_that_were_shown(staff: Client) -> None:
    """A filter that hides somebody reads nothing of them; paper has a purpose of its own."""
    seen, hidden = alias("Alk"), alias("Vibe")
    made = review(seen, hidden)
    answered(rows_of(made)[0], "still_two")
    staff.get(made.get_absolute_url(), {"vis": "stadig-to"})
    assert [(line.alias_id, line.purpose) for line in ReadLog.objects.all()] == [(seen.public_id, "review")]
    staff.get(_address("paper", made))
    staff.get(rows_of(made)[1].get_absolute_url())
    counted = {
        one.alias: list(ReadLog.objects.filter(alias_id=one.public_id).order_by("pk").values_list("purpose", flat=True))
        for one in (seen, hidden)
    }
    assert counted == {"Alk": ["review", "review_paper"], "Vibe": ["review_paper", "review"]}


def test_the_room_is_closed_where_the_login_asks_for_no_second_factor(staff: Client, settings: Settings) -> None:
    """Every page says why, and leaves no reading."""
    made = review(alias())
    row = rows_of(made)[0]
    settings.CITIZEN_ROOMS_OPEN = False
    pages = [reverse("casereviews:list"), made.get_absolute_url(), row.get_absolute_url(), _address("paper", made)]
    assert [staff.get(page).status_code for page in pages] == [404] * 4
    assert ReadLog.objects.count() == 0


def test_others_find_nothing_and_leave_nothing() -> None:
    """Neither the coordinator, another unit, another municipality nor a reader."""
    made = review(alias())
    row = rows_of(made)[0]
    seats = (
        holding(),
        holding("staff", in_unit=unit("Havnen")),
        holding(at="Randers"),
        holding("reader"),
    )
    for held in seats:
        client = client_of(held)
        assert [client.get(one.get_absolute_url()).status_code for one in (made, row)] == [404, 404]
    assert ReadLog.objects.count() == 0


def test_one_citizen_is_walked_through_by_pages_alone(staff: Client) -> None:
    """Planned, filled, started, measured, assessed, equipped, measured again."""
    one = alias()
    sent = {"question_key": "transfer", "title": "To til forflytning?", "weeks": 6}
    staff.post(reverse("casereviews:new"), sent)
    made = Review.objects.get()
    staff.post(_address("add_citizens", made), {"citizens": [one.pk]})
    staff.post(_address("start", made))
    row, today = rows_of(made)[0], clock.today().isoformat()
    effort = {"minutes": "12,5", "visits": "21", "staff": "2", "on": today}
    staff.post(_step("before", row), effort | {"version": 1})
    outcome = code("review_outcome", "aid_and_training").pk
    staff.post(_step("assess", row), {"outcome": outcome, "on": today, "version": 2})
    lift = {"technology": "", "on": today, "trained": "on", "version": 3}
    staff.post(_step("equip", row), lift)
    staff.post(_step("after", row), effort | {"staff": "1", "version": 4})
    row.refresh_from_db()
    shown = (row.minutes_before, row.staff_before, row.outcome_code, row.trained, row.staff_after)
    assert shown == (row.minutes_after, 2, "aid_and_training", True, 1)
    assert "4,4 timer om ugen er frigjort" in text_of(staff.get(made.get_absolute_url()))


def test_the_second_of_two_editors_is_told(staff: Client) -> None:
    """And what they typed comes back beside what stands."""
    row = rows_of(review(alias()))[0]
    effort = {"minutes": "10", "visits": "7", "staff": "2", "on": clock.today().isoformat(), "version": 1}
    assert staff.post(_step("before", row), effort).status_code == 302
    assert staff.post(_step("before", row), effort).status_code == 409


def test_the_worklist_asks_as_often_for_few_and_for_many(staff: Client) -> None:
    """Also the notes in the read log are written at once."""
    few, many = review(alias("Alk")), review(*(alias(name) for name in BIRDS[1:]))
    taken = []
    for made in (few, many):
        with CaptureQueriesContext(connection) as asked:
            staff.get(made.get_absolute_url())
        taken.append(len(asked))
    assert taken[0] == taken[1]


def test_the_sum_is_handed_over_by_a_page_that_shows_the_units_benefits(staff: Client) -> None:
    """Those measured in hours; the measurement then stands in the municipality, without an alias."""
    gain = hours_benefit()
    made = review(*(alias(name) for name in BIRDS[:5]))
    for row in rows_of(made):
        answered(row, staff=1)
    close_review(by=SYSTEM, review=made, learning="Oplæring først.")
    staff.post(_address("hand_over", made), {"benefit": gain.pk})
    assert [(one.n, one.value) for one in Measurement.objects.all()] == [(5, Decimal(25))]
    assert "Frigjorte timer ved forflytning" in text_of(staff.get(made.get_absolute_url()))


def test_an_alias_tells_in_which_reviews_it_stands(staff: Client) -> None:
    """On its own page."""
    one = alias()
    made = review(one)
    told = text_of(staff.get(reverse("citizens:alias", args=[one.public_id])))
    assert made.title in told
