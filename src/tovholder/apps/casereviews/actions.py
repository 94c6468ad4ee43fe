"""What is done with reviews: begun, filled with citizens, assessed, measured again, closed, handed to a benefit."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import Benefit, Grade, Measurement, MeasurementFacts, Method, add_measurement
from tovholder.apps.casereviews.counting import SMALLEST_BASE, total_of
from tovholder.apps.casereviews.models import NO_NEW_MEASURE, CaseRow, Review, ReviewState
from tovholder.apps.casereviews.questions import question
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.products.public import Product
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import Municipality, Unit
from tovholder.foundation.notices.public import notify
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

YOURS = "casereviews.yours"
_AFTER = ("remeasured_on", "minutes_after", "visits_after", "staff_after")
_SUMS = ("sum_citizens", "sum_assessed", "sum_measured", "sum_still_two", "sum_before", "sum_after")


@action("casereviews.begin")
def begin_review(
    *, by: Actor, unit: Unit, question_key: str, title: str, weeks: int, aim: str = "", owner: User | None = None
) -> Review:
    """Plan a review of a unit's citizens. Raises ``ValidationError`` by field."""
    if question(question_key) is None:
        raise ValidationError({"question_key": _("Vælg et af spørgsmålene.")})
    return created(
        Review(
            municipality=unit.municipality,
            unit=unit,
            question=question_key,
            title=title,
            aim=aim,
            weeks=weeks,
            owner=owner,
        )
    )


@action("casereviews.change")
def change_review(
    *,
    by: Actor,
    review: Review,
    title: str,
    weeks: int,
    aim: str,
    owner: User | None,
    expected_version: int | None = None,
) -> Review:
    """Change title, reason, owner and weeks. Raises ``ValidationError`` and ``ConflictError``."""
    _must_be_open(review)
    return change(review, expected_version=expected_version, title=title, weeks=weeks, aim=aim, owner=owner)


@action("casereviews.start")
def start_review(*, by: Actor, review: Review) -> Review:
    """Start today. Raises ``ValidationError`` when nobody stands in it, or it has begun."""
    if review.state != ReviewState.PLANNED:
        raise ValidationError(_("Gennemgangen er allerede begyndt."))
    if not review.rows.exists():
        raise ValidationError(_("Sæt først borgere på listen."))
    return change(review, state=ReviewState.RUNNING, started_on=clock.today())


@action("casereviews.close")
def close_review(*, by: Actor, review: Review, learning: str, expected_version: int | None = None) -> Review:
    """Close it with what was learnt, and freeze the sums. Raises ``ValidationError`` by field and ``ConflictError``."""
    if not review.is_running:
        raise ValidationError(_("Kun en gennemgang, der er i gang, kan afsluttes."))
    if not learning.strip():
        raise ValidationError({"learning": _("Skriv, hvad I lærte. Det er det, den næste gennemgang begynder med.")})
    found = total_of(row.case() for row in review.rows.select_related("outcome"))
    return change(
        review,
        expected_version=expected_version,
        state=ReviewState.CLOSED,
        closed_on=clock.today(),
        learning=learning.strip(),
        sum_citizens=found.citizens,
        sum_assessed=found.assessed,
        sum_measured=found.measured,
        sum_still_two=found.still_two,
        sum_before=found.before,
        sum_after=found.after,
    )


def _must_be_open(review: Review) -> None:
    if not review.is_open:
        raise ValidationError(_("Gennemgangen er afsluttet, så tallene står fast."))


@action("casereviews.add_citizens")
def add_citizens(*, by: Actor, review: Review, citizens: Sequence[CitizenAlias]) -> list[CaseRow]:
    """Put citizens of the unit on the list. Raises ``ValidationError`` for those of another unit or there already."""
    _must_be_open(review)
    standing = set(review.rows.values_list("citizen_id", flat=True))
    for citizen in citizens:
        if citizen.unit_id != review.unit_id:
            raise ValidationError({"citizens": _("Vælg borgere fra jeres egen enhed.")})
        if citizen.pk in standing:
            raise ValidationError({"citizens": _("%(name)s står der allerede.") % {"name": citizen.alias}})
    noted(review, ["rows"])
    return [created(CaseRow(review=review, citizen=citizen)) for citizen in citizens]


