"""Aliases are personal data: refused identifiers, a date of deletion, a log of readings, and nobody else's eyes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.people import actor, code, municipality, unit
from tovholder.apps.citizens.actions import change_alias, create_alias, delete_alias, delete_expired, read_alias
from tovholder.apps.citizens.models import CitizenAlias, ReadLog, ReadPurpose, last_day_from
from tovholder.apps.citizens.plugs import DELETE_EXPIRED
from tovholder.apps.citizens.selectors import aliases, readings
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.codes.models import Code
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, enqueue
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Unit, merge_units
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def _basis() -> Code:
    return code("alias_basis", "public_authority")


def _alias(name: str = "Lærke", at: Unit | None = None, delete_on: date = date(2027, 5, 1)) -> CitizenAlias:
    return create_alias(
        unit=at or unit("Fyret"),
        alias=name,
        purpose="Afprøvning af robotstøvsuger",
        legal_basis=_basis(),
        collected_on=TODAY,
        delete_on=delete_on,
        by=SYSTEM,
    )


def test_an_alias_belongs_to_its_unit_and_never_to_a_wider_tier() -> None:
    """The database itself refuses a wider tier."""
    made = _alias()
    assert (made.unit, made.municipality, made.tier) == (unit("Fyret"), municipality(), "unit")
    with pytest.raises(IntegrityError), transaction.atomic():
        CitizenAlias.objects.filter(pk=made.pk).update(tier="municipality")


@pytest.mark.parametrize("field", ["alias", "purpose"])
@pytest.mark.parametrize("text", ["Lærke 010203-1234", "0102031234", "pinkode: 1234", "Adgangskode = hemmelig"])
def test_numbers_and_secrets_are_refused_in_every_text(field: str, text: str) -> None:
    """A CPR number, a PIN or a password never gets into the table."""
    values = {"alias": "Lærke", "purpose": "Afprøvning", field: text}
    with pytest.raises(ValidationError) as refused:
        create_alias(
            unit=unit("Fyret"),
            legal_basis=_basis(),
            collected_on=TODAY,
            delete_on=date(2027, 5, 1),
            by=SYSTEM,
            **values,
        )
    assert list(refused.value.message_dict) == [field]
    assert not CitizenAlias.objects.exists()


@pytest.mark.parametrize(
    ("collected_on", "delete_on", "field"),
    [
        (TODAY, date(2028, 11, 22), "delete_on"),
        (TODAY, TODAY, "delete_on"),
        (date(2026, 11, 22), date(2027, 5, 1), "collected_on"),
        (date(2024, 12, 1), date(2026, 12, 2), "delete_on"),
    ],
)
def test_dates_that_do_not_fit_are_refused(collected_on: date, delete_on: date, field: str) -> None:
    """Deletion comes after today, within two years of the day of collection, which is not in the future."""
    with pytest.raises(ValidationError) as refused:
        create_alias(
            unit=unit("Fyret"),
            alias="Lærke",
            purpose="Afprøvning",
            legal_basis=_basis(),
            collected_on=collected_on,
            delete_on=delete_on,
            by=SYSTEM,
        )
    assert list(refused.value.message_dict) == [field]


def test_two_years_are_two_years_also_from_a_leap_day() -> None:
    """29 February has no anniversary after two years."""
    assert [last_day_from(day) for day in (TODAY, date(2024, 2, 29))] == [date(2028, 11, 21), date(2026, 2, 28)]


def test_the_audit_keeps_no_value_of_an_alias() -> None:
    """Who did it, and which fields; never what was written."""
    made = _alias()
    change_alias(
        made,
        alias="Vipe",
        purpose="Træning",
        legal_basis=_basis(),
        collected_on=TODAY,
        delete_on=date(2027, 5, 1),
        by=SYSTEM,
        expected_version=1,
    )
    kept = list(AuditEntry.objects.filter(object_id=made.public_id).order_by("id").values_list("action", "changes"))
    assert kept == [
        ("citizens.create_alias", {}),
        ("citizens.change_alias", {"alias": None, "purpose": None}),
    ]


def test_the_second_of_two_editors_is_told() -> None:
    """An alias carries a version."""
    made = _alias()
    values = {"legal_basis": _basis(), "collected_on": TODAY, "delete_on": date(2027, 5, 1), "purpose": "Træning"}
    change_alias(made, alias="Vipe", by=SYSTEM, expected_version=1, **values)  # type: ignore[arg-type]  # mixed values
    late = CitizenAlias.objects.get()
    with pytest.raises(ConflictError):
        change_alias(late, alias="Stær", by=SYSTEM, expected_version=1, **values)  # type: ignore[arg-type]  # as above


def test_only_the_units_own_people_see_its_aliases() -> None:
    """Leader, staff and the unit's therapist do; coordinator, reader and the unit next door do not."""
    here, next_door = unit("Fyret"), unit("Øen")
    made = _alias(at=here)
    seen = {
        f"{role} {place.name if place else '-'}": list(aliases(actor(role, in_unit=place)))
        for role, place in [
            ("unit_leader", here),
            ("staff", here),
            ("visitator_therapist", here),
            ("staff", next_door),
            ("visitator_therapist", None),
            ("coordinator", None),
            ("reader", here),
        ]
    }
    assert {who for who, found in seen.items() if found == [made]} == {
        "unit_leader Fyret",
        "staff Fyret",
        "visitator_therapist Fyret",
    }
    assert {who for who, found in seen.items() if not found} == set(seen) - {
        "unit_leader Fyret",
        "staff Fyret",
        "visitator_therapist Fyret",
    }


