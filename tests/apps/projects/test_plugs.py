"""What Landkortet contributes to other rooms: reminders, papers, merged units, import."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.landkort import project
from tests.people import actor, client_of, holding, municipality, unit
from tovholder.apps.projects.bulk import move_unit
from tovholder.apps.projects.importing import execute, prepare, undo
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.reminding import remind
from tovholder.apps.projects.selectors import stale_projects
from tovholder.apps.projects.sheet import PROJECTS
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.jobs.kinds import JobProgress
from tovholder.foundation.jobs.models import Job
from tovholder.foundation.notices.public import Notice
from tovholder.foundation.tables.public import ImportBatch, read_sheet
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


class _Quiet:
    def report(self, done: int, total: int, message: str) -> None:
        """Take the progress."""


def test_coordinators_are_reminded_of_projects_nobody_confirmed_for_a_year() -> None:
    """The fresh project and the stopped one do not count; the coordinator of another municipality is not told."""
    held = holding()
    holding(at="Norddjurs")
    project("Frisk", status="in_operation", confirmed_on=date(2026, 1, 1))
    project("Gammelt", status="in_operation", confirmed_on=date(2025, 11, 20))
    project("Stoppet", status="stopped", reason="Fordi", confirmed_on=date(2020, 1, 1))
    assert [item.title for item in stale_projects(municipality().pk)] == ["Gammelt"]
    job = Job(kind="projects.remind", arguments={})
    assert remind(JobProgress(job=job, actor=SYSTEM, sink=_Quiet())) == {"told": 1}
    notice = Notice.objects.get()
    assert notice.user == held.user
    assert notice.about == "Ét projekt i Syddjurs Kommune er ikke bekræftet i 12 måneder. Passer det stadig?"


def test_confirming_makes_a_stale_project_fresh() -> None:
    """One click, and the mark is gone."""
    old = project("Gammelt", status="in_operation", confirmed_on=date(2025, 1, 1))
    assert old.is_stale_on(clock.today())
    answer = client_of(holding()).post(reverse("projects:confirm_project", args=[old.public_id]))
    assert answer.status_code == 302
    old.refresh_from_db()
    assert old.confirmed_on == clock.today()
    assert not old.is_stale_on(clock.today())


def test_my_week_names_the_projects_to_confirm() -> None:
    """The old project waits, with the day on which its confirmation ran out; a reader is not asked."""
    project("Gammelt", status="in_operation", confirmed_on=date(2025, 3, 1))
    project("Frisk", status="in_operation", confirmed_on=date(2026, 11, 1))
    source = WORK_SOURCES["projects.confirm"]
    waiting = source.items(actor(), date(2026, 11, 28))
    assert [(item.title, item.due) for item in waiting] == [("Bekræft Gammelt", date(2026, 3, 1))]
    assert source.items(actor("reader"), date(2026, 11, 28)) == []


def test_a_merged_unit_takes_its_projects_along() -> None:
    """Led by it or with it: both follow, and nobody is there twice."""
    old, new = unit("Gammel"), unit("Ny")
    led, joined = project("Ledt", unit=old), project("Med", units=[old, new])
    assert move_unit(by=SYSTEM, old=old, new=new) == 2
    led.refresh_from_db()
    assert led.unit == new
    assert list(joined.units.all()) == [new]


def test_the_paper_of_a_municipality_is_a_pdf_of_what_the_reader_may_see() -> None:
    """A stranger gets a PDF too; the file says that it is one and is tagged."""
    project("Åben", tier="public", status="stopped", reason="Fordi", learning="Spørg borgerne først.")
    answer = client_of(holding(at="Norddjurs")).get(reverse("projects:municipality_paper", args=["syddjurs"]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content


CSV = """Projektnavn;Behov;Velfærdsteknologi;Status;Målgruppe;Startdato;Kontakt
Videobesøg i bostøtten;Lange køreture;videobesøg;I drift;Borgere med demens;01-02-2020;velfaerd@syddjurs.example
Uden behov;;Skærmbesøg;Pilot;;;
Ukendt teknologi;Tryghed;Tidsmaskine;Pilot;;;
Videobesøg i bostøtte;Lange køreture;Skærmbesøg;I drift;;01-02-2020;
"""
MAPPING = {
    "title": "Projektnavn",
    "need": "Behov",
    "technology": "Velfærdsteknologi",
    "status": "Status",
    "target_groups": "Målgruppe",
    "started_on": "Startdato",
    "contact_mailbox": "Kontakt",
}


def test_a_municipalitys_own_list_is_read_checked_written_and_taken_back() -> None:
    """One row is fine, one lacks its need, one names nothing known, one repeats the first."""
    by = actor()
    sheet = read_sheet(SimpleUploadedFile("liste.csv", CSV.encode("utf-8")))
    checked = prepare(by, sheet, MAPPING)
    assert [(row.line, [error.column for error in row.errors]) for row in checked.rows] == [
        (2, []),
        (3, ["need"]),
        (4, ["technology"]),
        (5, []),
    ]
    repeated = checked.rows[3].duplicate_of
    assert repeated is not None
    assert repeated.label == "Linje 2: Videobesøg i bostøtten"
    batch = ImportBatch(municipality=municipality(), importer="projekter", file_name="liste.csv")
    batch.created_at = batch.changed_at = clock.now()
    batch.save()
    done: list[tuple[int, int]] = []
    counts = execute(by, [row for row in checked.rows if row.is_fine], batch, lambda k, n: done.append((k, n)))
    assert counts == {"imported": 2}
    assert done == [(2, 2)]
    first = Project.objects.get(title="Videobesøg i bostøtten")
    assert (first.technology.slug, first.status, first.started_on) == ("skaermbesoeg", "in_operation", date(2020, 2, 1))
    assert [group.code for group in first.target_groups.all()] == ["dementia"]
    assert undo(by, batch, lambda k, n: None).removed == 2
    assert not Project.objects.exists()


def test_the_download_comes_in_again_as_an_import() -> None:
    """What the list exports, the import reads: same columns, no errors."""
    project("Skærmbesøg", tier="public", status="in_operation", participants=[municipality("Norddjurs")])
    by = holding()
    answer = client_of(by).get(reverse("projects:project_file", args=["csv"]))
    content = answer.getvalue()
    sheet = read_sheet(SimpleUploadedFile("projekter.csv", content))
    mapping = {column.key: str(column.label) for column in PROJECTS.importable if str(column.label) in sheet.header}
    checked = prepare(actor_of(by), sheet, mapping)
    assert [row.errors for row in checked.rows] == [()]
    assert checked.rows[0].duplicate_of is not None