@action("casereviews.remove_citizen")
def remove_citizen(*, by: Actor, row: CaseRow) -> None:
    """Take a citizen off the list, with all that was written down of them. Raises ``ValidationError`` when closed."""
    _must_be_open(row.review)
    removed(row)


def _measured_on(day: date, field: str) -> None:
    if day > clock.today():
        raise ValidationError({field: _("Datoen ligger i fremtiden. Skriv den dag, I målte.")})


@action("casereviews.measure_before")
def measure_before(
    *,
    by: Actor,
    row: CaseRow,
    on: date,
    minutes: Decimal,
    visits: Decimal,
    staff: int,
    expected_version: int | None = None,
) -> CaseRow:
    """Write down the help as it is before anything is changed. Raises ``ValidationError`` and ``ConflictError``."""
    _must_be_open(row.review)
    _measured_on(on, "on")
    if row.remeasured_on is not None and on > row.remeasured_on:
        raise ValidationError({"on": _("I målte igen før den dag. Skriv en tidligere dato.")})
    return change(
        row,
        expected_version=expected_version,
        baseline_on=on,
        minutes_before=minutes,
        visits_before=visits,
        staff_before=staff,
    )


@action("casereviews.assign")
def assign(
    *, by: Actor, row: CaseRow, assessor: User | None, assess_by: date | None, expected_version: int | None = None
) -> CaseRow:
    """Ask somebody of the unit to assess; who is asked gets a notice that says nothing of whom."""
    _must_be_open(row.review)
    before = row.assessor
    change(row, expected_version=expected_version, assessor=assessor, assess_by=assess_by)
    if assessor is not None and assessor != before and assessor.public_id != by.user_id:
        url = row.review.get_absolute_url()
        notify(YOURS, to=assessor, about=_("Du er bedt om at vurdere en borger i en gennemgang."), url=url)
    return row


@action("casereviews.assess")
def assess(
    *, by: Actor, row: CaseRow, on: date, outcome: Code, note: str = "", expected_version: int | None = None
) -> CaseRow:
    """Write down what the assessment came to. That two are still needed is an answer like the others.

    Raises ``ValidationError`` by field and ``ConflictError``. A new measure that the answer says is none goes.
    """
    if not row.review.is_running:
        raise ValidationError(_("Start gennemgangen først, og vurder så."))
    _measured_on(on, "on")
    if row.baseline_on is None:
        raise ValidationError(_("Skriv først, hvordan hjælpen er i dag. Bagefter kan I ikke måle det."))
    if on < row.baseline_on:
        raise ValidationError({"on": _("I målte hjælpen senere end den dag. Skriv en senere dato.")})
    asks_no_more = outcome.code in NO_NEW_MEASURE
    if not asks_no_more and row.remeasured_on is not None and on > row.remeasured_on:
        raise ValidationError({"on": _("I målte igen før den dag. Skriv en tidligere dato.")})
    return change(
        row,
        expected_version=expected_version,
        assessed_on=on,
        outcome=outcome,
        outcome_note=note.strip(),
        **(dict.fromkeys(_AFTER) if asks_no_more else {}),
    )


@action("casereviews.equip")
def equip(
    *,
    by: Actor,
    row: CaseRow,
    technology: Technology | None,
    product: Product | None = None,
    on: date | None = None,
    trained: bool = False,
    expected_version: int | None = None,
) -> CaseRow:
    """Write down the aid, since when it is used, and whether the staff were trained. Raises ``ValidationError``."""
    if not row.review.is_running or row.assessed_on is None:
        raise ValidationError(_("Vurder først, om et hjælpemiddel er svaret."))
    if on is not None:
        _measured_on(on, "on")
    return change(
        row, expected_version=expected_version, technology=technology, product=product, aid_on=on, trained=trained
    )


