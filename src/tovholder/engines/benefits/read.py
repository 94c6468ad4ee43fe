"""A case from a document: nested mappings and lists as TOML and JSON give them. The format is in the README."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from tovholder.engines.benefits.formulas import FORMULAS
from tovholder.engines.benefits.model import (
    Assumption,
    BottomLine,
    Capacity,
    Case,
    CaseError,
    Code,
    Funding,
    Line,
    Party,
    Problem,
    Realisation,
    Scenario,
    ScenarioKind,
    Unit,
)
from tovholder.kernel.numerals import NumeralError, Unread, number_of

E = TypeVar("E", bound=StrEnum)
Document = Mapping[str, Any]

_LINE_WORDS = {
    "key", "label", "formula", "party", "realisation", "bottom_line", "signed", "funded", "ramped", "year", "every",
    "from_month",
}  # fmt: skip
_ASSUMPTION_WORDS = {"key", "label", "unit", "low", "likely", "high", "price_year", "source", "owner"}
_CASE_WORDS = {
    "title", "horizon", "start_year", "price_year", "rate", "price_change", "index", "citizens", "exceptions", "ramp",
    "funding", "capacity", "edges", "unpriced", "assumptions", "scenarios",
}  # fmt: skip


class _Reader:
    """Reads one document and remembers all that was wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, code: Code, at: str, about: object = "") -> None:
        self.problems.append(Problem(code, at, str(about)[:80]))

    def number(self, table: Document, key: str, at: str, default: float | None = None) -> float | None:
        """A number, or a text with one in Danish or English form."""
        value = table.get(key)
        if value is None or value == "":
            return default
        if isinstance(value, bool):
            self.wrong(Code.NOT_A_NUMBER, f"{at}{key}", value)
            return default
        if isinstance(value, int | float):
            return float(value)
        try:
            return float(number_of(str(value)))
        except NumeralError as error:
            two = error.why is Unread.TWO_MEANINGS
            self.wrong(Code.TWO_MEANINGS if two else Code.NOT_A_NUMBER, f"{at}{key}", value)
            return default

    def whole(self, table: Document, key: str, at: str, default: int | None = None) -> int | None:
        found = self.number(table, key, at)
        if found is None:
            return default
        if found != int(found):
            self.wrong(Code.NOT_WHOLE, f"{at}{key}", table[key])
            return default
        return int(found)

    def year(self, table: Document, key: str, at: str) -> int | None:
        """A year. As a text "2.026" is no year, whatever it is as a number."""
        value = table.get(key)
        if isinstance(value, str) and value and not value.strip().isdecimal():
            self.wrong(Code.YEAR, f"{at}{key}", value)
            return None
        return self.whole(table, key, at)

    def needed(self, table: Document, key: str, at: str, read: Callable[..., float | int | None]) -> float:
        before = len(self.problems)
        found = read(table, key, at)
        if found is None and len(self.problems) == before:
            self.wrong(Code.MISSING, f"{at}{key}")
        return 0 if found is None else found

    def one_of(self, kind: type[E], table: Document, key: str, at: str, default: E | None = None) -> E | None:
        value = table.get(key)
        if value is None or value == "":
            if default is None:
                self.wrong(Code.MISSING, f"{at}{key}")
            return default
        try:
            return kind(str(value))
        except ValueError:
            self.wrong(Code.UNKNOWN, f"{at}{key}", value)
            return default

    def text(self, table: Document, key: str) -> str:
        return str(table.get(key) or "")

    def flag(self, table: Document, key: str, at: str, default: bool | None = False) -> bool | None:
        value = table.get(key, default)
        if value is None or isinstance(value, bool):
            return value
        self.wrong(Code.SHAPE, f"{at}{key}", value)
        return default

    def table(self, table: Document, key: str, at: str = "") -> Document:
        value = table.get(key)
        if value is None or isinstance(value, Mapping):
            return value or {}
        self.wrong(Code.SHAPE, f"{at}{key}")
        return {}

    def rows(self, table: Document, key: str, at: str) -> Iterator[tuple[Document, str, str]]:
        """The rows of a list of tables, or of a table of tables by key, with key and path."""
        value = table.get(key, [])
        if isinstance(value, Mapping):
            value = [{"key": name, **row} if isinstance(row, Mapping) else row for name, row in value.items()]
        if not isinstance(value, list):
            self.wrong(Code.SHAPE, f"{at}{key}")
            return
        for place, row in enumerate(value, start=1):
            if not isinstance(row, Mapping):
                self.wrong(Code.SHAPE, f"{at}{key}.{place}")
                continue
            name = self.text(row, "key")
            if not name:
                self.wrong(Code.MISSING, f"{at}{key}.{place}.key")
            yield row, name, f"{at}{key}.{name or place}."

    def only(self, table: Document, known: set[str], at: str) -> None:
        for key in table:
            if key not in known:
                self.wrong(Code.UNKNOWN, f"{at}{key}", key)


