"""What the room contributes."""

from django.utils.translation import gettext_lazy as _

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
