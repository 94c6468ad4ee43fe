"""Numbers that people type: read in Danish and English form, and asked for in a form."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.kernel.numerals import NumeralError, Unread, number_of


def decimal_of(text: str) -> Decimal:
    """A number as "1.077,5", "1,077.5" or "12.5". Raises ``ValidationError`` when it is none, or may be two."""
    try:
        return number_of(text)
    except NumeralError as error:
        raise ValidationError(_told(error.why)) from None


def _told(why: Unread) -> str:
    if why is Unread.TWO_MEANINGS:
        return _("Er det tusinder eller decimaler? Skriv 1000 eller 1.000 for tusind, og 1,0 for en.")
    if why is Unread.TOO_LARGE:
        return _("Tallet er for stort til at kunne passe.")
    return _("Det er ikke et tal. Skriv kun cifre, fx 12 eller 12,5.")


class NumberField(forms.DecimalField):
    """A number typed in Danish or English form, on a keyboard of digits where the device has one.

    Takes what ``DecimalField`` takes; shows a stored number with a decimal comma.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The number, None for an empty field. Raises ``ValidationError`` for what is no number."""
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value).strip()
        return decimal_of(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is typed: 12,5. Three decimals get a fourth, or they could be read as thousands."""
        if not isinstance(value, Decimal):
            return value
        whole, _mark, decimals = f"{value.normalize():f}".partition(".")
        return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}" if decimals else whole
