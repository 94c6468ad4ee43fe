"""What the room contributes: its entry in the main navigation, and the names of its actions."""

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.actions.merging import move_municipality
from tovholder.foundation.accounts.rules import sees_administration
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.navigation import NAVIGATION, NavItem
from tovholder.kernel.actor import Actor


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """The people of a municipality that became part of another keep their roles."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(Lifecycle(key="accounts", municipality_merged=_municipality_merged, moved_label=_("roller")))

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
    ("move_municipality", _("Flyttede roller fra en kommune, der blev en del af en anden")),
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
