"""A table as a file to take along: CSV for spreadsheets, XLSX, or JSON for machines."""

import csv
import json
import math
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import IO, Any, Final

from django.conf import settings
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tovholder.foundation.ui.filecolumns import Table
from tovholder.foundation.ui.streams import CHUNK, DownloadResponse, in_chunks
from tovholder.kernel import clock
from tovholder.kernel.cells import neutral

BOM: Final = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page
DELIMITER: Final = ";"  # what a Danish Excel expects, since the comma parts decimals
REMARK_KEY: Final = "remark"
_XLSX_CELL: Final = 32_767  # the longest text that Excel keeps in a cell
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS: Final = (10, 60)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A table as it is written: keys, headings, and a row's values in their order."""

    key: str
    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    values: Callable[[Any], list[object]]


def remark() -> str:
    """What every exported row says in the demo, empty otherwise."""
    return _("Opfundne data") if settings.DEMO_MODE else ""


def _laid(table: Table[Any], *, personal: bool) -> _Laid:
    columns = [column for column in table.columns if personal or not column.personal]
    keys = tuple(column.key for column in columns)
    headings = tuple(str(column.label) for column in columns)
    said = remark()
    readers = [column.value for column in columns]
    if not said:
        return _Laid(table.key, str(table.title), keys, headings, lambda row: [read(row) for read in readers])
    return _Laid(
        table.key,
        str(table.title),
        (*keys, REMARK_KEY),
        (*headings, _("Bemærkning")),
        lambda row: [*(read(row) for read in readers), table.remark(row) if table.remark else said],
    )


def export_response(
    table: Table[Any],
    rows: Iterable[Any],
    format: str,  # noqa: A002  # the word that people use
    name: str,
    *,
    personal: bool = False,
) -> DownloadResponse:
    """``rows`` as a download called ``name`` in ``format``: "csv", "xlsx" or "json".

    Rows are read one at a time while they are sent; give ``queryset.iterator()`` for many. Columns with personal data
    are left out unless ``personal``. Raises ``BadRequest`` for another format.
    """
    if format not in FORMATS:
        raise BadRequest(_("Listen kan hentes som CSV, XLSX eller JSON, ikke som noget andet."))
    content_type, write = FORMATS[format]
    response = DownloadResponse(write(_laid(table, personal=personal), rows), content_type=content_type)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{format}")
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def downloads(url_name: str, query: str) -> dict[str, str]:
    """The addresses of a list's files by format: ``url_name`` takes the format, ``query`` holds the filters."""
    return {kind: f"{reverse(url_name, args=[kind])}?{query}".rstrip("?&") for kind in FORMATS}


# --- CSV -------------------------------------------------------------------------------------------------------------


class _Line:
    """Gives back what the csv module writes, instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _csv(laid: _Laid, rows: Iterable[Any]) -> Iterator[bytes]:
    writer = csv.writer(_Line(), delimiter=DELIMITER, lineterminator="\r\n")

    def lines() -> Iterator[str]:
        yield BOM
        yield writer.writerow([neutral(heading) for heading in laid.headings])
        for row in rows:
            yield writer.writerow([cell_text(value) for value in laid.values(row)])

    return in_chunks(lines())


def cell_text(value: object) -> str:
    """A value as text in a Danish spreadsheet; formulas are made harmless."""
    if isinstance(value, str):
        return neutral(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return _local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return neutral("; ".join(str(part) for part in value))
    return neutral(str(value))


def _local(moment: datetime) -> datetime:
    """A moment in Danish time, without its zone, which spreadsheets do not know."""
    return moment.astimezone(clock.COPENHAGEN).replace(tzinfo=None) if moment.tzinfo else moment


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _xlsx(laid: _Laid, rows: Iterable[Any]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write_workbook(laid, rows, file)
        file.seek(0)
        yield from iter(partial(file.read, CHUNK), b"")


def _write_workbook(laid: _Laid, rows: Iterable[Any], file: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    book.properties.creator = "Tovholder"
    book.properties.title = laid.title
    book.properties.created = book.properties.modified = clock.now().replace(tzinfo=None)
    sheet = book.create_sheet(_sheet_title(laid.title))
    sheet.freeze_panes = "A2"
    for at, heading in enumerate(laid.headings, 1):
        sheet.column_dimensions[get_column_letter(at)].width = min(max(len(heading) + 4, _WIDTHS[0]), _WIDTHS[1])
    sheet.append([_heading_cell(sheet, heading) for heading in laid.headings])
    for row in rows:
        sheet.append([_xlsx_value(value) for value in laid.values(row)])
    book.save(file)


def _heading_cell(sheet: Any, heading: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=_xlsx_text(neutral(heading)))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _sheet_title(title: str) -> str:
    """Excel forbids some characters in the name of a sheet, and names over 31 characters."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "Tovholder"


def _xlsx_value(value: object) -> object:
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return value
    if isinstance(value, datetime):
        return _local(value)
    return value if isinstance(value, date) else _xlsx_text(cell_text(value))


def _xlsx_text(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)[:_XLSX_CELL]


# --- JSON ------------------------------------------------------------------------------------------------------------


def _json(laid: _Laid, rows: Iterable[Any]) -> Iterator[bytes]:
    def parts() -> Iterator[str]:
        head = {"table": laid.key, "title": laid.title, "columns": dict(zip(laid.keys, laid.headings, strict=True))}
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
        before = ""
        for row in rows:
            plain = [_json_value(value) for value in laid.values(row)]
            yield before + json.dumps(dict(zip(laid.keys, plain, strict=True)), ensure_ascii=False, allow_nan=False)
            before = ",\n"
        yield "]}\n"

    return in_chunks(parts())


def _json_value(value: object) -> object:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, float | Decimal):
        number = float(value)
        return number if math.isfinite(number) else None
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, Promise):
        return [_json_value(part) for part in value]
    return str(value)


FORMATS: Final[dict[str, tuple[str, Callable[[_Laid, Iterable[Any]], Iterator[bytes]]]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json; charset=utf-8", _json),
}
