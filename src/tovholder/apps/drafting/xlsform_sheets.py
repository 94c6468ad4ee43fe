"""The sheets of an XLSForm file, looked over before they are read: rows with their numbers, columns by language."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform

from tovholder.foundation.tables.public import SheetError, guard_workbook

MOST_ROWS: Final = 5_000
MOST_UNPACKED: Final = 12 * 1024 * 1024
_MACROS: Final = ("vbaproject", "activex", "embeddings", "externallinks")
_LANGUAGE = re.compile(r".*\(([A-Za-z]{2,3})(?:-[A-Za-z]+)?\)\s*$")
_BY_NAME: Final = {"dansk": "da", "danish": "da", "english": "en", "engelsk": "en", "da": "da", "en": "en"}
_ALIASES: Final = {
    "caption": "label",
    "relevance": "relevant",
    "command": "type",
    "tag": "name",
    "value": "name",
    "readonly": "read_only",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "list name": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
LOCAL: Final = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row: its number as a spreadsheet shows it, and its cells by column and language."""

    number: int
    cells: Mapping[tuple[str, str], str]

    def text(self, name: str) -> str:
        """The cell of a column that has one language only."""
        return self.cells.get((name, ""), "")

    def said(self, name: str) -> tuple[str, str]:
        """The Danish and the English words; what has no language counts as Danish."""
        danish = self.cells.get((name, "da"), "") or self.cells.get((name, ""), "")
        return danish, self.cells.get((name, "en"), "")

    @property
    def columns(self) -> set[str]:
        """The names of the columns that are filled."""
        return {name for name, _language in self.cells}


@dataclass(frozen=True, slots=True)
class Sheets:
    """What an XLSForm holds. ``languages`` are those that we do not keep."""

    survey: Sequence[Line]
    choices: Sequence[Line]
    settings: Line
    languages: Sequence[str]


def read_sheets(content: bytes) -> Sheets:
    """The sheets of the workbook. Raises ``ValidationError`` for a file that is too large, unsafe, or no XLSForm."""
    _look_over(content)
    try:
        found = get_xlsform(io.BytesIO(content), file_type=".xlsx")
    except (PyXFormError, ValueError, TypeError, LookupError, AttributeError, zipfile.BadZipFile) as error:
        raise ValidationError(
            _("Regnearket kan ikke læses som XLSForm. Åbn det, gem det igen, og prøv igen.")
        ) from error
    languages: dict[str, None] = {}
    survey = _lines(found.survey, languages)
    _whole(content, {"survey": found.survey, "choices": found.choices})
    if not survey:
        raise ValidationError(_("Regnearket har intet ark, der hedder ”survey”, med spørgsmål i. Er det et XLSForm?"))
    settings = _lines(found.settings, {})
    return Sheets(survey, _lines(found.choices, languages), settings[0] if settings else Line(2, {}), tuple(languages))


def _look_over(content: bytes) -> None:
    if not content.startswith(b"PK"):
        raise ValidationError(_("Filen er ikke et regneark (.xlsx)."))
    try:
        guard_workbook(content)
    except SheetError as error:
        raise ValidationError(str(error)) from error
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    if any(part in entry.filename.lower() for entry in entries for part in _MACROS):
        raise ValidationError(
            _("Filen har makroer eller dele fra andre filer. Gem den som et almindeligt .xlsx uden dem.")
        )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ValidationError(_("Filen fylder alt for meget til at være et spørgeskema."))


def _whole(content: bytes, read: Mapping[str, Sequence[Mapping[str, Any]] | None]) -> None:
    """Raises ``ValidationError`` for a sheet of which the reader left rows out, because many above them are empty."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for name in book.sheet_names:
            kept = read.get(name.lower())
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if kept is not None else []
            last = max((number for number, row in enumerate(rows) if any(str(cell).strip() for cell in row)), default=0)
            if kept is not None and last > len(kept):
                raise ValidationError(
                    _("Arket ”%(name)s” har mange tomme rækker midt i. Slet dem, så det nederste også kommer med.")
                    % {"name": name}
                )


def _lines(rows: Sequence[Mapping[str, Any]] | None, languages: dict[str, None]) -> list[Line]:
    """The filled rows. Languages that we do not keep are added to ``languages``."""
    if rows is not None and len(rows) > MOST_ROWS:
        raise ValidationError(_("Arket har for mange rækker: højst %(most)d.") % {"most": MOST_ROWS})
    lines = []
    for number, row in enumerate(rows or (), start=2):
        cells: dict[tuple[str, str], str] = {}
        for header, value in row.items():
            name, language = _column(str(header))
            if language not in ("", "da", "en"):
                languages[language] = None
            elif value is not None and str(value).strip():
                cells[name, language] = str(value).strip()
        if cells:
            lines.append(Line(number, cells))
    return lines


def _column(header: str) -> tuple[str, str]:
    """Name and language of a column: ``label::Dansk (da)`` is the Danish label."""
    parts = [part.strip() for part in re.split(r"::|(?<=label):|(?<=hint):", header)]
    name = parts[0].lower()
    if name == "bind" and len(parts) > 1:
        name, parts = parts[1].lower(), parts[1:]
    name = _ALIASES.get(name, name)
    if name not in LOCAL or len(parts) < 2:
        return name if len(parts) < 2 else "::".join([name, *parts[1:]]), ""
    told = parts[-1]
    coded = _LANGUAGE.fullmatch(told)
    return name, coded[1].lower() if coded else _BY_NAME.get(told.lower(), told.lower() or "?")
