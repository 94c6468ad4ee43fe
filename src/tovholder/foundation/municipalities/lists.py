"""Lists to take along."""

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.ui.filecolumns import Column, Table

PARTNERS: Table[Partner] = Table(
    "partners",
    _("Samarbejdspartnere"),
    [
        Column("name", _("Navn"), lambda partner: partner.name),
        Column("kind", _("Slags"), lambda partner: partner.kind.label),
        Column(
            "municipality", _("Kommune"), lambda partner: partner.municipality.name if partner.municipality else None
        ),
        Column("website", _("Hjemmeside"), lambda partner: partner.website),
        Column("experience", _("Erfaring"), lambda partner: partner.experience),
    ],
)
