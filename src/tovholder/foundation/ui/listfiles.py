"""Short lists to take along, for the rooms that lie below the tables."""

import csv
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from tovholder.kernel import clock
from tovholder.kernel.cells import neutral

BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page


def csv_list(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a CSV file called ``name`` and today's date, which a Danish spreadsheet opens as it is.

    Empty values become empty cells, and nothing in a cell is taken for a formula. In a demo every row says that it is
    invented.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}-{clock.today().isoformat()}.csv"'}
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8", headers=headers)
    lines = csv.writer(response, delimiter=";")  # what a Danish spreadsheet expects: the comma parts decimals
    remark, said = ([_("Bemærkning")], [_("Opfundne data")]) if settings.DEMO_MODE else ([], [])
    lines.writerow([*headings, *remark])
    for row in rows:
        lines.writerow([*(neutral(str(cell or "")) for cell in row), *said])
    return response
