"""Reviews: personal data by alias, counted before and after, gone with the alias, and only the sum goes on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.landkort import refusal
from tests.people import actor, code, holding, municipality, unit
from tests.reviewing import BIRDS, alias, answered, before, hours_benefit, review
from tovholder.apps.benefits.public import Measurement
from tovholder.apps.casereviews.actions import (
    YOURS,
    add_citizens,
    assess,
    assign,
    close_review,
    delete_review,
    equip,
    forget_person,
    hand_over,
    measure_after,
    start_review,
)
from tovholder.apps.casereviews.models import CaseRow, Review
from tovholder.apps.casereviews.selectors import reviews_of, rows_of, total
from tovholder.apps.citizens.public import CitizenAlias, delete_alias
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.public import merge_units
from tovholder.foundation.notices.public import Notice
from tovholder.foundation.work.public import work_of
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


def _measured(count: int) -> Review:
    """A running review of so many citizens, each measured twice, and one who still needs two."""
    made = review(*(alias(name) for name in BIRDS[: count + 1]))
    rows = rows_of(made)
    for row in rows[:count]:
        answered(row, staff=1)
    answered(rows[count], "still_two")
    return made


def _row(made: Review) -> CaseRow:
    return rows_of(made)[0]


def test_only_those_who_meet_the_citizens_see_a_review() -> None:
    """In the unit, in the roles that read its aliases; coordinators see none."""
    review(alias())
    seats = {
        "staff": actor("staff", in_unit=unit("Fyret")),
        "leader": actor("unit_leader", in_unit=unit("Fyret")),
        "therapist": actor("visitator_therapist", in_unit=unit("Fyret")),
        "other unit": actor("key_staff", in_unit=unit("Havnen")),
        "coordinator": actor(),
        "elsewhere": actor(at="Randers"),
        "system": SYSTEM,
    }
    assert {who: reviews_of(seat).count() for who, seat in seats.items()} == {
        "staff": 1,
        "leader": 1,
        "therapist": 1,
        "other unit": 0,
        "coordinator": 0,
        "elsewhere": 0,
        "system": 0,
    }


def test_the_database_keeps_it_in_the_unit_and_whole() -> None:
    """Neither a wider tier nor half a measurement can be stored."""
    made = review(alias())
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=made.pk).update(tier="municipality")
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseRow.objects.filter(review=made).update(minutes_before=Decimal(5))
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseRow.objects.filter(review=made).update(outcome=code("review_outcome", "still_two"))


def test_the_audit_holds_nothing_of_a_citizen() -> None:
    """Neither aliases, numbers, answers nor words."""
    made = review(alias("Natugle"))
    row = before(_row(made), minutes=47)
    kept = code("review_outcome", "still_two")
    assess(by=SYSTEM, row=row, on=clock.today(), outcome=kept, note="Falder om aftenen")
    told = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert [word for word in ("Natugle", "47", "still_two", "aftenen") if word in told] == []


def test_what_is_sensitive_is_refused() -> None:
    """A CPR number in a note, whatever the door."""
    row = before(_row(review(alias())))
    outcome = code("review_outcome", "still_two")
    said = refusal(lambda: assess(by=SYSTEM, row=row, on=clock.today(), outcome=outcome, note="010203-1234"))
    assert list(said) == ["outcome_note"]


def test_measures_come_in_their_order() -> None:
    """Before first, then an answer, then again; not in the future; nobody is assessed before it began."""
    made = review(alias(), running=False)
    row, two = _row(made), code("review_outcome", "still_two")
    today = clock.today()
    with pytest.raises(ValidationError, match="Start gennemgangen først"):
        assess(by=SYSTEM, row=row, on=today, outcome=two)
    start_review(by=SYSTEM, review=made)
    row = _row(made)
    with pytest.raises(ValidationError, match="hvordan hjælpen er i dag"):
        assess(by=SYSTEM, row=row, on=today, outcome=two)
    before(row)
    with pytest.raises(ValidationError, match="Mål før og vurder"):
        measure_after(by=SYSTEM, row=row, on=today, minutes=Decimal(1), visits=Decimal(1), staff=1)
    tomorrow = today + timedelta(days=1)
    assert list(refusal(lambda: assess(by=SYSTEM, row=row, on=tomorrow, outcome=two))) == ["on"]
    with pytest.raises(ValidationError, match="allerede begyndt"):
        start_review(by=SYSTEM, review=made)


def test_citizens_of_another_unit_and_a_second_time_are_refused() -> None:
    """The list is the unit's own, and each stands there once."""
    here = alias()
    made = review(here)
    there = alias("Vibe", at=unit("Havnen"))
    assert list(refusal(lambda: add_citizens(by=SYSTEM, review=made, citizens=[there]))) == ["citizens"]
    assert list(refusal(lambda: add_citizens(by=SYSTEM, review=made, citizens=[here]))) == ["citizens"]


