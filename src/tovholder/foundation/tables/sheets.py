"""An uploaded list as rows of text, or a Danish sentence about why it cannot be read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from tovholder.foundation.tables.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from tovholder.kernel.cells import neutral
from tovholder.kernel.danish import fold


class SheetError(Exception):
    """The file cannot be used. The message says in Danish what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header of a list and its rows as stripped texts, each row as long as the header.

    ``lines`` are the rows' numbers as a spreadsheet shows them. ``encoding`` and ``delimiter`` are empty for XLSX.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    encoding: str = ""
    delimiter: str = ""


class Readable(Protocol):
    """A file open for reading bytes: an upload, a stored file, a stream."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes from where the file stands."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> object:
        """Go to a place in the file."""
        ...


def whole(file: Readable) -> bytes:
    """All bytes of ``file``. Raises :class:`SheetError` when it is empty or larger than the limit."""
    file.seek(0)
    content = file.read(settings.IMPORT_MAX_BYTES + 1)
    if len(content) > settings.IMPORT_MAX_BYTES:
        raise SheetError(
            _(
                "Filen er større end %(limit)s MB. "
                "Del den i mindre dele, eller fjern billeder og ark, der ikke skal bruges."
            )
            % {"limit": settings.IMPORT_MAX_BYTES // (1024 * 1024)}
        )
    if not content.strip(b"\x00\r\n\t ;,\xef\xbb\xbf\xff\xfe"):
        raise SheetError(_("Filen er tom. Vælg en fil med overskrifter i første række og mindst én række under dem."))
    return content


def column_name(at: int) -> str:
    """The letter of the column at index ``at``, as a spreadsheet shows it: A, B, … Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet_of(records: Iterable[Sequence[str]], encoding: str = "", delimiter: str = "") -> Sheet:
    """The sheet whose rows are ``records``, header first.

    Raises :class:`SheetError` beyond a limit, and when header and rows do not fit.
    """
    numbered = _filled(records)
    _line, first = next(numbered, (0, []))
    if not first:
        raise SheetError(
            _(
                "Filen har ingen udfyldte celler. "
                "Den skal have overskrifter i første række og mindst én række under dem."
            )
        )
    header = _checked_header(first)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for line, cells in numbered:
        if len(rows) >= MAX_ROWS:
            raise SheetError(
                _("Filen har flere end %(limit)s rækker. Del den i mindre dele.")
                % {"limit": f"{MAX_ROWS:,}".replace(",", ".")}
            )
        rows.append(_fitted(cells, len(header), line))
        lines.append(line)
    if not rows:
        raise SheetError(_("Filen har kun overskrifter. Tilføj mindst én række under dem."))
    return Sheet(header, tuple(rows), tuple(lines), encoding, delimiter)


def _filled(records: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, stripped, with their numbers from 1."""
    for line, record in enumerate(records, 1):
        cells = [_stripped(cell, line) for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise SheetError(
                _("Række %(line)s har flere end %(limit)s kolonner. Fjern dem, der ikke skal bruges.")
                % {"line": line, "limit": MAX_COLUMNS}
            )
        if cells:
            yield line, cells


def _stripped(cell: str, line: int) -> str:
    text = cell.strip()
    if len(text) > MAX_CELL:
        raise SheetError(
            _(
                "En celle i række %(line)s er længere end %(limit)s tegn. "
                "Forkort den, eller se efter et anførselstegn, der mangler."
            )
            % {"line": line, "limit": f"{MAX_CELL:,}".replace(",", ".")}
        )
    # Our own downloads put an apostrophe before what could be a formula; it is taken off again on the way in.
    return text[1:] if text.startswith("'") and neutral(text[1:]) == text else text


def _checked_header(cells: list[str]) -> tuple[str, ...]:
    header = [" ".join(cell.split()) for cell in cells]
    empty = [column_name(at) for at, cell in enumerate(header) if not cell]
    if empty:
        raise SheetError(
            _("Overskriften mangler i kolonne %(columns)s. Giv kolonnen et navn, eller slet den.")
            % {"columns": ", ".join(empty)}
        )
    counted = Counter(fold(cell) for cell in header)
    twice = sorted({cell for cell in header if counted[fold(cell)] > 1})
    if twice:
        raise SheetError(
            _("To kolonner har samme overskrift: %(names)s. Giv dem hver sit navn.") % {"names": ", ".join(twice[:5])}
        )
    return tuple(header)


def _fitted(cells: list[str], width: int, line: int) -> tuple[str, ...]:
    if len(cells) > width:
        raise SheetError(
            _("Række %(line)s har flere celler, end der er overskrifter. Se efter et skilletegn for meget.")
            % {"line": line}
        )
    return tuple(cells) + ("",) * (width - len(cells))
