"""Which heading of a file belongs to which column: remembered, or guessed by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tovholder.foundation.ui.filecolumns import Column, Table
from tovholder.kernel.danish import fold


def _bare(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def guessed(table: Table[Any], header: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """From column keys to headings; each heading is used once.

    What the municipality chose last wins, then a heading that is called like the column, then one that begins so.
    """
    mapping: dict[str, str] = {}
    free = list(header)

    def take(column: Column[Any], headings: Iterable[str]) -> None:
        heading = next(iter(headings), None)
        if column.key not in mapping and heading is not None:
            mapping[column.key] = heading
            free.remove(heading)

    for column in table.importable:
        take(column, [heading for heading in free if heading == remembered.get(column.key)])
    for column in table.importable:
        names = {_bare(name) for name in (str(column.label), column.key, *column.aliases)}
        take(column, [heading for heading in free if _bare(heading) in names])
    for column in table.importable:
        take(column, [heading for heading in free if _alike(heading, column)])
    return mapping


def _alike(heading: str, column: Column[Any]) -> bool:
    """ "Projektets titel" is the title, and "Titel på projektet" too; single letters are like nothing."""
    shortest = 4
    found = _bare(heading)
    names = [_bare(name) for name in (str(column.label), *column.aliases)]
    return len(found) >= shortest and any(
        len(name) >= shortest and (found.startswith(name) or found.endswith(name) or name.startswith(found))
        for name in names
    )
