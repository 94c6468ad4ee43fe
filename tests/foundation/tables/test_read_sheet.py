"""Uploaded lists: the ways in which municipalities write them, and those in which a file can be wrong or hostile."""

import codecs
import io
import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tovholder.foundation.tables import limits
from tovholder.foundation.tables.public import Sheet, SheetError, read_sheet

HEADER = ("Titel", "Behov")
SHEET = "xl/worksheets/sheet1.xml"
ROWS = (("Skærmbesøg", "Færre ture på øen"), ("Ærø & Ålborg", 'et "citat"; to'))


def _read(content: bytes) -> Sheet:
    return read_sheet(io.BytesIO(content))


def _refusal(content: bytes) -> str:
    with pytest.raises(SheetError) as refused:
        _read(content)
    return str(refused.value)


def _xlsx(rows: list[list[Any]], parts: dict[str, str] | None = None) -> bytes:
    """A workbook with ``rows``, and entries of the archive exchanged or added by ``parts``."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    changed = dict(parts or {})
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, changed.pop(entry.filename, "") or old.read(entry))
        for name, text in changed.items():
            new.writestr(name, text)
    return made.getvalue()


def _sheet_xml(cells: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_way_to_write_a_csv_is_read(encoding: str, delimiter: str, end: str) -> None:
    """Encoding, delimiter and line ends are found out; quotes, also doubled ones, are understood."""
    lines = [delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in (HEADER, *ROWS)]
    sheet = _read(end.join(lines).encode(encoding))
    assert (sheet.header, sheet.rows, sheet.lines, sheet.delimiter) == (HEADER, ROWS, (2, 3), delimiter)


def test_mixed_line_ends_blank_rows_and_spaces_do_no_harm() -> None:
    """Files that went through many hands; the rows keep the numbers that a spreadsheet shows."""
    sheet = _read(b"\r\n Titel ; Behov \r\n\nA;b\r\r\nC;\n;;\n")
    assert (sheet.header, sheet.rows, sheet.lines) == (HEADER, (("A", "b"), ("C", "")), (4, 6))


def test_a_list_of_one_column_needs_no_delimiter() -> None:
    """Commas inside the texts of a single column do not part it when rows differ."""
    assert _read("Titel\nSkærm\nRobot\n".encode()).rows == (("Skærm",), ("Robot",))


def test_excels_own_line_about_the_delimiter_is_believed() -> None:
    """``sep=,`` in the first line is no row."""
    assert _read(b"sep=,\r\nTitel,Behov\r\nA;1,b\r\n").rows == (("A;1", "b"),)


def test_a_line_end_inside_quotes_stays_in_its_cell() -> None:
    """One row, though two lines."""
    assert _read(b'Titel;Behov\r\nA;"en\r\nto"\r\n').rows == (("A", "en\r\nto"),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (b"\xef\xbb\xbf\r\n", "Filen er tom."),
        (b";;\n;;\n", "Filen er tom."),
        (b"Titel;Behov\n", "Filen har kun overskrifter."),
        (b"Titel;\nA;b\n", "flere celler, end der er overskrifter"),
        (b"Titel;;Behov\nA;b;c\n", "Overskriften mangler i kolonne B."),
        (b"Titel;TITEL\nA;b\n", "samme overskrift: TITEL, Titel."),
        (b"Titel;Behov\nA;b;c\n", "Række 2 har flere celler"),
        (b"Titel;Behov\nA\x00;b\n", "ikke en liste med tekst"),
        (b"Titel;Behov\n\x01\x02;b\n", "ikke en liste med tekst"),
        (b"Titel;Beh\x81v\nA;b\n", "Vi kan ikke læse filens bogstaver."),
        (b"%PDF-1.7 ...", "Filen er ikke et regneark."),
        (b"\x89PNG\r\n\x1a\n....", "Filen er ikke et regneark."),
        (b"\x1f\x8b\x08\x00....", "Filen er ikke et regneark."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "det gamle Excel-format (.xls)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "beskyttet med adgangskode"),
        (b"PK\x03\x04 and nothing more", "beskadiget"),
        (codecs.BOM_UTF16_LE + b"\x00", "Filen er tom."),
        (codecs.BOM_UTF16_LE + b"A\x00;\x00B", "Vi kan ikke læse filens bogstaver."),
    ],
)
def test_what_cannot_be_used_is_told_in_danish(content: bytes, said: str) -> None:
    """Each fault has its own sentence about what is wrong and what to do."""
    assert said in _refusal(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"T;B\n" + b"a;b\n" * (limits.MAX_ROWS + 1), "flere end 50.000 rækker"),
        (b";".join(b"k%d" % at for at in range(limits.MAX_COLUMNS + 1)) + b"\nA\n", "flere end 200 kolonner"),
        (b"T;B\nA;" + b"x" * (limits.MAX_CELL + 1), "længere end 10.000 tegn"),
        (b'T;B\nA;"' + b"x;\n" * 200_000, "alt for lang"),
    ],
)
def test_more_than_a_real_list_holds_is_refused(content: bytes, said: str) -> None:
    """Rows, columns, letters of a cell, and a quote that never ends."""
    assert said in _refusal(content)


def test_a_file_over_the_limit_is_not_read_to_its_end(settings: Settings) -> None:
    """One byte more than allowed is taken in, no more."""
    settings.IMPORT_MAX_BYTES = 1024 * 1024

    class Endless(io.RawIOBase):
        """Gives as much as is asked for, and counts."""

        given = 0

        def read(self, size: int = -1, /) -> bytes:
            assert size > 0
            self.given += size
            return b"a" * size

        def seek(self, offset: int, whence: int = 0, /) -> int:
            return 0

    file = Endless()
    with pytest.raises(SheetError, match="større end 1 MB"):
        read_sheet(file)
    assert file.given == 1024 * 1024 + 1


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail_in_another_way(content: bytes) -> None:
    """Whatever is uploaded, the answer is a sheet or a sentence."""
    with suppress(SheetError):
        sheet = _read(content)
        assert {len(row) for row in sheet.rows} == {len(sheet.header)}


@given(st.binary(max_size=60), st.integers(0, 4000))
def test_a_spoilt_workbook_is_a_sheet_or_a_sentence(noise: bytes, at: int) -> None:
    """Bytes exchanged anywhere in a good XLSX never bring the process down."""
    content = WORKBOOK[:at] + noise + WORKBOOK[at + len(noise) :]
    with suppress(SheetError):
        assert _read(content).header


# --- XLSX ------------------------------------------------------------------------------------------------------------

WORKBOOK = _xlsx([["Titel", "Tal"], ["Skærm", 1]])


def test_the_cells_of_a_workbook_become_the_texts_of_a_danish_csv() -> None:
    """Whole numbers without decimals, others with a comma, days as ISO, yes and no in Danish."""
    rows: list[list[Any]] = [
        ["Titel", "Tal", "Andel", "Dag", "Tid", "Åben"],
        ["Skærm", 12, 1.077, date(2024, 5, 1), datetime(2024, 5, 1, 9, 30), True],  # noqa: DTZ001  # a spreadsheet knows no zones
        ["'=1+1", 12.0, -0.5, None, None, False],
    ]
    assert _read(_xlsx(rows)).rows == (
        ("Skærm", "12", "1,077", "2024-05-01", "2024-05-01 09:30", "ja"),
        ("=1+1", "12", "-0,5", "", "", "nej"),
    )


def test_the_first_visible_sheet_with_something_in_it_is_read() -> None:
    """Hidden and empty sheets are passed over, and rows keep their numbers below blank ones."""
    book = openpyxl.Workbook()
    book.active.title = "Tomt"
    hidden = book.create_sheet("Skjult")
    hidden.append(["Nej"])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("Projekter")
    shown["A3"], shown["A5"] = "Titel", "Skærm"
    file = io.BytesIO()
    book.save(file)
    sheet = _read(file.getvalue())
    assert (sheet.header, sheet.rows, sheet.lines) == (("Titel",), (("Skærm",),), (5,))


def _bomb() -> bytes:
    """A small archive of 30 MB of zeros."""
    return _xlsx([["a"]], {"xl/media/image.xml": " " * 30_000_000})


def _lying() -> bytes:
    """An archive whose directory tells a tenth of the true size."""
    content = bytearray(_xlsx([["Titel"], ["x" * 5000]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        true = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    told = content.replace(struct.pack("<I", true), struct.pack("<I", true // 10))
    return bytes(told)


def _many() -> bytes:
    return _xlsx([["a"]], {f"xl/x{at}.xml": "<a/>" for at in range(limits.MAX_ZIP_ENTRIES)})


def _twice() -> bytes:
    made = io.BytesIO(WORKBOOK)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/workbook.xml", "<other/>")
    return made.getvalue()


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
FAR_COLUMN = _sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')
FAR_ROW = _sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>')
WIDE = _sheet_xml('<row r="50000"><c r="GR50000"><v>1</v></c></row>')
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="media/x.png"/>'
    "</Relationships>"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(_bomb(), "fylder alt for meget", id="zip bomb"),
        pytest.param(_lying(), "beskadiget", id="a size that lies"),
        pytest.param(_many(), "fylder alt for meget", id="thousands of entries"),
        pytest.param(_xlsx([["a"]], {SHEET: _sheet_xml("", ENTITY)}), "ikke har brug for", id="entities"),
        pytest.param(_xlsx([["a"]], {SHEET: FAR_COLUMN}), "første 200 kolonner", id="a cell in XFD"),
        pytest.param(_xlsx([["a"]], {SHEET: FAR_ROW}), "for mange rækker", id="a cell in the last row"),
        pytest.param(_xlsx([["a"]], {SHEET: WIDE}), "for mange rækker eller celler", id="a huge rectangle"),
        pytest.param(
            _xlsx([["a"]], {"xl/_rels/workbook.xml.rels": OUTSIDE}), "beskadiget", id="a sheet that is no XML"
        ),
        pytest.param(_xlsx([["a"]], {SHEET: "<worksheet"}), "beskadiget", id="broken XML"),
        pytest.param(WORKBOOK[:-30], "beskadiget", id="cut off"),
        pytest.param(_xlsx([[None]]), "ingen udfyldte celler", id="an empty workbook"),
    ],
)
def test_a_hostile_workbook_is_stopped_before_it_is_parsed(content: bytes, said: str) -> None:
    """Each is refused with a sentence, in bounded time and memory."""
    assert said in _refusal(content)


def test_an_entry_twice_is_refused() -> None:
    """Two readers could take different ones."""
    assert "beskadiget" in _refusal(_twice())


def test_formatted_but_empty_cells_far_away_do_no_harm() -> None:
    """Excel writes them for whole formatted rows; they hold nothing."""
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Titel</t></is></c><c r="XFD1" s="0"/></row>'
        '<row r="2"><c r="A2"><v>7</v></c></row>'
    )
    assert _read(_xlsx([["a"]], {SHEET: _sheet_xml(cells)})).rows == (("7",),)