def test_a_reading_is_logged_with_who_when_and_what_for() -> None:
    """The log stands without a link to person or alias, so that it outlives both."""
    made, by = _alias(), actor("staff", in_unit=unit("Fyret"))
    read_alias(made, purpose=ReadPurpose.PAGE, by=by)
    log = readings(made.public_id).get()
    assert (log.reader_id, log.reader_name, log.purpose) == (by.user_id, by.name, "page")
    assert log.at == datetime(2026, 11, 21, 11, tzinfo=UTC)
    delete_alias(made, by=by)
    assert ReadLog.objects.filter(alias_id=made.public_id).count() == 1


def test_what_has_expired_is_deleted_and_other_rooms_are_told() -> None:
    """On its day an alias goes, and every room clears what refers to it, in the same transaction."""
    told: list[UUID] = []

    def clear(alias_id: UUID, by: Actor) -> int:
        told.append(alias_id)
        return 1

    LIFECYCLES.register(Lifecycle(key="tests.clear", alias_expired=clear))
    try:
        due, later = _alias("Lærke", delete_on=date(2026, 12, 1)), _alias("Vipe", delete_on=date(2026, 12, 2))
        with clock_at(date(2026, 12, 1)):
            assert delete_expired(by=SYSTEM) == 1
    finally:
        del LIFECYCLES._plugs["tests.clear"]
    assert list(CitizenAlias.objects.all()) == [later]
    assert told == [due.public_id]


def test_the_deletion_runs_every_day_by_itself() -> None:
    """The job is scheduled, may be run again after a crash, and says only how many."""
    schedule = SCHEDULES[DELETE_EXPIRED]
    assert (schedule.kind, schedule.every) == (DELETE_EXPIRED, timedelta(days=1))
    assert JOB_KINDS[DELETE_EXPIRED].idempotent
    _alias(delete_on=date(2026, 12, 1))
    with clock_at(date(2026, 12, 24)):
        job = enqueue(DELETE_EXPIRED, by=SYSTEM, arguments={})
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"deleted": 1})
    assert not CitizenAlias.objects.exists()


def test_aliases_follow_the_work_when_units_are_merged() -> None:
    """Two citizens with one alias stay two citizens."""
    old, new = unit("Øen"), unit("Fyret")
    _alias("Lærke", old), _alias("Vipe", old), _alias("Lærke", new)
    moved = merge_units(old, into=new, by=actor())
    assert [part.count for part in moved if part.key == "citizens.aliases"] == [2]
    found = CitizenAlias.objects.filter(unit=new).values_list("alias", flat=True)
    assert sorted(found) == ["Lærke", "Lærke (Øen)", "Vipe"]
