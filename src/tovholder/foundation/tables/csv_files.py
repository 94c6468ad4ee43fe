"""CSV as municipalities have it: UTF-8 or the old Windows code page, semicolon, comma or tabulator."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from tovholder.foundation.tables.limits import MAX_CELL, MAX_COLUMNS
from tovholder.foundation.tables.sheets import Sheet, SheetError, sheet_of

DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLE: Final = 50  # records that are looked at to find the delimiter
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_WIDE: Final = 0.3  # a UTF-16 text of Danish has a zero in nearly every second byte

csv.field_size_limit(MAX_CELL * 10)  # process-wide in the csv module; a cell over MAX_CELL gets its own sentence


def read_csv(content: bytes) -> Sheet:
    """The rows of a CSV file. Raises :class:`SheetError`."""
    text, encoding = decoded(content)
    if _CONTROL.search(text):
        raise SheetError(
            _("Filen er ikke en liste med tekst. Gem den som CSV eller XLSX fra jeres regneark, og prøv igen.")
        )
    named = _SEP_LINE.match(text)  # Excel's own way to tell the delimiter
    if named:
        text = text[named.end() :]
    delimiter = named[1] if named and named[1] in DELIMITERS else sniffed(text)
    try:
        return sheet_of(_records(text, delimiter), encoding, delimiter)
    except csv.Error as error:
        raise SheetError(
            _("En celle er alt for lang. Se efter et anførselstegn, der mangler, og prøv igen.")
        ) from error


def decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding. Raises :class:`SheetError` when no encoding fits."""
    for encoding in _candidates(content):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise SheetError(_("Vi kan ikke læse filens bogstaver. Gem den som CSV UTF-8 eller som XLSX, og prøv igen."))


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    head = content[:4000]
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) / half > _WIDE and not head[::2].count(0):
        return ("utf-16-le",)
    if head[::2].count(0) / half > _WIDE and not head[1::2].count(0):
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def sniffed(text: str) -> str:
    """The delimiter that parts most records into as many cells as the header; a semicolon when nothing does."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """How well ``delimiter`` explains the text: the share of records as wide as the header, then the width."""
    try:
        sample = [record for record in islice(_records(text, delimiter), _SAMPLE) if any(record)]
    except csv.Error:
        return 0, 0
    width = len(sample[0]) if sample else 0
    if not 1 < width <= MAX_COLUMNS * 2:
        return 0, 0
    return sum(len(record) == width for record in sample) / len(sample), width
