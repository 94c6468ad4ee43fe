"""API keys: made, used and stopped."""

import secrets
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import ApiToken, RoleHolding
from tovholder.foundation.accounts.rules import makes_tokens, revokes_token
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

TOKEN_DAYS: Final = 365
PREFIX: Final = "tovholder_"
"""Tells what a key is when it is found where it should not be."""


@action("accounts.make_token")
def make_token(*, by: Actor, name: str, expires_on: date, writes: bool = False) -> tuple[ApiToken, str]:
    """Make a key for the seat of ``by``. Gives the key's record and its secret, which is not kept.

    It reads; with ``writes`` it also changes what its seat may change.

    Raises ``ValidationError`` unless it expires after today and within a year.
    """
    if by.seat_id is None or not makes_tokens.allows(by):
        raise PermissionDenied
    today = clock.today()
    if not today < expires_on <= today + timedelta(days=TOKEN_DAYS):
        raise ValidationError({"expires_on": _("Nøglen skal udløbe efter i dag og inden for et år.")})
    holding = RoleHolding.objects.get(public_id=by.seat_id)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = created(
        ApiToken(
            holding=holding,
            municipality=holding.municipality,
            name=name.strip(),
            secret_hash=secret_hash(secret),
            hint=secret[len(PREFIX) :][:4],
            made_at=clock.now(),
            expires_on=expires_on,
            writes=writes,
        )
    )
    return token, secret


@action("accounts.revoke_token")
def revoke_token(*, by: Actor, token: ApiToken) -> ApiToken:
    """Stop a key at once. Stopping it twice changes nothing."""
    if not revokes_token.allows(by, token):
        raise PermissionDenied
    if token.revoked_at is not None:
        return token
    return change(token, revoked_at=clock.now())


@action("accounts.use_token")
def note_use(*, by: Actor, token: ApiToken) -> None:
    """Keep on which day the key was last used. One write and one entry in the log a day, however often it is used."""
    today = clock.today()
    unused = ApiToken.objects.filter(pk=token.pk).filter(Q(last_used_on__isnull=True) | Q(last_used_on__lt=today))
    if unused.update(last_used_on=today):
        noted(token, ["last_used_on"])
