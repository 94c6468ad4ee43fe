"""When a person's last role has ended, the other rooms are told."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def leave_if_last(user: User, by: Actor) -> bool:
    """Tell the rooms when ``user`` holds no role after today and none in the future. Gives whether they were told."""
    stays = RoleHolding.objects.filter(user=user).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today()))
    if user.left_at is not None or user.is_operator or stays.exists():
        return False
    _leave(user, by)
    return True


def _leave(user: User, by: Actor) -> None:
    change(user, left_at=clock.now())
    for lifecycle in LIFECYCLES:
        if lifecycle.person_left is not None:
            lifecycle.person_left(user.public_id, by)


def _departed_before(day: date) -> list[User]:
    held = RoleHolding.objects.filter(user=OuterRef("pk"))
    stays = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return list(
        User.objects.filter(left_at__isnull=True, is_operator=False).filter(Exists(held), ~Exists(stays)).order_by("pk")
    )


@action("accounts.record_departures")
def record_departures(*, by: Actor) -> int:
    """Tell the rooms of everybody whose last role has run out since the last time. For a daily job. Gives how many."""
    departed = _departed_before(clock.today())
    for user in departed:
        _leave(user, by)
    return len(departed)


def come_back(user: User) -> None:
    """A person who had left holds a role again."""
    if user.left_at is not None:
        change(user, left_at=None)


def day_after(day: date) -> date:
    """The day after ``day``."""
    return day + timedelta(days=1)
