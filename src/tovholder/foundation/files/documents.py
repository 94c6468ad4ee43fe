"""Documents are known by their content, and what runs, hides or swells is refused."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from tovholder.foundation.files.naming import ending
from tovholder.foundation.files.refusing import refused

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": _OPEN_XML + "wordprocessingml.document",
    "xlsx": _OPEN_XML + "spreadsheetml.sheet",
    "pptx": _OPEN_XML + "presentationml.presentation",
    "odt": _OPEN_DOCUMENT + "text",
    "ods": _OPEN_DOCUMENT + "spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
TEXTS: Final = ("txt", "csv", "md")
_MAIN_PARTS: Final = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN_DOCUMENTS: Final = {MEDIA_TYPES[kind]: kind for kind in ("odt", "ods")}
_MAX_MEMBERS: Final = 5_000
_MAX_UNPACKED: Final = 200 * 1024 * 1024
_MAX_RATIO: Final = 200
_DIRECTORY_END: Final = 22  # the length of the last record of an archive without a comment
_MAX_READ: Final = 2 * 1024 * 1024
_RUNS: Final = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/")
_RUNS_IN_OPEN_DOCUMENT: Final = ("basic/", "scripts/")
_MARKUP: Final = re.compile(r"\s*<(!doctype|html|svg|script|\?xml|\?php|iframe)", re.IGNORECASE)
_FETCHES: Final = re.compile(rb"target\s*=\s*[\"']\s*(https?|ftp):", re.IGNORECASE)
_OTHER_FILES: Final = (
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Known:
    """What a document is: the ending of its name, and the content to keep."""

    kind: str
    content: bytes


def recognised(content: bytes, name: str) -> Known:
    """What the document is, by its content; only among plain texts does the name decide.

    Raises ``ValidationError`` with a Danish sentence for anything that is not taken.
    """
    if content.startswith(b"%PDF-"):
        return Known(_pdf(content), content)
    if content.startswith(b"PK\x03\x04"):
        return Known(_packed(content), content)
    if content.startswith(_OLD_OFFICE):
        raise refused(
            _("Filen er i et gammelt Office-format eller har adgangskode. Gem den som DOCX, XLSX, PPTX eller PDF.")
        )
    if content.startswith(_OTHER_FILES):
        raise refused(_not_taken())
    return _text(content, name)


def _pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise refused(_("PDF-filen er ikke hel, eller der ligger noget efter den. Gem den igen, og prøv igen."))
    return "pdf"


def _packed(content: bytes) -> str:
    if not content[-_DIRECTORY_END:].startswith(b"PK\x05\x06"):
        raise refused(_broken())  # cut off, or something lies behind it
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(archive, len(content))
            kind = _open_document(archive) or _open_xml(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise refused(_broken()) from error
    if kind is None:
        raise refused(_not_taken())
    return kind


def _check_directory(archive: zipfile.ZipFile, packed: int) -> None:
    """Nothing before, behind or between the parts that its table of contents does not name, and none too large."""
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if not parts or min(part.header_offset for part in parts) != 0:
        raise refused(_broken())
    if archive.comment or len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise refused(_broken())
    if any(part.flag_bits & 1 for part in parts):
        raise refused(_("Filen er beskyttet med adgangskode. Fjern adgangskoden, gem filen, og prøv igen."))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED or unpacked > packed * _MAX_RATIO:
        raise refused(_("Filen fylder alt for meget, når den pakkes ud. Kopiér indholdet over i en ny fil."))


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MAX_READ)


def _open_xml(archive: zipfile.ZipFile) -> str | None:
    names = archive.namelist()
    kinds = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        return None
    _refuse_what_runs(names, _RUNS)
    told = _read(archive, "[Content_Types].xml").lower()
    if b"macroenabled" in told or b"vbaproject" in told:
        raise refused(_has_macros())
    settings = "word/_rels/settings.xml.rels"
    # A template on a shared drive is usual and stays unread elsewhere; one on the net would be fetched by the reader.
    if settings in names and _FETCHES.search(_read(archive, settings)):
        raise refused(_("Dokumentet henter en skabelon et andet sted fra. Gem det som PDF, og prøv igen."))
    return kinds[0]


def _open_document(archive: zipfile.ZipFile) -> str | None:
    names = archive.namelist()
    if "mimetype" not in names:
        return None
    kind = _OPEN_DOCUMENTS.get(_read(archive, "mimetype").decode("ascii", "replace").strip())
    if kind is None or "content.xml" not in names:
        return None
    if any(name.lower().startswith(_RUNS_IN_OPEN_DOCUMENT) for name in names):
        raise refused(_has_macros())
    return kind


def _refuse_what_runs(names: Sequence[str], marks: Sequence[str]) -> None:
    if any(mark in name.lower() for name in names for mark in marks):
        raise refused(_has_macros())


def _text(content: bytes, name: str) -> Known:
    kind = ending(name)
    if kind not in TEXTS:
        raise refused(_not_taken())
    text = _decoded(content)
    if text is None or any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text):
        raise refused(_("Filen er ikke ren tekst, selv om den hedder det. Gem den som tekst (UTF-8), og prøv igen."))
    if _MARKUP.match(text):
        raise refused(_("Filen er en hjemmeside eller en tegning, ikke et dokument. Gem den som PDF, og prøv igen."))
    return Known(kind, text.encode("utf-8"))


def _decoded(content: bytes) -> str | None:
    """The text in the encodings that Danish files come in."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _not_taken() -> str:
    return _(
        "Filen er ikke af en slags, der kan lægges op. Vælg en PDF, DOCX, XLSX, PPTX, ODT, ODS, TXT, CSV eller MD."
    )


def _broken() -> str:
    return _("Filen er beskadiget eller ikke bygget, som den skal være. Åbn den, gem den igen, og prøv igen.")


def _has_macros() -> str:
    return _("Dokumentet indeholder makroer eller andet, der kan køre. Gem det uden makroer eller som PDF.")
