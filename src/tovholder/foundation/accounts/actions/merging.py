"""The people of a municipality that became part of another keep their roles, in the new one."""

from django.db.models import Exists, F, OuterRef, Q

from tovholder.foundation.accounts.models import ApiToken, HandOverItem, Invitation, RoleHolding
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("accounts.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the roles that run or are to come, with what hangs on them; ended ones stay where they were held.

    Save those that somebody still has to take something over from: the new municipality's people are to do that.

    Gives how many roles moved.
    """
    waiting = Exists(HandOverItem.objects.filter(holding=OuterRef("pk"), done_at__isnull=True))
    running = RoleHolding.objects.filter(municipality=old).filter(~Q(ends_on__lt=clock.today()) | waiting)
    keys = list(running.values_list("pk", flat=True))
    first = running.first()
    if first is not None:
        noted(first, ["municipality"])
    RoleHolding.objects.filter(pk__in=keys).update(municipality=into, version=F("version") + 1)
    HandOverItem.objects.filter(holding_id__in=keys).update(municipality=into)
    ApiToken.objects.filter(holding_id__in=keys).update(municipality=into)
    Invitation.objects.filter(municipality=old).update(municipality=into)
    return len(keys)
