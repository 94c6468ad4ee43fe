"""Amounts as they were typed or measured: a limit of 12.25 is never told as 12.3."""

from decimal import Decimal

from tovholder.apps.benefits.public import Benefit
from tovholder.foundation.ui.formats import number_text


def exact_text(value: Decimal) -> str:
    """A number with as many decimals as it has, in the form of the language."""
    exponent = value.normalize().as_tuple().exponent
    return number_text(value, max(0, -exponent) if isinstance(exponent, int) else None)


def with_unit(value: Decimal | None, benefit: Benefit) -> str:
    """A number of a benefit with its unit; a dash for none."""
    if value is None:
        return "–"
    unit = benefit.measured_in.label if benefit.measured_in is not None else ""
    return f"{exact_text(value)} {unit}".strip()
