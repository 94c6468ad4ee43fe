"""What people do with roles, invitations, logins and keys. Each is one transaction with one entry in the audit."""

from tovholder.foundation.accounts.actions.invitations import (
    INVITATION_DAYS,
    InvitationMade,
    accept_as_new,
    accept_invitation,
    invite,
    record_sent,
    send_again,
    withdraw_invitation,
)
from tovholder.foundation.accounts.actions.leaving import record_departures
from tovholder.foundation.accounts.actions.logins import change_password, save_profile
from tovholder.foundation.accounts.actions.roles import (
    HandoverRequired,
    end_role,
    give_role,
    take_over_item,
    withdraw_role,
)
from tovholder.foundation.accounts.actions.tokens import TOKEN_DAYS, make_token, note_use, revoke_token

__all__ = [
    "INVITATION_DAYS",
    "TOKEN_DAYS",
    "HandoverRequired",
    "InvitationMade",
    "accept_as_new",
    "accept_invitation",
    "change_password",
    "end_role",
    "give_role",
    "invite",
    "make_token",
    "note_use",
    "record_departures",
    "record_sent",
    "revoke_token",
    "save_profile",
    "send_again",
    "take_over_item",
    "withdraw_invitation",
    "withdraw_role",
]
