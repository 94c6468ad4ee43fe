"""Inviting people, and what becomes of an invitation."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.actions.logins import hashed
from tovholder.foundation.accounts.actions.roles import hold
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import Invitation, InvitationState, RoleHolding, User
from tovholder.foundation.accounts.roles import Place, check_place
from tovholder.foundation.accounts.rules import appoints, appoints_invited
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.events.bus import Event, publish
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

INVITATION_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class InvitationMade(Event):
    """An invitation waits to be sent."""

    invitation_id: UUID


@action("accounts.invite")
def invite(*, by: Actor, email: str, name: str, place: Place) -> Invitation:
    """Invite somebody to the role of ``place``; the mail goes out when the transaction is done.

    Raises ``PermissionDenied`` when ``by`` may not give the role, and ``ValidationError`` by field when the role does
    not fit the place, or when the person has it or is invited to it already.
    """
    if not appoints.allows(by, place):
        raise PermissionDenied
    check_place(place, clock.today())
    address = email.strip().lower()
    _refuse_twice(address, place)
    now = clock.now()
    invitation = created(
        Invitation(
            email=address,
            name=name.strip(),
            role=place.role,
            kind=place.kind,
            municipality=place.municipality,
            unit=place.unit,
            partner=place.partner,
            invited_by_name=by.name,
            made_at=now,
            expires_at=now + timedelta(days=INVITATION_DAYS),
        )
    )
    publish(InvitationMade(invitation.public_id))
    return invitation


def _refuse_twice(address: str, place: Place) -> None:
    same = {
        "role": place.role,
        "kind": place.kind,
        "municipality": place.municipality,
        "unit": place.unit,
        "partner": place.partner,
    }
    held = RoleHolding.objects.filter(user__email=address, **same).current_on(clock.today())
    if held.exists():
        raise ValidationError({"email": _("Personen har allerede rollen.")})
    waiting = Invitation.objects.filter(
        email=address, accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now(), **same
    )
    if waiting.exists():
        raise ValidationError({"email": _("Personen er allerede inviteret. Send invitationen igen fra listen.")})


@action("accounts.send_invitation_again")
def send_again(*, by: Actor, invitation: Invitation) -> Invitation:
    """Send a waiting or expired invitation again; its old link stops working, and the new one lives 14 days."""
    _open_for(by, invitation, {InvitationState.OPEN, InvitationState.EXPIRED})
    change(invitation, secret_hash=None, sent_at=None, expires_at=clock.now() + timedelta(days=INVITATION_DAYS))
    publish(InvitationMade(invitation.public_id))
    return invitation


@action("accounts.withdraw_invitation")
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Take an invitation back that nobody has answered."""
    _open_for(by, invitation, {InvitationState.OPEN, InvitationState.EXPIRED})
    return change(invitation, withdrawn_at=clock.now())


def _open_for(by: Actor, invitation: Invitation, states: set[InvitationState]) -> None:
    if not appoints_invited.allows(by, invitation):
        raise PermissionDenied
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
    state = invitation.state_at(clock.now())
    if state not in states:
        raise ValidationError(_("Invitationen er besvaret eller trukket tilbage (%(state)s).") % {"state": state.label})


@action("accounts.record_invitation_sent")
def record_sent(*, by: Actor, invitation: Invitation, secret: str) -> Invitation:
    """The mail is out: keep when, and the hash of the secret in its link."""
    return change(invitation, secret_hash=secret_hash(secret), sent_at=clock.now())


@action("accounts.accept_invitation_as_new")
def accept_as_new(*, by: Actor, invitation: Invitation, name: str, password: str) -> RoleHolding:
    """Make the invited person and give them the role.

    Raises ``ValidationError`` when the invitation no longer stands, the mail address has a login, or the password is
    too easy to guess.
    """
    _claim(invitation)
    if User.objects.filter(email=invitation.email).exists():
        raise ValidationError(_("Du har allerede et login. Log ind for at tage imod invitationen."))
    user = User(email=invitation.email, name=name.strip(), joined_at=clock.now())
    user.password = hashed(password, user)
    created(user)
    return _take_up(invitation, user)


@action("accounts.accept_invitation")
def accept_invitation(*, by: Actor, invitation: Invitation, user: User) -> RoleHolding:
    """Give the role to a person who has a login under the invited mail address."""
    _claim(invitation)
    if user.email != invitation.email:
        raise ValidationError(_("Invitationen er sendt til en anden mailadresse end din."))
    return _take_up(invitation, user)


def _claim(invitation: Invitation) -> None:
    """Lock the invitation; raises unless it still waits. Two clicks on one link give one role."""
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
    if invitation.state_at(clock.now()) is not InvitationState.OPEN:
        raise ValidationError(_("Invitationen gælder ikke længere."))


def _take_up(invitation: Invitation, user: User) -> RoleHolding:
    change(invitation, accepted_at=clock.now(), accepted_by=user)
    return hold(user, Place.of(invitation), clock.today())
