"""What other rooms may use of the tables."""

from tovholder.foundation.tables.importing import (
    IMPORTERS,
    CellError,
    Checked,
    Duplicate,
    Importer,
    Kept,
    Mapped,
    Progress,
    RowResult,
    Undone,
    parse_rows,
    row_error,
)
from tovholder.foundation.tables.models import ImportBatch, ImportState
from tovholder.foundation.tables.parsing import date_of, list_of, whole_of, yes_no_of
from tovholder.foundation.tables.reading import read_sheet
from tovholder.foundation.tables.sheets import Sheet, SheetError
from tovholder.foundation.tables.zip_guard import guard as guard_workbook
from tovholder.foundation.ui.filecolumns import Column, Kind, Table
from tovholder.foundation.ui.listfiles import cell_text, export_response
from tovholder.foundation.ui.numbers import decimal_of

__all__ = [
    "IMPORTERS",
    "CellError",
    "Checked",
    "Column",
    "Duplicate",
    "ImportBatch",
    "ImportState",
    "Importer",
    "Kept",
    "Kind",
    "Mapped",
    "Progress",
    "RowResult",
    "Sheet",
    "SheetError",
    "Table",
    "Undone",
    "cell_text",
    "date_of",
    "decimal_of",
    "export_response",
    "guard_workbook",
    "list_of",
    "parse_rows",
    "read_sheet",
    "row_error",
    "whole_of",
    "yes_no_of",
]
