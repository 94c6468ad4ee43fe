"""An import from the file to the undo, by the pages that a coordinator uses."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from tests.foundation.tables import wards
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, municipality
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.jobs.public import Job, enqueue, request_cancel
from tovholder.foundation.municipalities.models import Administration
from tovholder.foundation.municipalities.public import change_administration, create_administration
from tovholder.foundation.tables import actions
from tovholder.foundation.tables.models import ImportBatch, ImportState
from tovholder.foundation.tables.public import read_sheet
from tovholder.foundation.tables.tasks import KEPT_FOR
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

START = "/import/forvaltninger/"
FILE = "Forvaltning;Lukket;Note\nSocial;;a\nTeknik;31-05-2024;b\n;;c\nForbudt;;d\nKultur;i går;e\nÆldre;;f\n"


@pytest.fixture(autouse=True)
def _importer() -> Iterator[None]:
    """The import of administrations is there."""
    with wards.registered():
        yield


@pytest.fixture
def client() -> Client:
    """A coordinator of Syddjurs in the browser."""
    return client_of(holding())


def _upload(client: Client, content: str | bytes = FILE, name: str = "liste.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(START, {"file": SimpleUploadedFile(name, data)})


def _uploaded(client: Client, content: str | bytes = FILE) -> ImportBatch:
    assert _upload(client, content).status_code == 302
    return ImportBatch.objects.get()


def _checked(client: Client, content: str | bytes = FILE) -> ImportBatch:
    batch = _uploaded(client, content)
    answer = client.post(
        f"{START}{batch.public_id}/kolonner/", {"name": "Forvaltning", "closed_on": "Lukket", "version": 1}
    )
    assert answer.status_code == 302
    batch.refresh_from_db()
    return batch


def _names() -> list[str]:
    return list(Administration.objects.values_list("name", flat=True))


def _press(client: Client, batch: ImportBatch, step: str, **data: object) -> Any:
    return client.post(f"{START}{batch.public_id}/{step}/", {"version": batch.version, **data})


@pytest.mark.database
def test_a_list_is_imported_in_five_steps_and_undone_in_one(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """The fine rows arrive, the wrong ones are told by row and column, the file goes, and all can be taken back."""
    batch = _checked(client)
    assert (batch.state, batch.counts) == (
        ImportState.CHECKED,
        {"rows": 6, "fine": 3, "errors": 3, "duplicates": 0, "warnings": 0},
    )
    assert [(found["line"], found["label"], found["typed"], found["text"]) for found in batch.problems] == [
        (4, "Navn", "", "Cellen er tom, og den skal udfyldes."),
        (5, "Navn", "Forbudt", "Det navn må ikke bruges."),
        (6, "Nedlagt", "i går", "Det er ikke en dato. Skriv den som 31-05-2024, med fire cifre i årstallet."),
    ]
    assert _names() == []
    stored = batch.stored_as
    assert default_storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        _press(client, batch, "importer")
    batch.refresh_from_db()
    assert (batch.state, batch.counts["imported"], batch.counts["skipped"]) == (ImportState.DONE, 3, 3)
    assert _names() == ["Social", "Teknik", "Ældre"]
    assert not default_storage.exists(stored)
    _press(client, batch, "fortryd")
    batch.refresh_from_db()
    assert (batch.state, batch.counts["removed"], _names()) == (ImportState.UNDONE, 3, [])


def test_every_page_of_the_way_is_clean_and_says_what_to_do(client: Client) -> None:
    """Step by step, without JavaScript."""
    assert "Ingen importer endnu" in text_of(client.get("/import/"))
    assert "Hvad forvaltningen hedder." in text_of(client.get(START))
    batch = _uploaded(client)
    page = f"{START}{batch.public_id}/"
    shown = [client.get("/import/"), client.get(START), client.get(f"{page}kolonner/")]
    assert "liste.csv har 6 rækker" in text_of(shown[2])
    batch = _checked_again(client, batch)
    shown.append(client.get(page))
    text = text_of(shown[-1])
    assert "Importér 3 rækker" in text
    assert "Hold alt tilbage, og vælg en ny fil" in text
    _press(client, batch, "importer")
    shown += [client.get(page), client.get(f"{page}fortryd/")]
    assert "3 importeret" in text_of(shown[-2])
    batch.refresh_from_db()
    _press(client, batch, "fortryd")
    shown.append(client.get(page))
    assert "Importen er fortrudt" in text_of(shown[-1])
    for answer in shown:
        assert answer.status_code == 200
        assert_clean_html(answer)


def _checked_again(client: Client, batch: ImportBatch) -> ImportBatch:
    _press(client, batch, "kolonner", name="Forvaltning", closed_on="Lukket")
    batch.refresh_from_db()
    return batch


def test_columns_are_guessed_and_remembered_for_the_municipality(client: Client) -> None:
    """By name and alias the first time; the second time what was chosen."""
    batch = _uploaded(client)
    assert batch.mapping == {"name": "Forvaltning"}
    _press(client, batch, "kolonner", name="Note", closed_on="Lukket")
    _upload(client)
    assert ImportBatch.objects.first().mapping == {"name": "Note", "closed_on": "Lukket"}  # type: ignore[union-attr]  # just uploaded
    other = client_of(holding(at="Aarhus"))
    _upload(other)
    assert ImportBatch.objects.first().mapping == {"name": "Forvaltning"}  # type: ignore[union-attr]  # just uploaded


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Den skal være med."),
        ({"name": "Forvaltning", "closed_on": "Forvaltning"}, "Kolonnen er allerede valgt til Navn."),
        ({"name": "Findes ikke"}, "Kolonnen er ikke i filen."),
    ],
)
def test_columns_that_do_not_fit_are_told_beside_the_field(client: Client, data: dict[str, str], said: str) -> None:
    """Missing, twice, unknown; nothing is checked."""
    batch = _uploaded(client)
    assert said in text_of(_press(client, batch, "kolonner", **data))
    batch.refresh_from_db()
    assert batch.state == ImportState.UPLOADED


def test_the_second_of_two_who_choose_columns_sees_both_choices(client: Client) -> None:
    """Status 409, and what the second one chose stands beside what the first one saved."""
    batch = _uploaded(client)
    _press(client, batch, "kolonner", name="Forvaltning")
    answer = _press(client, batch, "kolonner", name="Note")
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Note (fx a)" in text
    assert "Forvaltning (fx Social)" in text
    batch.refresh_from_db()
    assert batch.mapping == {"name": "Forvaltning"}


def test_duplicates_are_skipped_unless_they_are_chosen(client: Client) -> None:
    """Each on its own, or all at once; the number on the button follows."""
    by = actor()
    for name in ("Social", "Teknik"):
        create_administration(municipality=municipality(), name=name, by=by)
    batch = _checked(client)
    page = f"{START}{batch.public_id}/"
    assert batch.counts["duplicates"] == 2
    assert "Importér 1 række" in text_of(client.get(page))
    _press(client, batch, "dubletter", vist=["2", "3"], tag=["3"])
    assert "Importér 2 rækker" in text_of(client.get(page))
    batch.refresh_from_db()
    _press(client, batch, "dubletter", alle="tag")
    assert "Importér 3 rækker" in text_of(client.get(page))
    batch.refresh_from_db()
    _press(client, batch, "dubletter", vist=["2", "3"], tag=["2"])
    batch.refresh_from_db()
    assert [batch.takes(2), batch.takes(3)] == [True, False]
    _press(client, batch, "importer")
    assert _names() == ["Social", "Social 2", "Teknik", "Ældre"]


def test_what_was_changed_since_stays_and_is_listed(client: Client) -> None:
    """An undo takes away only what nobody has worked on."""
    batch = _checked(client)
    _press(client, batch, "importer")
    change_administration(Administration.objects.get(name="Teknik"), name="Teknik og Miljø", by=actor())
    batch.refresh_from_db()
    _press(client, batch, "fortryd")
    batch.refresh_from_db()
    assert (batch.counts["removed"], batch.counts["kept"], _names()) == (2, 1, ["Teknik og Miljø"])
    assert "Teknik og Miljø: Navnet er rettet siden." in text_of(client.get(f"{START}{batch.public_id}/")).replace(
        " :", ":"
    )


def test_the_errors_can_be_taken_along_and_the_template_read_back(client: Client) -> None:
    """A list to mend the file by; a template that the import itself understands."""
    batch = _checked(client)
    answer = client.get(f"{START}{batch.public_id}/fejl.csv")
    lines = b"".join(answer).decode().splitlines()
    assert lines[0] == "\ufeffRække;Kolonne;Der står;Hvad skal rettes"
    assert lines[2] == "5;Navn;Forbudt;Det navn må ikke bruges."
    for kind in ("csv", "xlsx"):
        content = b"".join(client.get(f"{START}skabelon.{kind}"))
        sheet = read_sheet(io.BytesIO(content))
        assert (sheet.header, sheet.rows) == (("Navn", "Nedlagt"), (("Social og Sundhed", ""),))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (b"%PDF-1.4", "Filen er ikke et regneark."),
        (b"Navn;Navn\na;b\n", "samme overskrift"),
        (b"PK\x03\x04", "beskadiget"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_on_the_page(client: Client, content: bytes, said: str) -> None:
    """Nothing is kept of it."""
    answer = _upload(client, content)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert not ImportBatch.objects.exists()


def test_no_file_at_all_is_told_on_the_page(client: Client) -> None:
    """A press on the button alone."""
    assert "Vælg den fil, I vil importere." in text_of(client.post(START))


def test_a_file_over_the_limit_is_stopped_while_it_arrives(client: Client, settings: Settings) -> None:
    """The page says so, with status 413, and nothing is stored."""
    settings.IMPORT_MAX_BYTES = 200_000
    answer = _upload(client, b"Navn\n" + b"a\n" * 200_000)
    assert answer.status_code == 413
    assert "Filen er for stor" in text_of(answer)
    assert not ImportBatch.objects.exists()


def test_the_name_of_a_file_is_never_a_path(client: Client) -> None:
    """Shown without folders and control characters, stored under a random name."""
    _upload(client, name="..\\..\\<b>liste\x07</b>.csv")
    batch = ImportBatch.objects.get()
    assert ".." not in batch.file_name
    assert batch.stored_as.startswith("import/")
    assert "liste" not in batch.stored_as
    answer = client.get(f"{START}{batch.public_id}/kolonner/")
    assert "<b>" not in answer.content.decode().split("<main")[1]


def test_nobody_else_sees_or_touches_an_import(client: Client) -> None:
    """Another municipality 404, other roles 403, strangers the login; on every address of a batch."""
    batch = _checked(client)
    pages = ["", "kolonner/", "fejl.csv", "dubletter/", "importer/", "slet/", "fortryd/"]
    foreign = client_of(holding(at="Aarhus"))
    reader = client_of(holding("reader"))
    for page in pages:
        address = f"{START}{batch.public_id}/{page}"
        verb = "post" if page in {"dubletter/", "importer/", "slet/"} else "get"
        assert getattr(foreign, verb)(address).status_code == 404, page
        assert getattr(reader, verb)(address).status_code == 403, page
        assert getattr(Client(), verb)(address).status_code == 302, page
    assert reader.get(START).status_code == 403
    assert client.get("/import/findes-ikke/").status_code == 404


def test_a_national_editor_and_a_municipality_never_see_each_others_imports(client: Client) -> None:
    """The editors import for the country: their page shows neither a municipality's files nor its kinds, and back."""
    own = _checked(client)
    national = ImportBatch.objects.create(
        importer="produkter", file_name="produkter.csv", created_at=clock.now(), changed_at=clock.now()
    )
    editor = client_of(holding("national_editor"))
    lists = {who: text_of(browser.get("/import/")) for who, browser in (("editor", editor), ("coordinator", client))}
    named = ("liste.csv", "Importér forvaltninger", "produkter.csv")
    assert [name in lists["editor"] for name in named] == [False, False, True]
    assert [name in lists["coordinator"] for name in named] == [True, True, False]
    for address in (START, f"{START}skabelon.csv", "/import/produkter/"):
        answers = (editor.get(address).status_code, client.get(address).status_code)
        assert answers == ((200, 403) if "produkter" in address else (403, 200)), address
    assert editor.get(f"{START}{own.public_id}/").status_code == 404
    assert editor.post(f"{START}{own.public_id}/importer/").status_code == 404
    assert client.get(f"/import/produkter/{national.public_id}/").status_code == 404
    assert client.post(f"/import/produkter/{national.public_id}/slet/").status_code == 404
    assert ImportBatch.objects.count() == 2


