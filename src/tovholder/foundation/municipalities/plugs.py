"""What the room contributes: reference data, navigation, and the names of its actions."""

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.municipalities.reference import load_municipalities
from tovholder.foundation.municipalities.rules import reads_organisation
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.foundation.visibility.rules import national_editor

REFERENCE.register(ReferenceSource(key="municipalities", order=20, load=load_municipalities))
NAVIGATION.register(
    NavItem(
        key="municipalities.organisation",
        label=_("Organisation"),
        url_name="municipalities:overview",
        order=70,
        allowed=reads_organisation.allows,
    )
)
NAVIGATION.register(
    NavItem(
        key="municipalities.partners",
        label=_("Samarbejdspartnere"),
        url_name="municipalities:partners",
        order=71,
        allowed=national_editor.allows,
    )
)

_ACTS = {
    "create_administration": _("Oprettede en forvaltning"),
    "change_administration": _("Rettede en forvaltning"),
    "close_administration": _("Nedlagde en forvaltning"),
    "reopen_administration": _("Åbnede en forvaltning igen"),
    "create_unit": _("Oprettede en enhed"),
    "change_unit": _("Rettede en enhed"),
    "close_unit": _("Nedlagde en enhed"),
    "reopen_unit": _("Åbnede en enhed igen"),
    "merge_units": _("Lagde to enheder sammen"),
    "merge_municipality": _("Lagde en kommune sammen med en anden"),
    "create_partner": _("Oprettede en samarbejdspartner"),
    "change_partner": _("Rettede en samarbejdspartner"),
    "import_boundaries": _("Hentede kommunernes grænser"),
    "clear_boundaries": _("Fjernede kommunernes grænser"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"municipalities.{act}", said))
