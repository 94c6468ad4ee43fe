"""Measurements from a file and by the API: the checks of the form, in the same words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.measuring import benefit, measured
from tests.people import actor, holding, municipality, unit
from tovholder.apps.benefits.importing import execute, prepare, undo
from tovholder.apps.benefits.measurement_sheet import MEASUREMENTS
from tovholder.apps.benefits.measuring import mark_spoiled
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.tables.public import Checked, ImportBatch, read_sheet
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

HEADER = "Gevinst;Enhed;Fra;Til;Værdi;Målt i;Bygger på antal;Hvordan;Note"


def _checked(*lines: str) -> Checked:
    content = "\n".join([HEADER, *lines]).encode()
    sheet = read_sheet(SimpleUploadedFile("maalinger.csv", content))
    mapping = {column.key: str(column.label) for column in MEASUREMENTS.importable if str(column.label) in sheet.header}
    return prepare(actor("coordinator"), sheet, mapping)


def _batch() -> ImportBatch:
    return ImportBatch.objects.create(
        municipality=municipality(),
        importer="maalinger",
        file_name="maalinger.csv",
        created_at=clock.now(),
        changed_at=clock.now(),
    )


def _quiet(done: int, total: int) -> None:
    """Take the progress."""


def test_rows_become_measurements_and_an_undo_leaves_those_that_were_mended() -> None:
    """Danish and English numbers; a month is filled out; the benefit says the latest value before and after."""
    one, here = benefit(), unit("Fyret")
    checked = _checked(
        f"{one.title};Fyret;01-09-2026;30-09-2026;1.000,50;timer;40;;",
        f'{one.public_id};Fyret;2026-10-01;;"1,000.25";;;Skøn;',
    )
    assert [row.errors for row in checked.rows] == [(), ()]
    batch = _batch()
    assert execute(actor("economist"), checked.rows, batch, _quiet) == {"imported": 2}
    kept = list(Measurement.objects.order_by("period_from").values_list("value", "period_to", "unit", "n", "method"))
    assert kept == [
        (Decimal("1000.50"), date(2026, 9, 30), here.pk, 40, "counted"),
        (Decimal("1000.25"), date(2026, 10, 31), here.pk, None, "estimate"),
    ]
    after = Benefit.objects.get()
    assert (after.measured, after.realised, after.next_measurement_on) == (2, Decimal("1000.25"), date(2026, 12, 1))
    mark_spoiled(by=SYSTEM, measurement=Measurement.objects.get(period_from=date(2026, 9, 1)), spoiled=True)
    undone = undo(actor("economist"), batch, _quiet)
    assert (undone.removed, [kept.label for kept in undone.kept]) == (1, ["Færre timer på vejen, september 2026"])
    assert Benefit.objects.get().realised is None


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Ukendt;;01-09-2026;;1;;;;", "benefit"),
        ("Færre timer på vejen;Ukendt;01-09-2026;;1;;;;", "unit"),
        ("Færre timer på vejen;Lukket;01-09-2026;;1;;;;", "unit"),
        ("Færre timer på vejen;;01-12-2026;;1;;;;", "period_from"),
        ("Færre timer på vejen;;01-04-2026;30-06-2026;1;;;;", "period_from"),
        ("Færre timer på vejen;;01-10-2026;;1;;;;", "period_from"),
        ("Færre timer på vejen;;01-09-2026;;1;minutter;;;", "value"),
        ("Færre timer på vejen;;01-09-2026;;1,000;;;;", "value"),
        ("Færre timer på vejen;;01-09-2026;;1;;-3;;", "n"),
        ("Færre timer på vejen;;01-09-2026;;1;;;Tidsmåling;", "method"),
        ("Færre timer på vejen;;01-09-2026;;1;;;;Målt af 010190-1234", "note"),
    ],
)
def test_a_wrong_cell_is_told_where_it_stands(row: str, column: str) -> None:
    """In a dry run: nothing is written."""
    one, closed = benefit(), unit("Lukket")
    measured(one, 80, 10)
    closed.closed_on = date(2026, 1, 1)
    closed.save()
    found = _checked(row).rows[0]
    assert [error.column for error in found.errors] == [column]
    assert Measurement.objects.count() == 1


def test_two_rows_for_one_place_and_period_and_two_benefits_of_one_title_are_told() -> None:
    """The second row names the first; a title that two have asks for the id."""
    one = benefit()
    line = f"{one.title};;01-09-2026;;1;;;;"
    rows = _checked(line, line).rows
    assert rows[0].errors == ()
    assert rows[1].errors[0].text == "Linje 2 er en måling for september 2026 samme sted. Slet den ene."
    benefit(of=one.project)
    assert "2 gevinster hedder det" in _checked(line).rows[0].errors[0].text


def _headers(role: str = "coordinator", *, writes: bool = True, at: str = "Syddjurs") -> dict[str, str]:
    held = holding(role, at=at)
    _token, secret = make_token(by=actor_of(held), name="Fagsystem", expires_on=date(2027, 1, 1), writes=writes)
    return {"Authorization": f"Bearer {secret}"}


def _send(method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> Any:
    call = getattr(Client(), method)
    return call(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def test_the_api_writes_reads_and_mends_with_a_key_that_may() -> None:
    """Created with a place and an ETag; mended with If-Match, and never over somebody else's version."""
    one, headers = benefit(), _headers()
    body = {"period_from": "2026-10-01", "period_to": "2026-10-31", "value": "72.5", "measured_in": "hours"}
    made = _send("post", f"/benefits/{one.public_id}/measurements", body, headers)
    assert (made.status_code, made.json()["value"], made.json()["target_group"]) == (
        201,
        "72.50",
        "Borgere med bostøtte",
    )
    again = _send("post", f"/benefits/{one.public_id}/measurements", body, headers)
    assert (again.status_code, again.json()["detail"][0]["loc"]) == (422, ["body", "period_from"])
    path = made["Location"].removeprefix("/api/v1")
    assert _send("patch", path, {"value": "70"}, headers).status_code == 428
    mended = _send("patch", path, {"value": "70"}, headers | {"If-Match": made["ETag"]})
    assert (mended.status_code, mended.json()["value"]) == (200, "70.00")
    assert _send("patch", path, {"value": "60"}, headers | {"If-Match": made["ETag"]}).status_code == 412
    listed = _send("get", f"/benefits/{one.public_id}/measurements", None, headers).json()
    assert (listed["count"], listed["items"][0]["value"]) == (1, "70.00")


def test_a_key_that_only_reads_or_of_another_place_writes_nothing() -> None:
    """403 for the one, 404 for the other."""
    one = benefit()
    path = f"/benefits/{one.public_id}/measurements"
    assert _send("post", path, {}, _headers(writes=False)).status_code == 403
    assert _send("post", path, {}, _headers(at="Randers")).status_code == 404
    assert Measurement.objects.count() == 0


def test_the_last_day_of_the_calendar_is_told_of_at_its_row() -> None:
    """A month of the year 9999 is in the future; the file is read to its end."""
    one = benefit()
    checked = _checked(f"{one.title};;01-12-9999;;80;timer;;;", f"{one.title};;01-10-2026;;80;timer;;;")
    assert [[str(error.text)[:27] for error in row.errors] for row in checked.rows] == [
        ["Perioden ligger i fremtiden"],
        [],
    ]