def read(document: Document) -> Case:
    """The case that ``document`` describes; :func:`evaluate` checks what it says. Raises ``CaseError``."""
    reader = _Reader()
    reader.only(document, _CASE_WORDS, "")
    price_year = reader.needed(document, "price_year", "", reader.year)
    case = Case(
        title=reader.text(document, "title"),
        horizon=int(reader.needed(document, "horizon", "", reader.whole)),
        start_year=int(reader.needed(document, "start_year", "", reader.year)),
        price_year=int(price_year),
        rate=reader.needed(document, "rate", "", reader.number),
        price_change=reader.number(document, "price_change", ""),
        index=_index(reader, document),
        citizens=reader.text(document, "citizens") or None,
        exceptions=reader.text(document, "exceptions") or None,
        ramp=reader.text(document, "ramp") or None,
        funding=_funding(reader, document),
        capacity=_capacity(reader, document),
        edges=tuple(_edges(reader, document)),
        unpriced=tuple(_texts(reader, document, "unpriced")),
        assumptions=tuple(_assumptions(reader, document)),
        scenarios=tuple(_scenarios(reader, document)),
    )
    if reader.problems:
        raise CaseError(tuple(reader.problems))
    return case


def _index(reader: _Reader, document: Document) -> dict[int, float]:
    table = reader.table(document, "index")
    found = {}
    for year in table:
        level = reader.number(table, year, "index.")
        if not str(year).isdecimal():
            reader.wrong(Code.YEAR, f"index.{year}", year)
        elif level is not None:
            found[int(year)] = level
    return found


def _funding(reader: _Reader, document: Document) -> Funding | None:
    table = reader.table(document, "funding")
    if not table:
        return None
    reader.only(table, {"share", "years"}, "funding.")
    return Funding(
        share=reader.text(table, "share"), years=int(reader.needed(table, "years", "funding.", reader.whole))
    )


def _capacity(reader: _Reader, document: Document) -> Capacity | None:
    table = reader.table(document, "capacity")
    if not table:
        return None
    reader.only(table, {"hours", "growth"}, "capacity.")
    return Capacity(hours=reader.text(table, "hours"), growth=reader.text(table, "growth"))


def _texts(reader: _Reader, document: Document, key: str) -> Iterator[str]:
    value = document.get(key, [])
    if isinstance(value, list):
        yield from (str(one) for one in value)
    else:
        reader.wrong(Code.SHAPE, key)


def _edges(reader: _Reader, document: Document) -> Iterator[tuple[str, str]]:
    value = document.get("edges", [])
    for pair in value if isinstance(value, list) else [value]:
        if isinstance(pair, list | tuple) and len(pair) == 2:
            yield str(pair[0]), str(pair[1])
        else:
            reader.wrong(Code.SHAPE, "edges", pair)


def _assumptions(reader: _Reader, document: Document) -> Iterator[Assumption]:
    for row, key, at in reader.rows(document, "assumptions", ""):
        reader.only(row, _ASSUMPTION_WORDS, at)
        unit = reader.one_of(Unit, row, "unit", at)
        if unit is not None:
            yield Assumption(
                key=key,
                unit=unit,
                likely=reader.needed(row, "likely", at, reader.number),
                low=reader.number(row, "low", at),
                high=reader.number(row, "high", at),
                price_year=reader.year(row, "price_year", at),
                label=reader.text(row, "label"),
                source=reader.text(row, "source"),
                owner=reader.text(row, "owner"),
            )


def _scenarios(reader: _Reader, document: Document) -> Iterator[Scenario]:
    for row, key, at in reader.rows(document, "scenarios", ""):
        reader.only(row, {"key", "kind", "label", "lines"}, at)
        kind = reader.one_of(ScenarioKind, row, "kind", at)
        lines = tuple(_lines(reader, row, at))
        if kind is not None:
            yield Scenario(key=key, kind=kind, lines=lines, label=reader.text(row, "label"))


def _lines(reader: _Reader, scenario: Document, at_scenario: str) -> Iterator[Line]:
    for row, key, at in reader.rows(scenario, "lines", at_scenario):
        formula = reader.text(row, "formula")
        slots = {slot.name for slot in FORMULAS[formula].slots} if formula in FORMULAS else set(row) - _LINE_WORDS
        reader.only(row, _LINE_WORDS | slots, at)
        party = reader.one_of(Party, row, "party", at, Party.OWN)
        bottom_line = reader.one_of(BottomLine, row, "bottom_line", at, BottomLine.ECONOMY)
        given = row.get("realisation")
        yield Line(
            key=key,
            formula=formula,
            slots={name: str(row[name]) for name in row if name in slots and row[name] not in (None, "")},
            party=party or Party.OWN,
            realisation=reader.one_of(Realisation, row, "realisation", at) if given else None,
            bottom_line=bottom_line or BottomLine.ECONOMY,
            label=reader.text(row, "label"),
            signed=bool(reader.flag(row, "signed", at)),
            funded=bool(reader.flag(row, "funded", at)),
            ramped=reader.flag(row, "ramped", at, None),
            year=reader.whole(row, "year", at, 0) or 0,
            every=reader.whole(row, "every", at, 0) or 0,
            from_month=reader.whole(row, "from_month", at, 0) or 0,
        )
