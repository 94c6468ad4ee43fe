"""Reading what waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.work.models import CalendarLink
from tovholder.foundation.work.sources import WORK_SOURCES, WorkItem
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import sort_key

AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Week:
    """What waits, by when: past its day, due until Sunday, later, and without a day."""

    overdue: tuple[WorkItem, ...]
    this_week: tuple[WorkItem, ...]
    later: tuple[WorkItem, ...]
    undated: tuple[WorkItem, ...]

    @property
    def count(self) -> int:
        """How many things wait in all."""
        return len(self.overdue) + len(self.this_week) + len(self.later) + len(self.undated)


def work_of(actor: Actor, until: date) -> list[WorkItem]:
    """All that waits for ``actor``, the earliest first, work without a day last."""
    found = [item for source in WORK_SOURCES for item in source.items(actor, until)]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max, sort_key(item.title)))


def week_of(actor: Actor) -> Week:
    """The work of ``actor`` for three months ahead, seen from today."""
    today = clock.today()
    sunday = today + timedelta(days=6 - today.weekday())
    items = work_of(actor, today + AHEAD)
    return Week(
        overdue=_of(items, None, today - timedelta(days=1)),
        this_week=_of(items, today, sunday),
        later=_of(items, sunday + timedelta(days=1), None),
        undated=tuple(item for item in items if item.due is None),
    )


def _of(items: Sequence[WorkItem], first: date | None, last: date | None) -> tuple[WorkItem, ...]:
    return tuple(
        item
        for item in items
        if item.due is not None and (first is None or item.due >= first) and (last is None or item.due <= last)
    )


def calendar_link_of(actor: Actor) -> CalendarLink | None:
    """The link that ``actor`` has made, if any."""
    return CalendarLink.objects.visible_to(actor).select_related("holding__role", "holding__municipality").first()


def actor_of_link(secret: str) -> Actor | None:
    """Who asks by the link with that secret; None when it is unknown, renewed, or its role is no longer held."""
    link = (
        CalendarLink.objects.filter(secret_hash=secret_hash(secret), user__is_active=True)
        .select_related("holding__user", "holding__role")
        .first()
    )
    if link is None or not link.holding.is_current_on(clock.today()):
        return None
    return actor_of(link.holding)
