"""Lists to take along."""

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.ui.filecolumns import Column, Table

ROLES: Table[RoleHolding] = Table(
    "roles",
    _("Roller"),
    [
        Column("name", _("Navn"), lambda held: held.user.name, personal=True),
        Column("email", _("Mailadresse"), lambda held: held.user.email, personal=True),
        Column("role", _("Rolle"), lambda held: held.role.label),
        Column("council", _("Råd"), lambda held: held.kind.label if held.kind else None),
        Column("municipality", _("Kommune"), lambda held: held.municipality.name if held.municipality else None),
        Column("unit", _("Enhed"), lambda held: held.unit.name if held.unit else None),
        Column("partner", _("Partner"), lambda held: held.partner.name if held.partner else None),
        Column("starts_on", _("Fra"), lambda held: held.starts_on, "date"),
        Column("ends_on", _("Til og med"), lambda held: held.ends_on, "date"),
    ],
)
