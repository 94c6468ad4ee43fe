"""The code lists with their dates, to read."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import all_codes, list_counts
from tovholder.foundation.municipalities.codelists import LIST_NAMES
from tovholder.foundation.ui.values import Cell, Column, Status, TableView
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import logged_in
from tovholder.kernel import clock


@allow(logged_in)
def code_lists(request: TovholderRequest) -> HttpResponse:
    """Which lists there are, and how many codes each holds."""
    counts = list_counts()
    known = [(name, LIST_NAMES[name]) for name in LIST_NAMES if name in counts]
    rows = [
        (
            Cell(named.title, reverse("municipalities:code_list", args=[name])),
            named.meaning,
            counts[name].current,
            counts[name].dated,
        )
        for name, named in known
    ]
    columns = (
        Column(_("Liste")),
        Column(_("Bruges til")),
        Column(_("Gælder i dag"), numeric=True),
        Column(_("Med datoer"), numeric=True),
    )
    return render(request, "municipalities/codes.html", {"table": TableView(_("Kodelister"), columns, rows)})


@allow(logged_in)
def code_list(request: TovholderRequest, name: str) -> HttpResponse:
    """The codes of one list, retired ones too, with the days on which they hold."""
    codes = list(all_codes(name))
    if name not in LIST_NAMES or not codes:
        raise Http404
    columns = (
        Column(_("Navn")),
        Column(_("Kode")),
        Column(_("Gælder fra")),
        Column(_("Til og med")),
        Column(_("I dag")),
        Column(_("Kilde")),
        Column(_("Note")),
    )
    rows = [_row(code) for code in codes]
    context = {"named": LIST_NAMES[name], "table": TableView(LIST_NAMES[name].title, columns, rows)}
    return render(request, "municipalities/code_list.html", context)


def _row(code: Code) -> tuple[object, ...]:
    holds = clock.today() in code.period
    state = Status(_("Gælder"), "success") if holds else Status(_("Gælder ikke"), "muted")
    begins = code.valid_from or _("Uden start")
    ends = code.valid_to or _("Uden slut")
    return (code.label, code.code, begins, ends, Cell(None, status=state), code.source, code.note)
