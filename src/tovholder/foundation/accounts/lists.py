"""Lists to take along."""

import csv
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.models import RoleHolding
from tovholder.kernel import clock
from tovholder.kernel.cells import neutral

BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page


def roles_as_csv(holdings: Iterable[RoleHolding]) -> HttpResponse:
    """Role holdings as a CSV file that a Danish spreadsheet opens as it is."""
    name = f"roller-{clock.today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8", headers=headers)
    lines = csv.writer(response, delimiter=";")  # what a Danish spreadsheet expects: the comma parts decimals
    remark = [_("Bemærkning")] if settings.DEMO_MODE else []
    heads = [_("Navn"), _("Mailadresse"), _("Rolle"), _("Råd"), _("Kommune"), _("Enhed"), _("Partner"), _("Fra")]
    lines.writerow([*heads, _("Til og med"), *remark])
    said = [_("Opfundne data")] if settings.DEMO_MODE else []
    for held in holdings:
        cells = (held.user.name, held.user.email, held.role, held.kind, held.municipality, held.unit, held.partner)
        dates = (held.starts_on, held.ends_on)
        lines.writerow([*(neutral(str(cell or "")) for cell in (*cells, *dates)), *said])
    return response
