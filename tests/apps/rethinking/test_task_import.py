"""Tasks from a file: read, checked, put on the list and taken back."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.people import actor, municipality, unit
from tests.worktasks import task, task_facts
from tovholder.apps.goals.plan_actions import ActionFacts, add_action
from tovholder.apps.rethinking.actions import change_task
from tovholder.apps.rethinking.importing import execute, prepare, result_url, undo
from tovholder.apps.rethinking.models import WorkTask
from tovholder.apps.rethinking.sheet import TASKS
from tovholder.foundation.tables.public import Checked, ImportBatch, read_sheet
from tovholder.foundation.work.public import Origin
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

HEADER = (
    "Opgave;Fagområde;Enhed;Hvor tit;Pr.;Minutter hver gang;Mindst;"
    "Behov for et menneske;Hvor ens er gangene;Hvad gør en fejl;Systemer i dag"
)
GOOD = 'Vægt skrives;Sundhed og ældre;Fyret;40;om ugen;12,5;10;1;5;1;"Journalen; Tavlen"'


def _checked(*lines: str) -> Checked:
    content = "\n".join([HEADER, *lines]).encode()
    sheet = read_sheet(SimpleUploadedFile("opgaver.csv", content))
    mapping = {column.key: str(column.label) for column in TASKS.importable if str(column.label) in sheet.header}
    return prepare(actor(), sheet, mapping)


def _batch() -> ImportBatch:
    return ImportBatch.objects.create(
        municipality=municipality(),
        importer="opgaver",
        file_name="liste.csv",
        created_at=clock.now(),
        changed_at=clock.now(),
    )


def _quiet(done: int, total: int) -> None:
    """Take the progress."""


@pytest.mark.requirement("RET-01")
def test_a_row_becomes_a_task_on_the_list() -> None:
    """Danish numbers and names; who imported it estimated it, today."""
    fyret = unit("Fyret")
    checked = _checked(GOOD)
    assert [row.errors for row in checked.rows] == [()]
    batch = _batch()
    assert execute(actor(), checked.rows, batch, _quiet) == {"imported": 1}
    made = WorkTask.objects.get()
    assert (made.title, made.unit, made.times_a_year, made.minutes, made.minutes_low) == (
        "Vægt skrives",
        fyret,
        2080,
        Decimal("12.5"),
        Decimal(10),
    )
    assert (made.contact, made.standard, made.harm, made.system_list) == (1, 5, 1, ["Journalen", "Tavlen"])
    assert (made.state, made.basis_by, made.import_batch) == ("mapped", "coordinator syddjurs", batch.public_id)
    assert result_url(batch) == reverse("rethinking:list")


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("Vægt;Ukendt;;1;;1;;1;1;1;", ["field"]),
        ("Vægt;Social;Ukendt;1;;1;;1;1;1;", ["unit"]),
        ("Vægt;Social;;1;om månen;1;;1;1;1;", ["per"]),
        ("Vægt;Social;;1;;1;;6;0;9;", ["contact", "standard", "harm"]),
        ("Vægt;Social;;-1;;99999;;1;1;1;", ["volume", "minutes"]),
        ("Vægt;Social;;1;;5;6;1;1;1;", ["minutes_low"]),
        ("CPR 010101-1234;Social;;1;;5;;1;1;1;", ["title"]),
        (";Social;;1;;5;;1;1;1;", ["title"]),
        (f"{'x' * 161};Social;;1;;5;;1;1;1;", ["title"]),
    ],
)
def test_what_cannot_be_is_told_by_cell(row: str, columns: list[str]) -> None:
    """Each wrong cell is named; nothing is guessed."""
    assert [error.column for error in _checked(row).rows[0].errors] == columns


def test_a_repeated_task_is_pointed_out() -> None:
    """The same title in the same unit, there already or earlier in the file."""
    known = task("Vægt skrives")
    rows = _checked("Vægt Skrives;Social;;1;;1;;1;1;1;", "Ny;Social;;1;;1;;1;1;1;", "ny;Social;;1;;1;;1;1;1;").rows
    found = [(row.duplicate_of.label, row.duplicate_of.url) if row.duplicate_of else None for row in rows]
    assert found == [(known.title, known.get_absolute_url()), None, ("Linje 3: Ny", "")]


def test_an_import_is_taken_back_except_what_was_worked_on() -> None:
    """A task that was changed since stays, and the undo says so."""
    batch = _batch()
    rows: Any = _checked("En;Social;;1;;1;;1;1;1;", "To;Social;;1;;1;;1;1;1;").rows
    execute(actor(), rows, batch, _quiet)
    kept = WorkTask.objects.get(title="To")
    change_task(by=SYSTEM, task=kept, facts=task_facts("To, rettet"))
    undone = undo(actor(), batch, _quiet)
    assert (undone.removed, [item.label for item in undone.kept]) == (1, ["To, rettet"])
    assert list(WorkTask.objects.all()) == [kept]
    assert undo(actor(), batch, _quiet).removed == 0


def test_an_imported_task_that_became_something_is_not_taken_back() -> None:
    """Somebody made an action of it: the way back to where that began must lead somewhere."""
    batch = _batch()
    rows: Any = _checked("En;Social;;1;;1;;1;1;1;", "To;Social;;1;;1;;1;1;1;").rows
    execute(actor(), rows, batch, _quiet)
    kept = WorkTask.objects.get(title="To")
    origin = Origin(id=kept.public_id, url=kept.get_absolute_url(), source="To")
    add_action(by=actor(), municipality=municipality(), facts=ActionFacts(title="Prøv den"), origin=origin)
    undone = undo(actor(), batch, _quiet)
    assert (undone.removed, [item.label for item in undone.kept]) == (1, ["To"])
