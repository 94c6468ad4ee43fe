"""What the room contributes: its entry in the main navigation, and the names of its actions."""

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.rules import sees_administration
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem

NAVIGATION.register(
    NavItem("accounts.people", _("Administration"), "accounts:people", order=90, allowed=sees_administration.allows)
)

for key, label in (
    ("accept_invitation", _("Tog imod en invitation")),
    ("accept_invitation_as_new", _("Tog imod en invitation som ny bruger")),
    ("change_password", _("Skiftede adgangskode")),
    ("end_role", _("Lod en rolle slutte")),
    ("give_role", _("Gav en rolle")),
    ("invite", _("Inviterede")),
    ("make_token", _("Lavede en API-nøgle")),
    ("record_departures", _("Registrerede fratrådte")),
    ("record_invitation_sent", _("Sendte en invitation")),
    ("revoke_token", _("Spærrede en API-nøgle")),
    ("save_profile", _("Rettede sin profil")),
    ("send_invitation_again", _("Sendte en invitation igen")),
    ("take_over_item", _("Overtog et punkt")),
    ("use_token", _("Brugte en API-nøgle")),
    ("withdraw_invitation", _("Trak en invitation tilbage")),
    ("withdraw_role", _("Tog en rolle tilbage")),
):
    ACTION_LABELS.register(ActionLabel(f"accounts.{key}", label))
