"""Looks an XLSX file over before a parser may touch it: size unpacked, odd entries, entities, cells far away.

Every entry is unpacked once and thrown away, so that a header which lies about its size is found out: Python's reader
stops at the size that is told and then misses the checksum.
"""

import io
import zipfile
import zlib
from typing import Any, Final
from xml.parsers import expat

from django.utils.translation import gettext as _

from tovholder.foundation.tables.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_ZIP_BYTES,
    MAX_ZIP_ENTRIES,
    MAX_ZIP_RATIO,
)
from tovholder.foundation.tables.sheets import SheetError

_CHUNK: Final = 64 * 1024
_PARTS: Final = ("/worksheet", "/sharedStrings", "/styles", "/officeDocument")
_ROW_MARGIN: Final = 1_000  # blank rows above and between are not counted as rows


def guard(content: bytes) -> None:
    """Pass a workbook that is safe to parse. Raises :class:`SheetError` for any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(content))
            for entry in entries:
                _check_entry(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise SheetError(_broken()) from error


def _broken() -> str:
    return _(
        "Filen er beskadiget eller ikke et regneark. Åbn den i jeres regneark, gem den igen som XLSX, og prøv igen."
    )


def _too_big() -> str:
    return _("Filen fylder alt for meget, når den pakkes ud. Kopiér listen over i et nyt regneark, og prøv igen.")


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename.lower() for entry in entries]
    if not entries or len(set(names)) != len(names) or not any(name.startswith("xl/") for name in names):
        raise SheetError(_broken())
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetError(_("Filen er beskyttet med adgangskode. Fjern adgangskoden, gem filen, og prøv igen."))
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ZIP_ENTRIES or unpacked > MAX_ZIP_BYTES or unpacked > packed * MAX_ZIP_RATIO:
        raise SheetError(_too_big())


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    scan = _Scan() if entry.filename.lower().endswith((".xml", ".rels")) else None
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if scan is not None:
                scan.feed(chunk)
    if scan is not None:
        scan.close()


class _Scan:
    """Reads the XML of one entry without building anything, and follows where the filled cells are."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._row = 0
        self._column = 0
        self._last_row = 0
        self._last_column = 0

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise SheetError(_broken()) from error

    def close(self) -> None:
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise SheetError(_broken()) from error

    def _refuse(self, *_declaration: Any) -> None:
        raise SheetError(
            _("Filen indeholder noget, som et regneark ikke har brug for. Kopiér listen over i et nyt regneark.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif tag == "c":
            self._place(attributes.get("r", ""))
        elif tag in {"v", "is", "f"}:
            self._filled()
        elif tag == "Relationship":
            _check_relation(attributes)

    def _place(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        if not letters:
            self._column += 1
            return
        column = 0
        for letter in letters[:4].upper():
            column = column * 26 + ord(letter) - 64
        self._column = column
        self._row = int(reference[len(letters) :] or self._row)

    def _filled(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if not 0 < self._column <= MAX_COLUMNS:
            raise SheetError(
                _("Arket har udfyldte celler uden for de første %(limit)s kolonner. Slet dem, og prøv igen.")
                % {"limit": MAX_COLUMNS}
            )
        if self._row > MAX_ROWS + _ROW_MARGIN or self._last_row * self._last_column > MAX_CELLS:
            raise SheetError(_("Arket har for mange rækker eller celler. Del listen i mindre dele, og prøv igen."))


def _check_relation(attributes: dict[str, str]) -> None:
    """The parts that a parser reads must be among those that were scanned, and lie in the file itself."""
    if attributes.get("Type", "").endswith(_PARTS):
        outside = attributes.get("TargetMode") == "External"
        if outside or not attributes.get("Target", "").lower().endswith(".xml"):
            raise SheetError(_broken())
