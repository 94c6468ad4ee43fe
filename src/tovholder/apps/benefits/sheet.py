"""Benefits as columns: what is downloaded. There is no row of sums: bottom lines are never added."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.presenting import marks, place_text
from tovholder.foundation.codes.models import Code
from tovholder.foundation.tables.public import Column, Table


def _label(code: Code | None) -> str:
    return code.label if code is not None else ""


BENEFITS: Table[Benefit] = Table(
    "gevinster",
    _("Gevinster"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Gevinst"), lambda one: one.title),
        Column("bottom_line", _("Bundlinje"), lambda one: one.get_bottom_line_display()),
        Column("kind", _("Slags"), lambda one: _label(one.kind)),
        Column("value_kind", _("Værdi"), lambda one: _label(one.value_kind)),
        Column("beneficiary", _("Hvem får gevinsten"), lambda one: _label(one.beneficiary)),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("state_since", _("Tilstand siden"), lambda one: one.state_since, "date"),
        Column("project", _("Projekt"), lambda one: one.project.title),
        Column("technology", _("Teknologi"), lambda one: one.project.technology.label),
        Column("place", _("Hos"), place_text),
        Column("owner", _("Ansvarlig"), lambda one: one.owner.name if one.owner else ""),
        Column("indicator", _("Hvad I måler"), lambda one: one.indicator),
        Column("measured_in", _("Målt i"), lambda one: _label(one.measured_in)),
        Column("baseline", _("Udgangspunkt"), lambda one: one.baseline, "decimal"),
        Column("baseline_from", _("Udgangspunkt fra"), lambda one: one.baseline_from, "date"),
        Column("baseline_to", _("Udgangspunkt til"), lambda one: one.baseline_to, "date"),
        Column("baseline_source", _("Kilde"), lambda one: one.baseline_source),
        Column("target", _("Mål"), lambda one: one.target, "decimal"),
        Column("realised", _("Seneste måling"), lambda one: one.realised, "decimal"),
        Column("realised_on", _("Målt til og med"), lambda one: one.realised_on, "date"),
        Column("next_measurement_on", _("Næste måling"), lambda one: one.next_measurement_on, "date"),
        Column("realisation", _("Hvordan i budgettet"), lambda one: one.get_realisation_display()),
        Column("yearly_value", _("Kr. om året"), lambda one: one.yearly_value, "decimal"),
        Column("signed_by", _("Godkendt af"), lambda one: one.signed_by_name),
        Column("notes", _("Se på"), lambda one: [text for text, _tone in marks(one)], "list"),
    ),
)
