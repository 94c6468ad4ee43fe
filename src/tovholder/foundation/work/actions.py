"""Making, renewing and closing the calendar link."""

import secrets
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.work.models import CalendarLink
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("work.make_calendar_link")
def make_calendar_link(*, by: Actor) -> str:
    """Make the link of the seat from which ``by`` acts, and give its secret: it is never shown again.

    A link made before stops working. Raises ``ValidationError`` for a person without a role.
    """
    holding = RoleHolding.objects.filter(public_id=by.seat_id).first() if by.seat_id is not None else None
    if holding is None:
        raise ValidationError(_("Du skal have en rolle for at få en kalender."))
    secret = secrets.token_urlsafe(32)
    kept, now = secret_hash(secret), clock.now()
    standing = CalendarLink.objects.filter(user_id=holding.user_id).first()
    if standing is None:
        created(CalendarLink(user_id=holding.user_id, holding=holding, secret_hash=kept, made_at=now))
    else:
        change(standing, holding=holding, secret_hash=kept, made_at=now)
    return secret


@action("work.close_calendar_link")
def close_calendar_link(link: CalendarLink, *, by: Actor) -> None:
    """Close the link: calendars that know it find nothing from now on."""
    removed(link)


@action("work.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Close the link of a person who has left. Gives how many rows went."""
    return CalendarLink.objects.filter(user__public_id=user_id).delete()[0]
