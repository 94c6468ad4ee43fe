"""Documents are known by what is in them."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from tests.foundation.files import specimens
from tests.foundation.files.specimens import upload
from tests.people import actor
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.files import folder
from tovholder.foundation.files.public import StoredFile, store_document
from tovholder.kernel import clock

pytestmark = pytest.mark.django_db


def _refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refusal:
        store_document(upload(content, name), by=actor())
    assert StoredFile.objects.count() == 0
    return str(refusal.value.messages[0])


@pytest.mark.parametrize(
    ("content", "name", "kept", "media_type"),
    [
        (specimens.PDF, "DPIA.pdf", "DPIA.pdf", "application/pdf"),
        (
            specimens.docx(),
            "Krav.docx",
            "Krav.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (specimens.odt(), "Notat.odt", "Notat.odt", "application/vnd.oasis.opendocument.text"),
        ("Æbler og pærer".encode(), "notat.txt", "notat.txt", "text/plain; charset=utf-8"),
        (b"a;b\n1;2\n", "liste.csv", "liste.csv", "text/csv; charset=utf-8"),
        (b"# Plan\n", "plan.md", "plan.md", "text/markdown; charset=utf-8"),
        (specimens.PDF, "DPIA.pdf.exe", "DPIA.pdf", "application/pdf"),
        (
            specimens.docx(),
            "../../etc/krav.pdf",
            "krav.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_document_is_kept_under_an_honest_name(content: bytes, name: str, kept: str, media_type: str) -> None:
    """The ending follows the content, and the name leads nowhere."""
    by = actor()
    stored = store_document(upload(content, name), by=by)
    known = (stored.name, stored.media_type, stored.stored_by, stored.stored_by_name, stored.stored_at)
    assert known == (kept, media_type, by.user_id, by.name, clock.now())


def test_a_name_cannot_read_backwards() -> None:
    """Signs that turn the reading direction and control characters are taken out."""
    stored = store_document(upload(specimens.PDF, "faktura\u202efdp.exe\x07"), by=actor())
    assert stored.name == "fakturafdp.pdf"


def test_the_same_content_lies_once() -> None:
    """Two uploads are two records with their own names and one file."""
    first = store_document(upload(specimens.PDF, "a.pdf"), by=actor())
    second = store_document(upload(specimens.PDF, "b.pdf"), by=actor(at="Norddjurs"))
    files = [file for file in folder.root().rglob("*") if file.is_file()]
    assert (first.sha256, [file.name for file in files]) == (second.sha256, [first.sha256[2:]])
    assert files[0].read_bytes() == specimens.PDF


def test_a_name_stays_out_of_the_audit() -> None:
    """Names of files may tell of people: the audit keeps kind and size."""
    stored = store_document(upload(specimens.PDF, "Om fru Jensen.pdf"), by=actor())
    entry = AuditEntry.objects.get(action="files.store_document")
    assert (entry.object_id, entry.changes) == (
        stored.public_id,
        {"bytes": [None, len(specimens.PDF)], "media_type": [None, "application/pdf"]},
    )


def test_text_in_an_old_encoding_becomes_utf8() -> None:
    """A file from Notepad reads the same for everybody."""
    stored = store_document(upload("Blåbærgrød".encode("cp1252"), "a.txt"), by=actor())
    assert Path(folder.path_of(stored.sha256)).read_text(encoding="utf-8") == "Blåbærgrød"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (specimens.docx({"word/vbaProject.bin": b"x"}), "krav.docx", "makroer"),
        (specimens.docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "krav.docx", "makroer"),
        (specimens.docx({"word/activeX/activeX1.xml": b"x"}), "krav.docx", "makroer"),
        (specimens.odt({"Basic/Standard/Module1.xml": b"x"}), "krav.odt", "makroer"),
        (
            specimens.docx({"word/_rels/settings.xml.rels": b'<R TargetMode="External" Target="http://ond.example"/>'}),
            "krav.docx",
            "skabelon",
        ),
        (specimens.docx({"word/media/0.bin": bytes(20_000_000)}), "stor.docx", "pakkes ud"),
        (specimens.docx({"../ud.xml": b"x"}), "krav.docx", "beskadiget"),
        (b"MZ" + specimens.docx(), "krav.docx", "ikke af en slags"),
        (specimens.docx()[:-30], "krav.docx", "beskadiget"),
        (specimens.docx() + b"<script>", "krav.docx", "beskadiget"),
        (specimens.packed({"a.txt": b"x"}), "a.docx", "ikke af en slags"),
        (specimens.PDF + specimens.docx() + bytes(3000), "a.pdf", "ikke hel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "gammelt Office-format"),
        (b"<svg onload=alert(1)>", "a.svg", "ikke af en slags"),
        (b"<!DOCTYPE html><script>1</script>", "a.txt", "hjemmeside"),
        (b"MZ\x90\x00", "a.pdf", "ikke af en slags"),
        (b"a\x00b\x01", "a.txt", "ikke ren tekst"),
        (specimens.picture(), "a.pdf", "ikke af en slags"),
        (b"", "a.pdf", "tom"),
    ],
)
def test_what_runs_hides_or_swells_is_refused(content: bytes, name: str, said: str) -> None:
    """Each refusal says what is wrong in a whole sentence, and nothing is stored."""
    refusal = _refusal(content, name)
    assert (said in refusal, refusal.endswith(".")) == (True, True)


def test_a_template_on_a_shared_drive_is_no_hindrance() -> None:
    """Most of a municipality's documents name one; nobody elsewhere can fetch it."""
    template = b'<R TargetMode="External" Target="file:///S:\\Skabeloner\\Notat.dotx"/>'
    kept = store_document(upload(specimens.docx({"word/_rels/settings.xml.rels": template}), "notat.docx"), by=actor())
    assert kept.name == "notat.docx"


def test_a_document_beyond_the_limit_is_refused(settings: Settings) -> None:
    """The limit is the operator's."""
    settings.FILE_MAX_BYTES = 1024 * 1024
    sentence = "Filen er større end 1 MB. Gør den mindre, eller del den, og prøv igen."
    assert _refusal(b"a" * (1024 * 1024 + 1), "a.txt") == sentence