@pytest.mark.requirement("BEN-10")
def test_that_two_are_still_needed_is_an_answer_and_asks_for_no_new_measure() -> None:
    """It counts as assessed, waits for nothing, and stands in the sum by name."""
    made = review(alias(), alias("Vibe"))
    rows = rows_of(made)
    answered(rows[0], "still_two")
    found = total(made, rows_of(made))
    assert found is not None
    assert (found.assessed, found.still_two, found.measured, rows_of(made)[0].measure_on) == (1, 1, 0, None)


def test_it_is_measured_again_some_weeks_after_the_aid_is_in_use() -> None:
    """Counted from the aid, or from the assessment where there is none."""
    made = review(alias())
    row = answered(_row(made))
    assert row.measure_on == clock.today() + timedelta(weeks=6)
    lift = Technology.objects.get(slug="loftlift")
    with clock_at(clock.today() + timedelta(days=10)):
        equip(by=SYSTEM, row=row, technology=lift, on=clock.today(), trained=True)
        assert row.measure_on == clock.today() + timedelta(weeks=6)


def test_it_closes_with_what_was_learnt_and_the_sums_stand() -> None:
    """Learning is asked for; afterwards nothing of it is changed."""
    made = _measured(5)
    assert list(refusal(lambda: close_review(by=SYSTEM, review=made, learning=" "))) == ["learning"]
    close_review(by=SYSTEM, review=made, learning="Oplæring først.")
    found = total(made, [])
    assert found is not None
    assert (found.citizens, found.measured, found.still_two, found.freed) == (6, 5, 1, Decimal("25.00"))
    with pytest.raises(ValidationError, match="tallene står fast"):
        before(_row(made))


@pytest.mark.requirement("BEN-10")
def test_only_the_sum_is_handed_to_a_benefit_counted_with_its_n() -> None:
    """Hours a week in the unit and the period, once; no alias, no row."""
    made, gain = _measured(5), hours_benefit()
    with pytest.raises(ValidationError, match="Afslut gennemgangen først"):
        hand_over(by=SYSTEM, review=made, benefit=gain)
    close_review(by=SYSTEM, review=made, learning="Oplæring først.")
    hand_over(by=SYSTEM, review=made, benefit=gain)
    told = Measurement.objects.get()
    assert (told.benefit, told.unit, told.value, told.n, told.method) == (
        gain,
        unit("Fyret"),
        Decimal("25.00"),
        5,
        "counted",
    )
    assert [bird for bird in BIRDS if bird in told.note] == []
    with pytest.raises(ValidationError, match="allerede givet videre"):
        hand_over(by=SYSTEM, review=made, benefit=gain)


def test_a_sum_of_few_stays_in_the_unit() -> None:
    """It may point at one of them."""
    made = _measured(4)
    close_review(by=SYSTEM, review=made, learning="Få.")
    with pytest.raises(ValidationError, match="færre end fem borgere"):
        hand_over(by=SYSTEM, review=made, benefit=hours_benefit())
    assert Measurement.objects.count() == 0


@pytest.mark.parametrize(("count", "left"), [(5, Decimal("25.00")), (4, None)])
def test_the_row_goes_with_the_alias_and_a_small_sum_with_it(count: int, left: Decimal | None) -> None:
    """Of five or more the frozen sum stays; of fewer nothing is left."""
    made = _measured(count)
    close_review(by=SYSTEM, review=made, learning="Oplæring først.")
    delete_alias(CitizenAlias.objects.get(alias=BIRDS[0]), by=SYSTEM)
    made.refresh_from_db()
    found = total(made, [])
    assert (made.rows.count(), found.freed if found is not None else None) == (count, left)


