"""The cells of a table. Written here rather than in a template: a page may hold a thousand of them."""

from datetime import date

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString

from tovholder.foundation.ui import formats
from tovholder.foundation.ui.icons import icon_markup
from tovholder.foundation.ui.values import Cell, Column, Status, TableView

STATUS_ICONS = {
    "neutral": "",
    "info": "info",
    "progress": "sync",
    "success": "check",
    "warning": "warning",
    "danger": "error",
    "muted": "minus",
}


def shown_value(value: object) -> object:
    """A cell's value as it is read: numbers and days in the form of the language, nothing as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return formats.number_text(value)
    return formats.date_text(value) if isinstance(value, date) else value


def status_markup(status: Status) -> SafeString:
    """A state as a tag."""
    name = STATUS_ICONS[status.tone]
    icon = icon_markup(name) if name else ""
    return format_html('<span class="tv-status tv-status--{}">{}{}</span>', status.tone, icon, status.text)


def _content(cell: Cell) -> str:
    if cell.status is not None:
        return status_markup(cell.status)
    value = shown_value(cell.value)
    value = conditional_escape(value if isinstance(value, str) else str(value))
    return f'<a href="{escape(cell.href)}">{value}</a>' if cell.href else value


def _cell(column: Column, cell: object, *, first: bool) -> str:
    """A cell with its column's title, which a phone shows beside it. The first of a row is its heading."""
    tag = 'th scope="row"' if first else "td"
    numeric = ' class="tv-num"' if column.numeric else ""
    content = _content(cell if isinstance(cell, Cell) else Cell(cell))
    return f'<{tag} data-title="{escape(column.title)}"{numeric}>{content}</{tag[:2]}>'


def rows_markup(table: TableView) -> SafeString:
    """The rows of the body of ``table``. Raises ``ValueError`` for a row that does not fit the columns."""
    rows = [
        "".join(
            _cell(column, cell, first=at == 0) for at, (column, cell) in enumerate(zip(table.columns, row, strict=True))
        )
        for row in table.rows
    ]
    return SafeString("".join(f"<tr>{row}</tr>" for row in rows))
