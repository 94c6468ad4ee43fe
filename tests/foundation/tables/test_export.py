"""Downloads: bytes of a CSV, cells of an XLSX, rows of a JSON; formulas harmless, personal data left out."""

import asyncio
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import BadRequest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tovholder.foundation.tables.public import Column, Table, export_response, read_sheet


@dataclass(frozen=True)
class Thing:
    """Something with one value of each kind."""

    title: str
    number: Decimal | None = None
    day: date | None = None
    moment: datetime | None = None
    open: bool = False
    groups: tuple[str, ...] = ()
    contact: str = "mette@syddjurs.example"


TABLE: Table[Thing] = Table(
    "things",
    "Ting og sager",
    [
        Column("title", "Titel", lambda thing: thing.title),
        Column("number", "Tal", lambda thing: thing.number, "decimal"),
        Column("day", "Dag", lambda thing: thing.day, "date"),
        Column("moment", "Tidspunkt", lambda thing: thing.moment, "moment"),
        Column("open", "Åben", lambda thing: thing.open, "yes_no"),
        Column("groups", "Grupper", lambda thing: thing.groups, "list"),
        Column("contact", "Kontakt", lambda thing: thing.contact, personal=True),
    ],
)
TITLES: Table[str] = Table(
    "titles", "Titler", [Column("title", "Titel", lambda title: title), Column("x", "X", lambda _t: "x")]
)
THING = Thing(
    'Skærmbesøg; "prøve"',
    Decimal("-1077.5"),
    date(2024, 5, 1),
    datetime(2024, 5, 1, 22, 30, tzinfo=UTC),
    open=True,
    groups=("Ældre", "Demens"),
)


def _bytes(table: Table[Any], rows: list[Any], kind: str, **options: Any) -> bytes:
    return b"".join(export_response(table, rows, kind, "ting", **options))


def test_csv_is_what_a_danish_excel_opens() -> None:
    """BOM, semicolons, decimal comma, Danish time, ja and nej; numbers may be negative without an apostrophe."""
    assert _bytes(TABLE, [THING, Thing("Tom")], "csv").decode("utf-8") == (
        "\ufeffTitel;Tal;Dag;Tidspunkt;Åben;Grupper\r\n"
        '"Skærmbesøg; ""prøve""";-1077,5;2024-05-01;2024-05-02 00:30;ja;"Ældre; Demens"\r\n'
        "Tom;;;;nej;\r\n"
    )


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_text_that_could_be_a_formula_is_only_text(opener: str, kind: str) -> None:
    """An apostrophe stands before it, in both formats; nothing in an XLSX is a formula."""
    content = _bytes(TITLES, [f"{opener}HYPERLINK(1)"], kind)
    if kind == "csv":
        assert f"'{opener}HYPERLINK(1)".encode() in content
        return
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.data_type, cell.value[:1]) == ("s", "'")


def test_xlsx_keeps_numbers_and_days_as_such() -> None:
    """What a spreadsheet can compute with stays a number or a date."""
    sheet = openpyxl.load_workbook(io.BytesIO(_bytes(TABLE, [THING], "xlsx"))).active
    assert [cell.value for cell in sheet[1]] == ["Titel", "Tal", "Dag", "Tidspunkt", "Åben", "Grupper"]
    assert [cell.value for cell in sheet[2]] == [
        'Skærmbesøg; "prøve"',
        -1077.5,
        datetime(2024, 5, 1),  # noqa: DTZ001  # a spreadsheet knows no zones
        datetime(2024, 5, 2, 0, 30),  # noqa: DTZ001  # as above
        "ja",
        "Ældre; Demens",
    ]
    assert (sheet.freeze_panes, sheet.title) == ("A2", "Ting og sager")


def test_json_has_keys_headings_and_plain_values() -> None:
    """A machine gets numbers, ISO days and lists, under the columns' keys."""
    assert json.loads(_bytes(TABLE, [THING], "json")) == {
        "table": "things",
        "title": "Ting og sager",
        "columns": {
            "title": "Titel",
            "number": "Tal",
            "day": "Dag",
            "moment": "Tidspunkt",
            "open": "Åben",
            "groups": "Grupper",
        },
        "rows": [
            {
                "title": 'Skærmbesøg; "prøve"',
                "number": -1077.5,
                "day": "2024-05-01",
                "moment": "2024-05-01T22:30:00+00:00",
                "open": True,
                "groups": ["Ældre", "Demens"],
            }
        ],
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_in_the_demo_every_row_says_that_it_is_invented(kind: str, settings: Settings) -> None:
    """A column of its own, in every format."""
    settings.DEMO_MODE = True
    content = _bytes(TITLES, ["a", "b"], kind)
    if kind == "json":
        assert [row["remark"] for row in json.loads(content)["rows"]] == ["Opfundne data", "Opfundne data"]
        return
    sheet = read_sheet(io.BytesIO(content))
    assert (sheet.header, sheet.rows) == (
        ("Titel", "X", "Bemærkning"),
        (("a", "x", "Opfundne data"), ("b", "x", "Opfundne data")),
    )


def test_personal_data_must_be_asked_for() -> None:
    """A download leaves personal columns out."""
    assert b"mette" not in _bytes(TABLE, [THING], "csv")
    assert b"mette" in _bytes(TABLE, [THING], "csv", personal=True)


@pytest.mark.parametrize("kind", ["pdf", "", "CSV", "../csv"])
def test_another_format_is_a_bad_request(kind: str) -> None:
    """Told as 400, not as a fault."""
    with pytest.raises(BadRequest):
        export_response(TABLE, [], kind, "ting")


def test_an_empty_list_still_has_its_headings() -> None:
    """Nothing to show is shown as a table without rows."""
    assert _bytes(TITLES, [], "csv").decode() == "\ufeffTitel;X\r\n"
    assert json.loads(_bytes(TITLES, [], "json"))["rows"] == []


def test_the_file_is_named_and_never_kept_by_caches() -> None:
    """Danish letters in the name arrive; a list of one's own lies in nobody's cache."""
    response = export_response(TITLES, [], "csv", "træning 2024")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''tr%C3%A6ning%202024.csv"
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


def test_rows_are_read_while_they_are_sent() -> None:
    """The first bytes leave before the last row is read."""
    read = 0

    def rows() -> Any:
        nonlocal read
        for read in range(1, 50_001):  # noqa: B007  # counted for the test
            yield "Et projekt med en titel"

    first = next(iter(export_response(TITLES, rows(), "csv", "ting")))
    assert len(first) > 60_000
    assert read < 10_000


def test_an_asgi_server_gets_the_same_bytes_without_a_warning() -> None:
    """Django would read a plain iterator whole; warnings are errors here."""

    async def collected() -> bytes:
        return b"".join([chunk async for chunk in export_response(TABLE, [THING] * 3000, "csv", "ting")])

    assert asyncio.run(collected()) == _bytes(TABLE, [THING] * 3000, "csv")


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40), min_size=1, max_size=5))
def test_what_goes_out_comes_in_again(titles: list[str]) -> None:
    """Export and import agree on every text, also on those that look like formulas; spaces at the ends do not count."""
    again = read_sheet(io.BytesIO(_bytes(TITLES, titles, "csv")))
    assert again.rows == tuple((title.strip(), "x") for title in titles)
