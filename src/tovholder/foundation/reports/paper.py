"""What a report is: frozen data, and a template that sets them on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tovholder.foundation.charts.model import Chart
from tovholder.foundation.charts.render import caption, render_svg
from tovholder.foundation.ui.formats import date_text, number_text, percent_text, share_text
from tovholder.kernel.registry import Registry
from tovholder.kernel.share import Share

Text = str | Promise
CHART_WIDTH = 720  # px: at this width the letters of a chart are as large on paper as the text beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is true of the paper as a whole.

    ``as_of`` is the day that the data tell about: it is printed, and it fixes the time inside the file, so that the
    same data give the same bytes. ``invented`` marks every page with *Opfundne data*: whoever loads the data says it.
    """

    title: Text
    as_of: date
    invented: bool
    lead: Text = ""
    place: Text = ""
    language: str = "da"


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number with its meaning. Of a share the per cent are large, and count and base stand in the note."""

    value: int | str | Share
    label: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class PaperFact:
    """A line of a structured list."""

    label: Text
    value: object


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table; whole numbers are set flush right."""

    caption: Text
    header: Sequence[Text]
    rows: Sequence[Sequence[object]]


class OnPaper(Protocol):
    """Data that can be printed: a frozen dataclass with a ``paper``."""

    @property
    def paper(self) -> Paper:
        """What is true of the paper as a whole."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of paper, registered in ``plugs.py``.

    ``load`` gives the frozen data (its arguments are the room's own), ``template`` is the room's ``.typ`` file, which
    begins with ``#import "/foundation/reports/base.typ": *``.
    """

    key: str
    title: Text
    load: Callable[..., OnPaper]
    template: Path


REPORTS: Registry[Report] = Registry("report")


def plain(value: object) -> Any:
    """``value`` as JSON holds it and paper shows it: dates and shares in words, charts as drawings.

    Raises ``TypeError`` for what is no plain data, such as a database record.
    """
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool | Enum)):
        return value
    if isinstance(value, Chart):
        return _drawn(value)
    if isinstance(value, Share):
        return share_text(value)
    if isinstance(value, KeyNumber):
        return _key_number(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, Sequence):
        return [plain(entry) for entry in value]
    return _in_words(value)


def _key_number(number: KeyNumber) -> dict[str, Any]:
    value, note = number.value, str(number.note)
    if isinstance(value, Share):
        base = _("%(count)s af %(base)s %(of)s") % {
            "count": number_text(value.count),
            "base": number_text(value.base),
            "of": value.of,
        }
        value, note = percent_text(value), f"{base}. {note}".strip() if note else base
    return {"value": value, "label": str(number.label), "note": note}


def _in_words(value: object) -> str:
    """A single value as it is read."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | datetime):
        return date_text(value)
    if isinstance(value, Decimal | float):
        return number_text(value)
    if isinstance(value, Promise | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be printed: a report's data are plain values")


def _drawn(chart: Chart) -> dict[str, str]:
    """The drawing with its words. On pages charts are as wide as there is room; on paper they have one width."""
    drawing = render_svg(chart).replace(' width="100%"', f' width="{CHART_WIDTH}"', 1)
    lettered = drawing.replace("<svg", '<svg font-family="IBM Plex Sans"', 1)
    return {
        "title": str(chart.title),
        "alt": str(chart.description) or str(chart.title),
        "caption": str(caption(chart)),
        "svg": lettered,
    }
