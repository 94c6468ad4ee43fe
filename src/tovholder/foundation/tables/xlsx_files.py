"""XLSX: looked over first, then read by calamine."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tovholder.foundation.tables.sheets import Sheet, SheetError, sheet_of
from tovholder.foundation.tables.zip_guard import guard

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a locked workbook


def read_xlsx(content: bytes) -> Sheet:
    """The first visible sheet that holds anything. Raises :class:`SheetError`."""
    guard(content)
    try:
        return _read(content)
    except SheetError:
        raise
    except BaseException as error:
        # A panic of the Rust reader is no Exception; whatever it is, the file is what is wrong.
        if (
            not isinstance(error, CalamineError | ValueError | OSError | LookupError)
            and type(error).__name__ != "PanicException"
        ):
            raise
        raise SheetError(_("Regnearket kan ikke læses. Åbn det, gem det igen som XLSX, og prøv igen.")) from error


def _read(content: bytes) -> Sheet:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.visible is not SheetVisibleEnum.Visible or about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.end is not None:
                return sheet_of(_records(sheet))
    raise SheetError(_("Regnearket har ingen udfyldte celler i et synligt ark."))


def _records(sheet: CalamineSheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows():  # from row 1 on, also when the first ones are blank, so the numbers are right
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    """A cell as the text that a Danish CSV would have."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)


def refuse_old_office(content: bytes) -> None:
    """Tell what a file in Office's old container is. Raises :class:`SheetError` always."""
    if _ENCRYPTED in content:
        raise SheetError(_("Filen er beskyttet med adgangskode. Fjern adgangskoden, gem filen, og prøv igen."))
    raise SheetError(_("Filen er i det gamle Excel-format (.xls). Gem den som XLSX eller CSV, og prøv igen."))
