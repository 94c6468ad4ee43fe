"""What a room says about the import of its lists: how rows are checked, written and taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.foundation.tables.parsing import READERS
from tovholder.foundation.tables.sheets import Sheet
from tovholder.foundation.ui.filecolumns import Column, Table, Text
from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

if TYPE_CHECKING:
    from tovholder.foundation.tables.models import ImportBatch

Progress = Callable[[int, int], None]
"""Say that so many of so many rows are done. Raises when the job is to stop: let it pass."""

Mapped = Mapping[str, str]
"""From a column's key to the heading in the file. A column that is left out of the file is left out here."""


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with one cell, and what to do. ``column`` is empty when the whole row is meant."""

    column: str
    label: str
    typed: str
    text: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What a row seems to repeat: its name, where it is seen, and the reasons in Danish.

    ``url`` is empty when it is another row of the same file.
    """

    label: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of the file, read. ``values`` holds the value of each filled column by its key."""

    line: int
    values: Mapping[str, Any]
    errors: tuple[CellError, ...] = ()
    duplicate_of: Duplicate | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether the row may be imported."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole file, read and compared with what is there."""

    rows: Sequence[RowResult]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that an undo leaves alone, and why."""

    label: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: how many records it took away, and those it had to leave."""

    removed: int
    kept: Sequence[Kept] = field(default=())


@dataclass(frozen=True, slots=True)
class Importer:
    """An import, registered in a room's ``plugs.py``.

    ``key`` is the word in the address (/import/<key>/). ``rule`` is asked about the actor alone.

    ``prepare(actor, sheet, mapping)`` reads and checks every row without writing: begin with :func:`parse_rows`, add
    the room's own errors with ``dataclasses.replace``, and set ``duplicate_of``.
    ``execute(actor, rows, batch, progress)`` writes the chosen rows with the room's own actions, in many short
    transactions, each record marked with ``batch`` so that ``undo`` finds it; returns counts by a short English word,
    of which ``"imported"`` is shown. It may be stopped between two transactions; what it wrote then can be undone.
    ``undo(actor, batch, progress)`` takes the records of ``batch`` away again, but leaves those that somebody has
    changed since, and says why. ``result_url(batch)`` is where what was imported can be seen.
    """

    key: str
    label: Text
    table: Table[Any]
    prepare: Callable[[Actor, Sheet, Mapped], Checked]
    execute: Callable[[Actor, Sequence[RowResult], "ImportBatch", Progress], Mapping[str, int]]
    undo: Callable[[Actor, "ImportBatch", Progress], Undone]
    rule: Rule
    help: Text = ""
    order: int = 100
    result_url: Callable[["ImportBatch"], str] | None = None


IMPORTERS: Registry[Importer] = Registry("Importer")


def parse_rows(table: Table[Any], sheet: Sheet, mapping: Mapped) -> list[RowResult]:
    """Every row of ``sheet`` read by the columns of ``table``; empty cells are left out, wrong ones become errors."""
    places = {heading: at for at, heading in enumerate(sheet.header)}
    columns = [
        (column, places[mapping[column.key]]) for column in table.importable if mapping.get(column.key) in places
    ]
    missing = [column for column in table.importable if column.required and mapping.get(column.key) not in places]
    return [_read_row(columns, missing, line, cells) for line, cells in zip(sheet.lines, sheet.rows, strict=True)]


def _read_row(
    columns: Sequence[tuple[Column[Any], int]], missing: Sequence[Column[Any]], line: int, cells: Sequence[str]
) -> RowResult:
    values: dict[str, Any] = {}
    errors = [_required(column) for column in missing]
    for column, at in columns:
        text = cells[at]
        if not text:
            if column.required:
                errors.append(_required(column))
            continue
        try:
            values[column.key] = (column.parse or READERS[column.kind])(text)
        except ValidationError as error:
            errors.append(CellError(column.key, str(column.label), text[:200], " ".join(error.messages)))
        except ValueError:
            errors.append(
                CellError(column.key, str(column.label), text[:200], _("Det kan ikke læses. Se efter en slåfejl."))
            )
    return RowResult(line, values, tuple(errors))


def _required(column: Column[Any]) -> CellError:
    return CellError(column.key, str(column.label), "", _("Cellen er tom, og den skal udfyldes."))


def row_error(text: str, column: Column[Any] | None = None, typed: str = "") -> CellError:
    """An error that a room's own check found, about one column or about the whole row."""
    if column is None:
        return CellError("", "", typed, text)
    return CellError(column.key, str(column.label), typed, text)
