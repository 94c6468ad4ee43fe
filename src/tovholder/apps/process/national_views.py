"""The national view of the process: for everybody who is logged in, without any municipality's name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.process.national import InCountry, Shared, in_country
from tovholder.foundation.charts.model import BarChart, Point
from tovholder.foundation.tables.public import Column as SheetColumn
from tovholder.foundation.tables.public import Table, export_response
from tovholder.foundation.ui.formats import date_text, number_text, share_text
from tovholder.foundation.ui.values import Column, TableView, Text
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import logged_in
from tovholder.kernel.share import Share

ALL = gettext_lazy("kommuner i landet")
USERS = gettext_lazy("kommuner, der har haft en runde")
BEGUN = gettext_lazy("kommuner, der har begyndt fasen")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as page and file show it. ``count`` is None where it is kept back, and ``base`` where that is."""

    part: Text
    label: Text
    count: int | None
    base: int | None
    of: Text
    days: int | None = None

    @property
    def text(self) -> str:
        """The share in words, or that it is kept back."""
        if self.count is None or self.base is None:
            return kept_back()
        return share_text(Share(self.count, self.base, str(self.of)))

    @property
    def percent(self) -> int | None:
        """The share in whole per cent."""
        if self.count is None or self.base is None:
            return None
        return Share(self.count, self.base, str(self.of)).percent


def kept_back() -> str:
    """What stands in the place of a number that is kept back."""
    return _("skjult (færre end 5)")


def rows_of(found: InCountry) -> list[Told]:
    """Every figure of the national view, part by part."""
    return [
        Told(_("Brug af processen"), _("Har haft en runde"), found.users, found.municipalities, ALL),
        *(
            row
            for one in found.phases
            for row in (
                Told(_("Faser i åbne runder"), _begun(one.phase.title), one.begun, found.users, USERS),
                Told(_("Faser i åbne runder"), _done(one.phase.title), one.done, one.begun, BEGUN, one.days),
            )
        ),
        *(Told(_("Læring"), one.label, one.of_users, found.users, USERS) for one in found.learnings),
        *(
            row
            for one in found.figures
            for row in (
                Told(_("Andre rum"), one.label, one.of_all, found.municipalities, ALL),
                Told(_("Andre rum"), one.label, one.of_users, found.users, USERS),
            )
        ),
    ]


def _begun(title: Text) -> str:
    return _("%(phase)s: begyndt eller gjort") % {"phase": title}


def _done(title: Text) -> str:
    return _("%(phase)s: hele fasen gjort") % {"phase": title}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: a figure, and the day that it is true of."""

    told: Told
    found: InCountry


SHEET: Table[_Line] = Table(
    "process-national",
    gettext_lazy("Processen i hele landet"),
    (
        SheetColumn("part", gettext_lazy("Del"), lambda line: str(line.told.part)),
        SheetColumn("figure", gettext_lazy("Tal"), lambda line: str(line.told.label)),
        SheetColumn("count", gettext_lazy("Antal"), lambda line: line.told.count, "whole"),
        SheetColumn("base", gettext_lazy("Ud af"), lambda line: line.told.base, "whole"),
        SheetColumn("of", gettext_lazy("Grundlag"), lambda line: str(line.told.of)),
        SheetColumn("percent", gettext_lazy("Procent"), lambda line: line.told.percent, "whole"),
        SheetColumn("days", gettext_lazy("Dage i gennemsnit"), lambda line: line.told.days, "whole"),
        SheetColumn("note", gettext_lazy("Skjult"), lambda line: kept_back() if line.told.percent is None else ""),
        SheetColumn("as_of", gettext_lazy("Opgjort"), lambda line: line.found.as_of, "date"),
    ),
)


@allow(logged_in)
def national(request: TovholderRequest) -> HttpResponse:
    """How far the country is with the process, as picture and table."""
    found = in_country()
    context = {
        "found": found,
        "users": Told("", "", found.users, found.municipalities, ALL),
        "phase_chart": _phase_chart(found),
        "phase_table": _phase_table(found),
        "learning_table": _shared_table(_("Hvad kommunerne har lært noget om"), found.learnings, found, whole=False),
        "figure_table": _shared_table(_("Hvad kommunerne har"), found.figures, found, whole=True),
        "files": {kind: reverse("process:national_file", args=[kind]) for kind in ("csv", "xlsx", "json")},
        "kept_back": kept_back(),
    }
    return render(request, "process/national.html", context)


@allow(logged_in)
def national_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same figures as a file: csv, xlsx or json."""
    found = in_country()
    return export_response(SHEET, [_Line(told, found) for told in rows_of(found)], kind, "processen-i-landet")


def _phase_chart(found: InCountry) -> BarChart | None:
    """The phases that may be told. None where there are none."""
    points = [Point(one.phase.title, one.begun) for one in found.phases if one.begun is not None]
    if not points or found.users is None:
        return None
    return BarChart(
        title=_("Kommuner, der har begyndt hver fase i en åben runde"),
        description="; ".join(f"{point.label}: {number_text(point.value)}" for point in points),
        unit=_("Kommuner"),
        label_title=_("Fase"),
        points=points,
        keep_order=True,
        n=found.users,
        base=USERS,
        source=_("Tovholder, opgjort %(day)s") % {"day": date_text(found.as_of)},
    )


def _phase_table(found: InCountry) -> TableView:
    columns = (
        Column(_("Fase")),
        Column(_("Begyndt eller gjort")),
        Column(_("Hele fasen gjort")),
        Column(_("Dage i gennemsnit"), numeric=True),
    )
    rows = [
        (
            one.phase.title,
            Told("", "", one.begun, found.users, USERS).text,
            Told("", "", one.done, one.begun, BEGUN).text,
            one.days if one.days is not None else kept_back(),
        )
        for one in found.phases
    ]
    return TableView(_("Faserne i åbne runder, opgjort %(day)s") % {"day": date_text(found.as_of)}, columns, rows)


def _shared_table(caption: str, figures: Sequence[Shared], found: InCountry, *, whole: bool) -> TableView:
    """Shares of the users, and with ``whole`` of all municipalities besides."""
    of_all = (Column(_("Af alle kommuner")),) if whole else ()
    columns = (Column(_("Hvad")), *of_all, Column(_("Af dem, der har haft en runde")))
    rows: list[tuple[object, ...]] = []
    for one in figures:
        all_text = (Told("", "", one.of_all, found.municipalities, ALL).text,) if whole else ()
        rows.append((one.label, *all_text, Told("", "", one.of_users, found.users, USERS).text))
    return TableView(f"{caption}, {_('opgjort')} {date_text(found.as_of)}", columns, rows)
