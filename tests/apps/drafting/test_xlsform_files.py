"""XLSForm: what is written is read again and accepted by others; what is left behind is told; bad files fail."""

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyxform.xls2xform import convert

from tests.drafts import schemas
from tovholder.apps.drafting.xlsform_read import Imported, read_xlsform
from tovholder.apps.drafting.xlsform_write import xlsform
from tovholder.apps.questionnaires.editions import PACKAGED, packaged_schema
from tovholder.engines.questionnaires import check
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    Compare,
    Not,
    QuestionKind,
    Schema,
)


def book(survey: list[list[Any]], choices: list[list[Any]] | None = None, **setting: str) -> bytes:
    """A workbook with those sheets."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "survey"
    for row in survey:
        sheet.append(row)
    listed = made.create_sheet("choices")
    for row in choices or [["list_name", "name", "label"]]:
        listed.append(row)
    if setting:
        told = made.create_sheet("settings")
        told.append(list(setting))
        told.append(list(setting.values()))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def imported(survey: list[list[Any]], choices: list[list[Any]] | None = None, **setting: str) -> Imported:
    """What is read of a workbook with those sheets."""
    return read_xlsform(book(survey, choices, **setting))


@given(schemas())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_again(schema: Schema) -> None:
    """Whatever kinds, words and conditions a questionnaire has: nothing changes and nothing is left behind."""
    assume(not check(schema))
    found = read_xlsform(xlsform(schema, "1"))
    assert (found.schema, found.notes) == (schema, ())


@given(schemas())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_other_tools_accept_what_is_written(schema: Schema) -> None:
    """pyxform, with which KoboToolbox and ODK read forms, makes an XForm of it."""
    assume(not check(schema))
    made = convert(io.BytesIO(xlsform(schema, "1")), validate=False, file_type=".xlsx")
    assert all(f"/{question.key}" in made.xform for question in schema.questions if question.key != "meta")


@pytest.mark.parametrize("packaged", list(PACKAGED), ids=lambda one: one.key)
def test_the_questionnaires_of_the_product_travel_whole(packaged: Any) -> None:
    """Also the national one of 2017, which no generator would think of."""
    schema = packaged_schema(packaged)
    written = xlsform(schema, "1")
    found = read_xlsform(written)
    assert (found.schema, found.notes) == (schema, ())
    assert convert(io.BytesIO(written), validate=False, file_type=".xlsx").xform.startswith("<?xml")


def test_a_form_of_another_tool_is_read() -> None:
    """Groups are sections, notes their beginnings, and expressions conditions where they can be typed."""
    either = "selected(${maal},'unge') or selected(${maal}, 'gamle')"
    found = imported(
        [
            ["type", "name", "label::Dansk (da)", "label::English (en)", "hint", "required", "relevant", "constraint"],
            ["begin_group", "brug", "Brug", "Use", None, None, None, None],
            ["note", "n1", "Om jeres brug", None, None, None, None, None],
            ["select_one status", "grad", "Hvor langt er I?", "How far?", "Sæt ét kryds", "yes", None, None],
            ["select_multiple hvem", "maal", "Hvem?", None, None, None, "${grad} = 'drift'", "count-selected(.) <= 2"],
            [
                "decimal",
                "timer",
                "Timer",
                None,
                None,
                None,
                either,
                ". >= 0",
            ],
            ["date", "start", "Siden", None, None, None, "not(${timer} > 5) and ${grad} != ''", None],
            ["end_group", None, None, None, None, None, None, None],
            ["text", "andet", "Andet?", None, None, None, "${start} >= date('2026-01-01')", None],
        ],
        [
            ["list_name", "name", "label::Dansk (da)"],
            ["status", "drift", "I drift"],
            ["status", "plan", "Planlagt"],
            ["hvem", "unge", "Unge"],
            ["hvem", "gamle", "Ældre"],
        ],
        form_title="Brug af skærm",
        form_id="skaerm",
    )
    schema = found.schema
    assert found.notes == ()
    assert (schema.key, schema.title.da) == ("skaerm", "Brug af skærm")
    assert [section.key for section in schema.sections] == ["brug", "spoergsmaal"]
    assert schema.sections[0].intro is not None
    assert schema.sections[0].intro.da == "Om jeres brug"
    grad, maal, timer, start, andet = schema.questions
    assert (grad.kind, grad.required, grad.text.en) == (QuestionKind.ONE, True, "How far?")
    assert grad.help is not None
    assert (maal.kind, maal.most, maal.relevant) == (
        QuestionKind.MANY,
        2,
        Compare(question="grad", op="eq", value="drift"),
    )
    assert (timer.minimum, timer.maximum) == (0, None)
    assert timer.relevant == Among(question="maal", values=("unge", "gamle"))
    assert start.relevant == AllOf(
        conditions=(Not(condition=Compare(question="timer", op="gt", value=5)), Answered(question="grad"))
    )
    assert andet.relevant == Compare(question="start", op="ge", value="2026-01-01")


def test_nothing_is_lost_unseen() -> None:
    """Each row, column, setting, language and expression that is left behind is named with its row."""
    found = imported(
        [
            ["type", "name", "label", "label::Français (fr)", "relevant", "calculation", "appearance", "constraint"],
            ["start", "begyndt", None, None, None, None, None, None],
            ["geopoint", "hvor", "Hvor?", None, None, None, None, None],
            ["begin_repeat", "boern", "Børn", None, None, None, None, None],
            ["text", "barn", "Navn", "Nom", None, None, None, None],
            ["end_repeat", None, None, None, None, None, None, None],
            ["select_one ja or_other", "A-svar", "Svar", None, "${hvor} + 1 > 2", None, "minimal", ". != 'x'"],
            ["integer", "antal", "Hvor mange?", None, None, "1+1", None, ". < 100"],
        ],
        [["list_name", "name", "label", "filter"], ["ja", "1", "Ja", "x"], ["ja", "2", "Nej", None]],
        form_title="T",
        form_id="Min form!",
        style="pages",
    )
    told = {(sheet, row): text for sheet, row, text in found.notes}
    rows = sorted(told)
    assert rows == [
        ("choices", 2),
        ("choices", 3),
        ("settings", 2),
        ("survey", 0),
        ("survey", 2),
        ("survey", 3),
        ("survey", 4),
        ("survey", 5),
        ("survey", 7),
        ("survey", 8),
    ]
    texts = [text for _sheet, _row, text in found.notes]
    assert [text for text in texts if "1 > 2" in text] == ["Betingelsen kan ikke tages med: ${hvor} + 1 > 2"]
    assert [text for text in texts if ". < 100" in text] == ["Kravet til svaret er ikke taget med: . < 100"]
    assert sum("fr" in text for text in texts if "Sproget" in text) == 1
    assert [question.key for question in found.schema.questions] == ["a_svar", "antal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${a} = 'x' or ${a} = 'y'", "AnyOf"),
        ("(${a} = 'x' and ${b} > 1) or not(${b} <= 3)", "AnyOf"),
        ("string-length(${a}) > 0", "Answered"),
        ("5 < ${b}", "Compare"),
    ],
)
def test_expressions_that_can_be_typed(text: str, expected: str) -> None:
    """And, or, not, selected and comparisons, also the other way round."""
    found = imported(
        [
            ["type", "name", "label", "relevant"],
            ["select_one l", "a", "A", None],
            ["decimal", "b", "B", None],
            ["text", "c", "C", text],
        ],
        [["list_name", "name", "label"], ["l", "x", "X"], ["l", "y", "Y"]],
        form_title="T",
        form_id="t",
    )
    assert (type(found.schema.questions[2].relevant).__name__, found.notes) == (expected, ())


@pytest.mark.parametrize(
    "text",
    [
        "${b} + 1 = 2",
        "if(${a} = 'x', 1, 0)",
        "${a}",
        "${fremmed} = 'x'",
        "${a} = 'ukendt'",
        "selected(${a}, 'x'",
        "((((",
        "(" * 500 + "${b} = 1" + ")" * 500,
        "${a} = 'x' xor ${b} = 1",
        "pulldata('f', 'x')",
        "",
    ],
)
def test_other_expressions_are_told(text: str) -> None:
    """Nothing is guessed: the question stands without a condition, and the expression is named."""
    found = imported(
        [
            ["type", "name", "label", "relevant"],
            ["select_one l", "a", "A", None],
            ["decimal", "b", "B", None],
            ["text", "c", "C", text],
        ],
        [["list_name", "name", "label"], ["l", "x", "X"]],
    )
    assert found.schema.questions[2].relevant is None
    assert sum("Betingelsen" in note[2] for note in found.notes) == (1 if text else 0)


def _zip(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def _with_entry(name: str, content: bytes) -> bytes:
    file = io.BytesIO(book([["type", "name", "label"], ["text", "a", "A"]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 an old workbook",
        _zip(xl__workbook=b"0" * 50_000_000),
        _with_entry("xl/vbaProject.bin", b"macro"),
        _with_entry("xl/worksheets/sheet9.xml", ENTITIES),
        _with_entry("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        book([["andet", "end"], ["et", "xlsform"]]) and _zip(xl__a=b"<a/>"),
    ],
    ids=["empty", "broken", "old", "bomb", "macro", "entities", "external", "no workbook"],
)
def test_hostile_files_are_refused(content: bytes) -> None:
    """By size and shape, before a parser builds anything, and in words."""
    with pytest.raises(ValidationError) as refused:
        read_xlsform(content)
    assert all(len(text) > 20 for text in refused.value.messages)


def test_a_million_rows_are_refused() -> None:
    """A sheet of a million rows packs well and would fill the memory."""
    row = b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>'
    sheet = b"".join(row % (number, number) for number in range(1, 1_000_001))
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with pytest.raises(ValidationError):
        read_xlsform(_with_entry("xl/worksheets/sheet7.xml", head + sheet + b"</sheetData></worksheet>"))


def test_what_lies_below_many_empty_rows_is_not_lost_unseen() -> None:
    """The reader stops there, so that the file is refused and not read in part."""
    rows: list[list[Any]] = [["type", "name", "label"], ["text", "a", "A"], *([[]] * 70), ["text", "b", "B"]]
    with pytest.raises(ValidationError) as refused:
        imported(rows)
    assert "tomme rækker" in refused.value.messages[0]


def test_too_many_questions_are_refused() -> None:
    """More rows than any questionnaire has."""
    with pytest.raises(ValidationError):
        imported([["type", "name", "label"], *(["text", f"q{number}", "Q"] for number in range(5_001))])


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=12)), max_size=6), max_size=8))
@settings(max_examples=40, deadline=None)
def test_no_sheet_stops_the_reader(rows: list[list[Any]]) -> None:
    """Whatever stands in the cells: a questionnaire with notes, or a refusal in words."""
    cleaned = [[_cell(value) for value in row] for row in rows]
    try:
        found = imported([["type", "name", "label", "relevant", "required", "parameters"], *cleaned])
    except ValidationError:
        return
    assert isinstance(found.schema, Schema)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(ch for ch in value if ch.isprintable())
    return value