@action("casereviews.measure_after")
def measure_after(
    *,
    by: Actor,
    row: CaseRow,
    on: date,
    minutes: Decimal,
    visits: Decimal,
    staff: int,
    expected_version: int | None = None,
) -> CaseRow:
    """Write down the help as it is now. Raises ``ValidationError`` by field and ``ConflictError``."""
    if not row.review.is_running:
        raise ValidationError(_("Gennemgangen er ikke i gang."))
    if row.baseline_on is None or row.assessed_on is None:
        raise ValidationError(_("Mål før og vurder, før I måler igen."))
    _measured_on(on, "on")
    if on < row.assessed_on:
        raise ValidationError({"on": _("I vurderede senere end den dag. Skriv en senere dato.")})
    return change(
        row,
        expected_version=expected_version,
        remeasured_on=on,
        minutes_after=minutes,
        visits_after=visits,
        staff_after=staff,
    )


@action("casereviews.hand_over")
def hand_over(*, by: Actor, review: Review, benefit: Benefit) -> Measurement:
    """Hand the freed hours a week to a benefit as one counted measurement with its n. Never an alias.

    Raises ``ValidationError``: it is closed first, handed once, and rests on at least five citizens.
    """
    if review.is_open or review.started_on is None or review.closed_on is None:
        raise ValidationError(_("Afslut gennemgangen først, så står tallet fast."))
    if review.handed_on is not None:
        raise ValidationError(_("Tallet er allerede givet videre."))
    if review.sum_before is None or review.sum_after is None or (review.sum_measured or 0) < SMALLEST_BASE:
        raise ValidationError(
            _("Summen bygger på færre end fem borgere og kan pege på en af dem. Den bliver i enheden.")
        )
    if benefit.municipality_id != review.municipality_id or benefit.unit_id not in {None, review.unit_id}:
        raise ValidationError({"benefit": _("Vælg en af jeres egne gevinster.")})
    change(review, handed_to=benefit, handed_on=clock.today())
    facts = MeasurementFacts(
        period_from=review.started_on,
        period_to=review.closed_on,
        value=review.sum_before - review.sum_after,
        unit=review.unit,
        n=review.sum_measured,
        method=Method.COUNTED,
        grade=Grade.B,
        note=_("Frigjorte timer om ugen, talt i en gennemgang: %(k)d af %(n)d borgere er målt før og efter.")
        % {"k": review.sum_measured, "n": review.sum_citizens or 0},
        measured_in=Code.objects.get(list="measure_unit", code="hours"),
    )
    return add_measurement(by=by, benefit=benefit, facts=facts)


@action("casereviews.delete")
def delete_review(*, by: Actor, review: Review) -> None:
    """Delete a review with all its citizens' rows. What was handed to a benefit stays there."""
    removed(review)


@action("casereviews.forget_alias")
def forget_alias(alias_id: UUID, *, by: Actor) -> int:
    """Delete the rows of an alias whose time is over. Gives how many.

    A closed review keeps its sums when they rest on five citizens or more; of fewer they go with the first row.
    """
    doomed = list(CaseRow.objects.filter(citizen__public_id=alias_id).select_related("review"))
    for row in doomed:
        review = row.review
        removed(row)
        if not review.is_open and (review.sum_measured or 0) < SMALLEST_BASE:
            change(review, **dict.fromkeys(_SUMS))
    return len(doomed)


@action("casereviews.move_unit")
def move_unit(old: Unit, new: Unit, *, by: Actor) -> int:
    """The reviews of a merged unit go with its citizens. Gives how many."""
    return _moved(Review.objects.filter(unit=old), unit=new, municipality=new.municipality)


@action("casereviews.move_municipality")
def move_municipality(old: Municipality, into: Municipality, *, by: Actor) -> int:
    """The reviews follow their units into another municipality. Gives how many."""
    return _moved(Review.objects.filter(municipality=old), municipality=into)


def _moved(moving: Iterable[Review], **place: Any) -> int:
    count = 0
    for review in moving:
        change(review, **place)
        count += 1
    return count


@action("casereviews.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Somebody who left is to assess nobody any more, and owns no open review. Gives how many records."""
    rows = list(CaseRow.objects.filter(assessor__public_id=user_id, outcome__isnull=True))
    for row in rows:
        change(row, assessor=None)
    open_ones = list(Review.objects.filter(owner__public_id=user_id).exclude(state=ReviewState.CLOSED))
    for review in open_ones:
        change(review, owner=None)
    return len(rows) + len(open_ones)
