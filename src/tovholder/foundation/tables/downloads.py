"""The files that an import gives: a template to fill in, and the list of errors."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.tables.importing import Importer
from tovholder.foundation.ui.filecolumns import Column, Table
from tovholder.foundation.ui.listfiles import export_response
from tovholder.foundation.ui.streams import DownloadResponse

PROBLEMS: Table[dict[str, Any]] = Table(
    "errors",
    _("Rækker, der skal rettes"),
    [
        Column("line", _("Række"), lambda problem: problem["line"], "whole"),
        Column("column", _("Kolonne"), lambda problem: problem.get("label", "")),
        Column("typed", _("Der står"), lambda problem: problem.get("typed", "")),
        Column("text", _("Hvad skal rettes"), lambda problem: problem["text"]),
    ],
)


def template_file(importer: Importer, format: str) -> DownloadResponse:  # noqa: A002  # the word that people use
    """A file with the import's headings and, where there are examples, a row of them."""

    def example(column: Column[Any]) -> Any:
        return lambda _row: str(column.example)

    columns = [
        Column(column.key, column.label, example(column), help=column.help) for column in importer.table.importable
    ]
    table: Table[None] = Table(importer.table.key, importer.table.title, columns)
    rows = [None] if any(column.example for column in importer.table.importable) else []
    return export_response(table, rows, format, f"skabelon-{importer.key}")
