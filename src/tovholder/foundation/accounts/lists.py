"""Lists to take along."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.ui.listfiles import csv_list


def roles_as_csv(holdings: Iterable[RoleHolding]) -> HttpResponse:
    """Role holdings as a CSV file."""
    headings = [_("Navn"), _("Mailadresse"), _("Rolle"), _("Råd"), _("Kommune"), _("Enhed"), _("Partner"), _("Fra")]
    rows = (
        (
            held.user.name,
            held.user.email,
            held.role,
            held.kind,
            held.municipality,
            held.unit,
            held.partner,
            held.starts_on,
            held.ends_on,
        )
        for held in holdings
    )
    return csv_list("roller", [*headings, _("Til og med")], rows)