def test_an_open_review_counts_only_those_who_are_still_there() -> None:
    """A deleted alias is in no sum any more."""
    made = _measured(5)
    delete_alias(CitizenAlias.objects.get(alias=BIRDS[0]), by=SYSTEM)
    found = total(made, rows_of(made))
    assert found is not None
    assert (found.citizens, found.measured) == (5, 4)


def test_notices_and_my_week_never_say_of_whom() -> None:
    """Who is asked is told without the alias, and so is the calendar."""
    therapist = holding("visitator_therapist", in_unit=unit("Fyret"))
    made = review(alias("Natugle"))
    row = before(_row(made))
    assign(by=SYSTEM, row=row, assessor=therapist.user, assess_by=clock.today())
    told = Notice.objects.get(kind=YOURS)
    items = work_of(actor_of(therapist), clock.today() + timedelta(days=7))
    texts = [told.about, *(f"{item.title} {item.note}" for item in items)]
    assert [text for text in texts if "Natugle" in text] == []
    assert [item.title for item in items] == ["Vurder en borger i en gennemgang"]
    assess(by=SYSTEM, row=row, on=clock.today(), outcome=code("review_outcome", "trial"))
    with clock_at(clock.today() + timedelta(weeks=6)):
        later = work_of(actor_of(therapist), clock.today() + timedelta(days=7))
    assert [item.title for item in later] == ["Mål igen i en gennemgang"]


def test_it_follows_the_work_when_units_and_municipalities_are_merged() -> None:
    """With its rows, whose aliases go the same way."""
    made = review(alias())
    merge_units(unit("Fyret"), into=unit("Havnen"), by=SYSTEM)
    made.refresh_from_db()
    assert (made.unit, _row(made).citizen.unit) == (unit("Havnen"), unit("Havnen"))
    merge_municipality(municipality(), into=municipality("Norddjurs"), by=SYSTEM)
    made.refresh_from_db()
    assert made.municipality == municipality("Norddjurs")


def test_somebody_who_leaves_is_asked_no_more_and_a_review_can_be_deleted() -> None:
    """Rows go with the review, aliases stay."""
    gone = holding("staff", in_unit=unit("Fyret"))
    made = review(alias(), owner=gone.user)
    assign(by=SYSTEM, row=_row(made), assessor=gone.user, assess_by=None)
    assert forget_person(gone.user.public_id, by=SYSTEM) == 2
    made.refresh_from_db()
    assert (made.owner, _row(made).assessor) == (None, None)
    delete_review(by=SYSTEM, review=made)
    assert (CaseRow.objects.count(), CitizenAlias.objects.count()) == (0, 1)


def test_an_answer_that_asks_for_no_new_measure_takes_the_new_measure_away() -> None:
    """Two are still needed: the minutes that were written under another answer free no hours."""
    made = review(alias())
    row = answered(_row(made), staff=1)
    found = total(made, rows_of(made))
    assert found is not None
    assert found.measured == 1
    assess(by=SYSTEM, row=row, on=clock.today(), outcome=code("review_outcome", "still_two"))
    found = total(made, rows_of(made))
    assert found is not None
    assert (found.measured, found.still_two, _row(made).remeasured_on) == (0, 1, None)


def test_an_assessment_lies_between_the_two_measures() -> None:
    """Before, then the assessment, then after: whichever is written last."""
    made = review(alias())
    row = answered(_row(made), staff=1)
    trained = code("review_outcome", "aid_and_training")
    early = clock.today() - timedelta(days=400)
    assert list(refusal(lambda: assess(by=SYSTEM, row=row, on=early, outcome=trained))) == ["on"]
    with clock_at(clock.today() + timedelta(days=400)):
        late = clock.today()
        assert list(refusal(lambda: assess(by=SYSTEM, row=row, on=late, outcome=trained))) == ["on"]
