"""What the text of a cell means."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tovholder.foundation.tables.mapping import guessed
from tovholder.foundation.tables.parsing import date_of, list_of, whole_of, yes_no_of
from tovholder.foundation.ui.filecolumns import Column, Table
from tovholder.foundation.ui.numbers import decimal_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("1.077", "1077"),
        ("1.077,5", "1077.5"),
        ("12.5", "12.5"),
        ("-3,25", "-3.25"),
        ("1 077", "1077"),
        ("1\u00a0077", "1077"),
        ("1.2.3", None),
        ("tolv", None),
        ("NaN", None),
        ("1e400", None),
        ("", None),
    ],
)
def test_numbers_are_danish(text: str, number: str | None) -> None:
    """A point groups thousands, a comma parts decimals; a point that cannot group parts decimals too."""
    if number is None:
        with pytest.raises(ValidationError):
            decimal_of(text)
    else:
        assert decimal_of(text) == Decimal(number)


def test_a_whole_number_has_no_decimals() -> None:
    """12,0 is 12; 12,5 is refused."""
    assert whole_of("12,0") == 12
    with pytest.raises(ValidationError, match="helt tal"):
        whole_of("12,5")


@pytest.mark.parametrize(
    "text", ["2024-05-31", "31-05-2024", "31.5.2024", "31/5/2024", "31. maj 2024", "31 MAJ 2024", "2024-05-31 00:00:00"]
)
def test_days_are_read_in_every_danish_way(text: str) -> None:
    """Day before month, with any mark between, or the month in words."""
    assert date_of(text) == date(2024, 5, 31)


@pytest.mark.parametrize("text", ["31-02-2024", "5/24", "31-05-24", "i går", "maj 2024", "2024", "99999-01-01", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    """Two digits for a year are a guess that nobody should make."""
    with pytest.raises(ValidationError):
        date_of(text)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_written_as_iso_or_danish_is_itself(day: date) -> None:
    """Both forms that our own files use."""
    assert (date_of(day.isoformat()), date_of(f"{day.day}-{day.month}-{day.year}")) == (day, day)


@given(st.text(max_size=20))
def test_no_text_makes_a_reader_fail_in_another_way(text: str) -> None:
    """A value or a Danish sentence."""
    for read in (decimal_of, whole_of, date_of, yes_no_of, list_of):
        try:
            read(text)
        except ValidationError as error:
            told = error.messages
        else:
            told = ["-"]
        assert all(told)


def test_yes_no_and_lists() -> None:
    """Ja, x and 1 are yes; semicolons and line ends part a list."""
    assert [yes_no_of(text) for text in ("Ja", "x", "1", "nej", "N", "0")] == [True, True, True, False, False, False]
    assert list_of(" Ældre; Demens\nBørn;") == ("Ældre", "Demens", "Børn")
    with pytest.raises(ValidationError):
        yes_no_of("måske")


TABLE: Table[None] = Table(
    "t",
    "T",
    [
        Column("title", "Titel", lambda _n: "", aliases=("Projekttitel", "Overskrift")),
        Column("need", "Behov", lambda _n: ""),
        Column("starts_on", "Startdato", lambda _n: "", "date", aliases=("Start",)),
        Column("made_at", "Oprettet", lambda _n: "", "date", export_only=True),
    ],
)


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        (["TITEL", "behov", "Start-dato"], {"title": "TITEL", "need": "behov", "starts_on": "Start-dato"}),
        (["Overskrift", "Behovet"], {"title": "Overskrift", "need": "Behovet"}),
        (["Projektets titel", "Start"], {"title": "Projektets titel", "starts_on": "Start"}),
        (["Oprettet", "x", ""], {}),
        (["Titel", "Projekttitel"], {"title": "Titel"}),
    ],
)
def test_headings_are_guessed_by_name(header: list[str], mapping: dict[str, str]) -> None:
    """Case, marks and endings do not matter, aliases count, each heading is used once, export columns never."""
    assert guessed(TABLE, header, {}) == mapping


def test_what_was_chosen_last_wins_over_the_name() -> None:
    """A municipality's own habit, unless the file no longer has the heading."""
    assert guessed(TABLE, ["Titel", "Navn"], {"title": "Navn", "need": "Findes ikke"}) == {"title": "Navn"}
