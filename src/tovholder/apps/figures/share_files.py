"""Files with printed shares: rows that the engine can check, or Danish sentences on what is wrong with them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.engines.figures import MOST_DECIMALS, GroupCheck, Row, check_rows
from tovholder.foundation.tables.public import Sheet, SheetError, whole_of
from tovholder.kernel.danish import fold

OWN: Final = ("id", "share_pct", "n")
LIBRARY: Final = ("figure_id", "value", "unit", "n")
COUNTED: Final = {"n", "municipalities"}
"""Units of a library's figures that count those who may be a base: its own n, and municipalities."""

MOST_PROBLEMS: Final = 20
_SHARE = re.compile(rf"[+-]?\d{{1,15}}(?:[.,]\d{{1,{MOST_DECIMALS}}})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_PERCENT = re.compile(r"\s*(?:%|pct\.?)$", re.IGNORECASE)

Cells = Mapping[str, str]


class ShareFileError(Exception):
    """A file that cannot be checked. ``problems`` are Danish sentences, each with its row."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file; ``skipped`` rows were no shares with an n."""

    groups: tuple[GroupCheck, ...]
    skipped: int

    @property
    def fits(self) -> bool:
        """Whether every share fits its n."""
        return all(group.fits for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Source:
    """The rows of one source, and the bases that it has."""

    rows: list[Row]
    known: set[int]


def check_sheet(sheet: Sheet, known: tuple[int, ...] = ()) -> Checked:
    """Every share of a sheet in one of the two forms, by groups. ``known`` are bases that the file does not hold.

    Raises :class:`ShareFileError`.
    """
    header = [fold(name) for name in sheet.header]
    if set(OWN) <= set(header):
        read = _own
    elif set(LIBRARY) <= set(header):
        read = _library
    else:
        missing = ", ".join(name for name in OWN if name not in header)
        raise ShareFileError(
            [_("Kolonner mangler: %(names)s. Filen skal have id, share_pct og n.") % {"names": missing}]
        )
    cells = [dict(zip(header, row, strict=True)) for row in sheet.rows]
    sources, taken = _read(zip(sheet.lines, cells, strict=True), read)
    if not taken:
        raise ShareFileError([_("Filen har ingen andele i procent med et helt n. Der er intet at efterprøve.")])
    groups = [group for source in sources for group in check_rows(source.rows, source.known | set(known))]
    return Checked(tuple(groups), len(cells) - taken)


Read = Callable[[Cells, dict[str, _Source]], bool]


def _read(numbered: Iterator[tuple[int, Cells]], read: Read) -> tuple[list[_Source], int]:
    """The sources in the order of the file, and how many rows were taken."""
    sources: dict[str, _Source] = {}
    problems: list[str] = []
    taken = 0
    for line, cells in numbered:
        try:
            taken += read(cells, sources)
        except ValidationError as error:
            problems.append(_("Række %(line)s: %(what)s") % {"line": line, "what": error.messages[0]})
    if problems:
        more = len(problems) - MOST_PROBLEMS
        told = [_("… og %(count)s fejl mere.") % {"count": more}] if more > 0 else []
        raise ShareFileError(problems[:MOST_PROBLEMS] + told)
    return [source for source in sources.values() if source.rows], taken


def _own(cells: Cells, sources: dict[str, _Source]) -> bool:
    """A row of our own form. Every row is taken, and the file is one source."""
    if not cells["id"]:
        raise ValidationError(_("id mangler."))
    row = Row(cells["id"], _share(cells["share_pct"]), _base(cells["n"]), cells.get("group", ""))
    source = sources.setdefault("", _Source([], set()))
    source.rows.append(row)
    source.known.add(row.n)
    return True


def _library(cells: Cells, sources: dict[str, _Source]) -> bool:
    """A row of a library of figures: taken when it is a plain share with a whole n. Its place and n are its group."""
    place = cells.get("source_file", "")
    source = sources.setdefault(place, _Source([], set()))
    whole = _WHOLE.fullmatch(cells["n"]) is not None
    if whole:
        source.known.add(int(cells["n"]))
    if fold(cells["unit"]) in COUNTED and _WHOLE.fullmatch(cells["value"]):
        source.known.add(int(cells["value"]))
    if fold(cells["unit"]) != "pct" or not whole:
        return False
    n = _base(cells["n"])
    source.rows.append(Row(cells["figure_id"], _share(cells["value"]), n, f"{place}, n = {n}" if place else ""))
    return True


def _share(text: str) -> Decimal:
    """A share in per cent; a comma or a dot before its decimals. Raises ``ValidationError``."""
    bare = _PERCENT.sub("", text)
    if not bare:
        raise ValidationError(_("Andelen mangler."))
    if not _SHARE.fullmatch(bare):
        raise ValidationError(
            _("Andelen “%(text)s” er ikke et tal i procent med højst %(most)s decimaler.")
            % {"text": text[:40], "most": MOST_DECIMALS}
        )
    share = Decimal(bare.replace(",", "."))
    if not 0 <= share <= 100:
        raise ValidationError(_("Andelen “%(text)s” ligger ikke mellem 0 og 100.") % {"text": text[:40]})
    return abs(share)


def _base(text: str) -> int:
    """An n of at least one. Raises ``ValidationError``."""
    if not text:
        raise ValidationError(_("n mangler."))
    try:
        n = whole_of(text)
    except ValidationError as error:
        raise ValidationError(_("n er “%(text)s”. %(why)s") % {"text": text[:40], "why": error.messages[0]}) from None
    if n < 1:
        raise ValidationError(_("n er “%(text)s”. Det skal være mindst 1.") % {"text": text[:40]})
    return n


def sheet_problem(error: SheetError, text: bytes) -> str:
    """What is wrong with a file that is no list, with a word on decimal commas where commas part its columns."""
    head = text.splitlines()[0] if text else b""
    if b"," in head and b";" not in head:
        return _("%(problem)s Et decimalkomma skal stå i anførselstegn, når komma skiller kolonnerne.") % {
            "problem": error
        }
    return str(error)
