"""Reminders of actions: a week before, when the day has passed, and to the coordinators two weeks after. Each once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.goals.models import Action, Reminder, ReminderKind
from tovholder.apps.goals.selectors import actions_to_remind
from tovholder.apps.goals.telling import DUE_NOTICE, PLAN_NOTICE, tell, tell_coordinators
from tovholder.foundation.audit.action import action, noted
from tovholder.foundation.jobs.public import JobKind, JobProgress, Schedule
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

LONG = timedelta(days=14)


def remind(progress: JobProgress) -> dict[str, int]:
    """Tell of every action whose day is near or past what has not been told before. Gives how many times."""
    today = clock.today()
    waiting = actions_to_remind(today)
    told = {(row.action_id, row.kind, row.due_on) for row in Reminder.objects.filter(action__in=waiting)}
    count = 0
    for done, one in enumerate(waiting, start=1):
        kinds = [kind for kind in due_kinds(one, today) if (one.pk, kind, one.due_on) not in told]
        if kinds:
            remind_of(by=progress.actor, plan_action=one, kinds=kinds)
            count += len(kinds)
        progress.report(done, len(waiting))
    return {"told": count}


def due_kinds(one: Action, today: date) -> Iterator[ReminderKind]:
    """What there is to tell of an action today. Without an owner only the coordinators can be told."""
    if one.due_on is None:
        return
    late = today - one.due_on
    if one.owner is not None:
        yield ReminderKind.SOON if late <= timedelta(0) else ReminderKind.OVERDUE
    if late >= LONG:
        yield ReminderKind.LONG_OVERDUE


@action("goals.remind_of")
def remind_of(*, by: Actor, plan_action: Action, kinds: Sequence[ReminderKind]) -> None:
    """Tell the owner or the coordinators about an action's day, and remember that they were told."""
    due = plan_action.due_on
    if due is None:  # taken away since the list was read
        return
    for kind in kinds:
        Reminder.objects.create(action=plan_action, kind=kind, due_on=due)
        if kind == ReminderKind.LONG_OVERDUE:
            tell_coordinators(
                PLAN_NOTICE,
                plan_action.municipality_id,
                lambda: _("Handlingen %(title)s er mere end to uger over fristen.") % {"title": plan_action.title},
                plan_action.get_absolute_url(),
                plan_action.due_on,
            )
        elif plan_action.owner is not None:
            tell(
                DUE_NOTICE,
                plan_action.owner,
                partial(_soon if kind == ReminderKind.SOON else _overdue, plan_action),
                plan_action.get_absolute_url(),
                plan_action.due_on,
            )
    noted(plan_action)


def _soon(plan_action: Action) -> str:
    told = {"title": plan_action.title, "day": date_text(plan_action.due_on)}
    return _("Handlingen %(title)s skal være gjort %(day)s.") % told


def _overdue(plan_action: Action) -> str:
    told = {"title": plan_action.title, "day": date_text(plan_action.due_on)}
    return _("Fristen for handlingen %(title)s var %(day)s.") % told


REMIND = JobKind(
    key="goals.remind", label=gettext_lazy("Påmindelse om handlinger på planen"), run=remind, idempotent=True
)
REMIND_DAILY = Schedule(key="goals.remind", kind="goals.remind", every=timedelta(days=1), at_hour=6)