def test_an_old_page_cannot_start_an_import_twice(client: Client) -> None:
    """The second press finds the import done, and nothing is written again."""
    batch = _checked(client)
    _press(client, batch, "importer")
    answer = client.post(f"{START}{batch.public_id}/importer/", {"version": batch.version}, follow=True)
    assert "Importen er nået videre imens." in text_of(answer)
    assert len(_names()) == 3


def test_without_a_row_in_order_nothing_can_start(client: Client) -> None:
    """The page says what to do instead of showing a button."""
    batch = _checked(client, "Forvaltning;Lukket\nForbudt;\n")
    page = text_of(client.get(f"{START}{batch.public_id}/"))
    assert "Ingen rækker kan importeres" in page
    answer = client.post(f"{START}{batch.public_id}/importer/", {"version": batch.version}, follow=True)
    assert "Ingen rækker kan importeres." in text_of(answer)


def test_holding_everything_back_deletes_the_file(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """The import is gone and the way begins again."""
    batch = _checked(client)
    with django_capture_on_commit_callbacks(execute=True):
        answer = _press(client, batch, "slet")
    assert answer["Location"] == START
    assert not ImportBatch.objects.exists()
    assert not default_storage.exists(batch.stored_as)


@pytest.fixture
def _queue(settings: Settings) -> None:
    """Jobs wait for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.usefixtures("_queue")
def test_while_a_job_waits_the_page_shows_it_and_a_cancel_frees_the_import(client: Client) -> None:
    """A check that is stopped can be made again; the browser may be closed meanwhile."""
    batch = _checked(client)
    page = f"{START}{batch.public_id}/"
    answer = client.get(page)
    assert_clean_html(answer)
    assert "Du kan lukke siden." in text_of(answer)
    request_cancel(Job.objects.get(), by=actor())
    batch.refresh_from_db()
    assert batch.state == ImportState.UPLOADED
    refreshed = client.get(page, headers={"HX-Request": "true", "HX-Target": "fremdrift"})
    assert refreshed["HX-Refresh"] == "true"


@pytest.mark.usefixtures("_queue")
def test_an_import_whose_job_was_stopped_can_still_be_undone(client: Client) -> None:
    """What it wrote until then is taken back like any other."""
    batch = _checked(client)
    actions.finish_check(batch=batch, counts={"rows": 6, "fine": 3, "duplicates": 0}, problems=[], by=SYSTEM)
    _press(client, batch, "importer")
    batch.refresh_from_db()
    request_cancel(Job.objects.filter(kind=actions.RUN).get(), by=actor())
    batch.refresh_from_db()
    assert (batch.state, batch.is_undoable) == (ImportState.FAILED, True)
    assert "Noget kan nå at være skrevet." in text_of(client.get(f"{START}{batch.public_id}/"))


def test_files_that_nobody_came_back_to_are_deleted(client: Client) -> None:
    """After thirty days; a younger one stays."""
    _upload(client)
    batch = _uploaded_first(client)
    ImportBatch.objects.filter(pk=batch.pk).update(changed_at=clock.now() - KEPT_FOR - timedelta(seconds=1))
    job = enqueue("tables.tidy", by=SYSTEM, arguments={})
    assert (job.result, ImportBatch.objects.count()) == ({"dropped": 1}, 1)


def _uploaded_first(client: Client) -> ImportBatch:
    _upload(client)
    return ImportBatch.objects.order_by("pk")[0]


def test_a_step_on_an_old_version_is_a_conflict(client: Client) -> None:
    """Two people choose duplicates; the second is told."""
    batch = _checked(client)
    old = batch.version
    actions.choose_all_duplicates(batch=batch, take=True, by=actor(), expected_version=old)
    with pytest.raises(ConflictError):
        actions.choose_all_duplicates(batch=ImportBatch.objects.get(), take=False, by=actor(), expected_version=old)
    assert client.post(f"{START}{batch.public_id}/dubletter/", {"version": old, "alle": "spring"}).status_code == 409


def test_the_list_of_imports_takes_as_many_questions_for_one_as_for_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A constant number of queries."""
    for _again in range(3):
        _upload(client)
    with django_assert_max_num_queries(8):
        assert client.get("/import/").status_code == 200
