"""What the text of a cell means: Danish numbers, dates and yes or no."""

import re
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.foundation.ui.filecolumns import Kind
from tovholder.foundation.ui.numbers import decimal_of
from tovholder.kernel.danish import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DANISH = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4})")
_WRITTEN = re.compile(r"(\d{1,2})\.? +([a-z]+)\.?,? +(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YES = frozenset({"ja", "j", "x", "1", "sand", "true", "yes"})
_NO = frozenset({"nej", "n", "0", "falsk", "false", "no"})


def whole_of(text: str) -> int:
    """A whole number. Raises ``ValidationError`` when the text is none."""
    number = decimal_of(text)
    if number != number.to_integral_value():
        raise ValidationError(_("Det skal være et helt tal uden decimaler."))
    return int(number)


def date_of(text: str) -> date:
    """A day written as 2024-05-31, 31-05-2024, 31.5.2024, 31/5/2024 or 31. maj 2024. Raises ``ValidationError``."""
    parts = _date_parts(text)
    if parts is not None:
        try:
            return date(*parts)
        except ValueError:
            raise ValidationError(_("Den dato findes ikke i kalenderen.")) from None
    raise ValidationError(_("Det er ikke en dato. Skriv den som 31-05-2024, med fire cifre i årstallet."))


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as numbers."""
    iso = _ISO.fullmatch(text)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3])
    danish = _DANISH.fullmatch(text)
    if danish:
        return int(danish[3]), int(danish[2]), int(danish[1])
    written = _WRITTEN.fullmatch(fold(text))
    if written and written[2][:3] in _MONTHS:
        return int(written[3]), _MONTHS.index(written[2][:3]) + 1, int(written[1])
    return None


def yes_no_of(text: str) -> bool:
    """Ja or nej, x, 1 or 0. Raises ``ValidationError`` when it is neither."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValidationError(_("Skriv ja eller nej."))


def list_of(text: str) -> tuple[str, ...]:
    """Texts separated by semicolons or line ends."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def _text_of(text: str) -> str:
    return text


READERS: dict[Kind, Callable[[str], object]] = {
    "text": _text_of,
    "whole": whole_of,
    "decimal": decimal_of,
    "date": date_of,
    "moment": date_of,
    "yes_no": yes_no_of,
    "list": list_of,
}
