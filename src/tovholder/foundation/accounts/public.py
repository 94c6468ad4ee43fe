"""What other rooms may use of people and roles."""

from tovholder.foundation.accounts.actions import (
    HandoverRequired,
    accept_as_new,
    accept_invitation,
    end_role,
    give_role,
    invite,
    make_token,
    record_departures,
    take_over_item,
    withdraw_invitation,
)
from tovholder.foundation.accounts.demo_logins import DEMO_LOGINS, DemoLogin
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.roles import Place
from tovholder.foundation.accounts.seats import actor_of, current_holdings
from tovholder.foundation.accounts.selectors import who_does_what
from tovholder.foundation.accounts.tokens import actor_of_token

__all__ = [
    "DEMO_LOGINS",
    "DemoLogin",
    "HandoverRequired",
    "Place",
    "RoleHolding",
    "User",
    "accept_as_new",
    "accept_invitation",
    "actor_of",
    "actor_of_token",
    "current_holdings",
    "end_role",
    "give_role",
    "invite",
    "make_token",
    "record_departures",
    "take_over_item",
    "who_does_what",
    "withdraw_invitation",
]
