"""Numbers as people type them: Danish (1.000,50), English (1,000.50) and plain (1000.5).

A sign that may mean two things is refused instead of guessed: a factor of a thousand is too much to be wrong by.
"""

import re
from decimal import Decimal
from enum import StrEnum

_DIGITS = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?!\d))")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
LARGEST = 10**15  # beyond this a spreadsheet has lost digits


class Unread(StrEnum):
    """Why a text is no number."""

    NO_NUMBER = "no_number"
    TWO_MEANINGS = "two_meanings"
    TOO_LARGE = "too_large"


class NumeralError(ValueError):
    """A text that is no number, or may be two. ``why`` says which."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


def number_of(text: str) -> Decimal:
    """The number that ``text`` says.

    The last of two different marks is the decimal mark ("1.000,50", "1,000.50"); a mark that comes twice groups
    thousands ("1.000.000"). A dot alone before just three digits groups, as in Danish ("1.000" is a thousand); a comma
    alone before just three digits ("1,000") is a thousand in English and one in Danish, and is refused unless it opens
    with a nought ("0,125"). Spaces may group. Raises :class:`NumeralError`.
    """
    bare = _SPACES.sub("", text.strip().translate(_MINUS))
    if not bare.isascii() or not _DIGITS.fullmatch(bare):
        raise NumeralError(Unread.NO_NUMBER)
    number = Decimal(_plain(bare))
    if abs(number) > LARGEST:
        raise NumeralError(Unread.TOO_LARGE)
    return number


def _plain(bare: str) -> str:
    """The digits with a dot as decimal mark and nothing between thousands."""
    marks = [sign for sign in bare if sign in ".,"]
    if not marks:
        return bare
    last = marks[-1]
    other = "," if last == "." else "."
    if other in marks:
        if marks.count(last) > 1:
            raise NumeralError(Unread.NO_NUMBER)
        whole, _mark, decimals = bare.rpartition(last)
        return f"{_ungrouped(whole, other)}.{decimals}"
    if len(marks) > 1:
        return _ungrouped(bare, last)
    whole, _mark, decimals = bare.partition(last)
    if len(decimals) != 3 or whole.lstrip("+-") == "0" or len(whole.lstrip("+-")) > 3:
        return f"{whole}.{decimals}"
    if last == ",":
        raise NumeralError(Unread.TWO_MEANINGS)
    return whole + decimals


def _ungrouped(whole: str, mark: str) -> str:
    """The digits of ``whole``, whose thousands ``mark`` groups."""
    first, *groups = whole.lstrip("+-").split(mark)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
        raise NumeralError(Unread.NO_NUMBER)
    return whole.replace(mark, "")
