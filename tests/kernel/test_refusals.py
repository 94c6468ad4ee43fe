"""Numbers and secrets that must never be stored are recognised however they are written."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.kernel.refusals import holds_civil_number, holds_secret

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SERIALS = st.integers(0, 9999)
SEPARATORS = st.sampled_from(["", "-", " ", " - ", "–", "\u2011", ".", "\u00a0", "\n", "/"])
WORDS = st.text(string.ascii_letters + "æøåÆØÅ .,!?", max_size=20)


@given(DAYS, SERIALS, SEPARATORS, WORDS, WORDS)
def test_any_civil_number_in_any_text_is_found(day: date, serial: int, between: str, before: str, after: str) -> None:
    """Whatever day, serial number, separator and words around it."""
    assert holds_civil_number(f"{before}{day:%d%m%y}{between}{serial:04}{after}")


@given(DAYS, SERIALS, st.sampled_from([".", "-", " ", "/"]))
def test_a_civil_number_with_a_spelled_out_birthday_is_found(day: date, serial: int, mark: str) -> None:
    """Day, month and year set apart hide nothing."""
    assert holds_civil_number(f"{day:%d}{mark}{day:%m}{mark}{day:%y}-{serial:04}")


@given(DAYS, SERIALS, st.sampled_from(["\u200b", "\u200d", "\u00ad", "\ufeff"]))
def test_invisible_characters_hide_nothing(day: date, serial: int, invisible: str) -> None:
    """Zero-width marks between the digits are looked through."""
    assert holds_civil_number(invisible.join(f"{day:%d%m%y}{serial:04}"))


def test_digits_of_other_scripts_are_digits() -> None:
    """Full-width and Arabic-Indic digits are read as their values."""
    assert holds_civil_number("０１０２０３-１２３４")
    assert holds_civil_number("٠١٠٢٠٣١٢٣٤")


@given(st.text(st.characters(exclude_categories=["Nd", "No", "Nl"]), max_size=60))
def test_text_without_digits_holds_no_number(text: str) -> None:
    """Nothing is refused that could not be one."""
    assert not holds_civil_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lærke",
        "Ring 87 53 50 00",
        "8900 Randers",
        "i 2026 og 2027",
        "12345678",
        "1.077 projekter",
        "art. 6, stk. 1",
        "3. maj 2026",
    ],
)
def test_ordinary_numbers_pass(text: str) -> None:
    """Telephone numbers, postcodes, years and amounts are no civil numbers."""
    assert not holds_civil_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "kode: 1234",
        "Koden er 0000",
        "pin 1234",
        "PIN-koden er 4711",
        "Adgangskode: hemmelig",
        "password = Sommer2026!",
        "adgangsord: x",
        "dørkode 4711#",
        "kodeord:hund",
        "Pinkoden: ０００１",
    ],
)
def test_a_password_or_a_pin_that_is_given_is_found(text: str) -> None:
    """Named and followed by its value."""
    assert holds_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "Husker ikke sin kode",
        "Koden er svær at huske",
        "Har brug for hjælp til kodeord",
        "kodelås på døren",
        "pink kjole",
    ],
)
def test_speaking_of_codes_without_giving_one_passes(text: str) -> None:
    """A need for help with codes may be described."""
    assert not holds_secret(text)
