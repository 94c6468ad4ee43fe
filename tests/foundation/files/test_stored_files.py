"""How stored files are handed out and forgotten."""

import asyncio
import gc
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import Http404
from pytest_django import Settings

from tests.foundation.files import specimens
from tests.foundation.files.specimens import upload
from tests.people import actor
from tovholder.foundation.files import folder
from tovholder.foundation.files.fields import DocumentField, PictureField
from tovholder.foundation.files.public import (
    StoredFile,
    StoredResponse,
    file_response,
    remove_unused,
    store_document,
    store_picture,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


def _content(response: StoredResponse) -> bytes:
    return b"".join(response)


def test_a_document_is_a_download_and_nothing_else() -> None:
    """Also where it is asked for on the page: it is never shown, run or guessed at."""
    stored = store_document(upload(specimens.PDF, "Årsplan – nr. 1.pdf"), by=actor())
    response = file_response(stored, inline=True)
    assert dict(response.items()) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(specimens.PDF)),
        "Content-Disposition": "attachment; filename*=utf-8''%C3%85rsplan%20%E2%80%93%20nr.%201.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    assert _content(response) == specimens.PDF


def test_a_picture_may_be_shown_in_both_sizes() -> None:
    """The small one is smaller, and both say so."""
    stored = store_picture(upload(specimens.picture("JPEG", (1500, 900)), "a.jpg"), by=actor())
    large, small = file_response(stored, inline=True), file_response(stored, inline=True, small=True)
    assert [response["Content-Disposition"] for response in (large, small)] == ['inline; filename="a.webp"'] * 2
    assert [len(_content(large)), len(_content(small))] == [stored.bytes, stored.small_bytes]
    assert [large["Content-Length"], small["Content-Length"]] == [str(stored.bytes), str(stored.small_bytes)]


def test_a_file_is_sent_in_bits_under_asgi() -> None:
    """The chunks together are the content."""
    content = b"a,b\n" * 50_000
    stored = store_document(upload(content, "a.csv"), by=actor())

    async def read() -> list[bytes]:
        return [bytes(chunk) async for chunk in file_response(stored)]

    chunks = asyncio.run(read())
    assert (len(chunks), b"".join(chunks)) == (4, content)


def test_an_answer_that_is_not_read_to_its_end_leaves_no_file_open() -> None:
    """Neither one that nobody reads at all, nor one that the reader breaks off: the suite fails on a file left open."""
    stored = store_document(upload(specimens.PDF, "plan.pdf"), by=actor())
    unread = file_response(stored)
    del unread
    broken = file_response(stored)
    assert next(iter(broken))
    broken.close()
    with pytest.raises(StopIteration):
        next(iter(broken))
    gc.collect()


def test_a_missing_content_is_not_found() -> None:
    """After a restore without the folder the page says so instead of failing."""
    stored = store_document(upload(specimens.PDF, "a.pdf"), by=actor())
    folder.path_of(stored.sha256).unlink()
    with pytest.raises(Http404):
        file_response(stored)


def _aged(sha256: str, days: int) -> None:
    moment = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(folder.path_of(sha256), (moment, moment))


def test_what_nothing_points_at_is_forgotten_after_a_day() -> None:
    """The record at first, and its contents with it; a file of today stays."""
    with clock_at(clock.today() - timedelta(days=3)):
        old = store_picture(upload(specimens.picture(size=(900, 900)), "gammel.png"), by=actor())
    for sha256 in (old.sha256, old.small_sha256):
        _aged(sha256, 3)
    new = store_document(upload(specimens.PDF, "ny.pdf"), by=actor())
    assert remove_unused(by=SYSTEM) == 1
    assert (list(StoredFile.objects.all()), list(folder.contents())) == ([new], [new.sha256])


def test_a_content_that_another_record_uses_stays() -> None:
    """Two brought the same document; the older record goes, the content does not."""
    with clock_at(clock.today() - timedelta(days=3)):
        store_document(upload(specimens.PDF, "gammel.pdf"), by=actor())
    new = store_document(upload(specimens.PDF, "ny.pdf"), by=actor())
    _aged(new.sha256, 3)
    assert (remove_unused(by=SYSTEM), list(folder.contents())) == (1, [new.sha256])


def test_leftovers_of_a_killed_process_are_swept_up() -> None:
    """Half written contents and contents without a record go after a day; what is no content is left alone."""
    orphan = folder.keep(b"uden post")
    half = folder.path_of(orphan).with_name("tmpabc.part")
    half.write_bytes(b"halv")
    imports = folder.root() / "imports"
    imports.mkdir()
    (imports / "liste.csv").write_text("a;b")
    moment = (clock.now() - timedelta(days=2)).timestamp()
    for file in (folder.path_of(orphan), half):
        os.utime(file, (moment, moment))
    assert remove_unused(by=SYSTEM) == 0
    assert [file for file in folder.root().rglob("*") if file.is_file()] == [imports / "liste.csv"]


def test_bringing_a_content_again_keeps_it() -> None:
    """The grace of a day begins anew, so that a form on its way does not lose its file."""
    sha256 = folder.keep(b"det samme")
    _aged(sha256, 5)
    folder.keep(b"det samme")
    assert (remove_unused(by=SYSTEM), list(folder.contents())) == (0, [sha256])


def test_the_contents_lie_in_the_data_folder(settings: Settings) -> None:
    """They go with the data folder and its backup."""
    sha256 = folder.keep(b"x")
    expected = Path(settings.DATA_FOLDER) / "files" / sha256[:2] / sha256[2:]
    assert (folder.path_of(sha256), expected.read_bytes()) == (expected, b"x")


def test_the_fields_tell_what_they_take() -> None:
    """The help text names kinds and limit; the browser offers only those kinds."""
    document, picture = DocumentField(), PictureField()
    assert str(document.help_text) == (
        "PDF, Word, Excel, PowerPoint, OpenDocument eller tekst, højst 10 MB. Uden makroer."
    )
    assert picture.widget.attrs["accept"] == ".jpg,.jpeg,.png,.webp,.gif"


def test_the_migrations_are_whole() -> None:
    """The models and their migration agree."""
    call_command("makemigrations", "files", check=True, dry_run=True, verbosity=0)
