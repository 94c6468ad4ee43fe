"""Measurements as columns: what is downloaded, and what an import may bring."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.models import Measurement
from tovholder.foundation.tables.public import Column, Table

MEASUREMENTS: Table[Measurement] = Table(
    "maalinger",
    _("Målinger"),
    (
        Column("id", _("Id"), lambda row: str(row.public_id), export_only=True),
        Column("municipality", _("Kommune"), lambda row: row.municipality.full_name, export_only=True),
        Column("project", _("Projekt"), lambda row: row.benefit.project.title, export_only=True),
        Column(
            "benefit",
            _("Gevinst"),
            lambda row: row.benefit.title,
            required=True,
            aliases=("titel", "gevinstens navn", "gevinst-id"),
            help=_("Gevinstens titel, eller dens id, hvis flere hedder det samme."),
            example=_("Færre timer på vejen"),
        ),
        Column(
            "unit",
            _("Enhed"),
            lambda row: row.unit.name if row.unit else None,
            aliases=("tilbud", "afdeling", "sted"),
            help=_("Navnet på en enhed. Tom: hele kommunen. Aldrig en medarbejder."),
        ),
        Column(
            "period_from",
            _("Fra"),
            lambda row: row.period_from,
            kind="date",
            required=True,
            aliases=("periode fra", "start", "måned"),
            example="01-05-2026",
        ),
        Column(
            "period_to",
            _("Til"),
            lambda row: row.period_to,
            kind="date",
            aliases=("periode til", "slut"),
            help=_("Tom: til slutningen af perioden, så lang som gevinsten måles i."),
            example="31-05-2026",
        ),
        Column(
            "value",
            _("Værdi"),
            lambda row: row.value,
            kind="decimal",
            required=True,
            aliases=("tal", "måling", "resultat"),
            example="42,5",
        ),
        Column(
            "measured_in",
            _("Målt i"),
            lambda row: row.benefit.measured_in.label if row.benefit.measured_in else None,
            aliases=("måleenhed",),
            example=_("timer"),
        ),
        Column("n", _("Bygger på antal"), lambda row: row.n, kind="whole", aliases=("n", "antal")),
        Column("method", _("Hvordan"), lambda row: row.get_method_display(), aliases=("metode",)),
        Column("note", _("Note"), lambda row: row.note, aliases=("bemærkning",)),
        Column("solution_note", _("Løsningen"), lambda row: row.solution_note, aliases=("løsning",)),
        Column("group_note", _("Målgruppen"), lambda row: row.group_note, aliases=("målgruppe",)),
        Column("organisation_note", _("Organiseringen"), lambda row: row.organisation_note, aliases=("organisering",)),
        Column("is_baseline", _("Fra før start"), lambda row: row.is_baseline, kind="yes_no", export_only=True),
        Column("spoiled", _("Ødelagt"), lambda row: row.spoiled, kind="yes_no", export_only=True),
    ),
)
