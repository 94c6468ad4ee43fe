"""Starting what is due.

A schedule is about how often, so it follows the machine's time (that of the database, which all workers share) and not
the product's clock, which a demo may move to another day.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models.functions import Now

from tovholder.foundation.jobs.actions import enqueue_once
from tovholder.foundation.jobs.kinds import SCHEDULES, Schedule
from tovholder.foundation.jobs.models import Job, JobState, ScheduledRun
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import COPENHAGEN


def start_due_jobs() -> int:
    """Enqueue the jobs of all schedules that are due, and give their number. Two workers never start the same run."""
    _add_missing_rows()
    rows = ScheduledRun.objects.filter(next_run_at__lte=Now()).annotate(present=Now())
    started = 0
    for key, present in list(rows.values_list("key", "present")):
        schedule = SCHEDULES.get(key)
        if schedule is not None and _start(schedule, present):
            started += 1
    return started


def _add_missing_rows() -> None:
    """A new schedule is due at once, or at its hour."""
    known = set(ScheduledRun.objects.values_list("key", flat=True))
    missing = [schedule for schedule in SCHEDULES if schedule.key not in known]
    if not missing:
        return
    with transaction.atomic():
        rows = [ScheduledRun(key=schedule.key, next_run_at=Now()) for schedule in missing]
        ScheduledRun.objects.bulk_create(rows, ignore_conflicts=True)
        for schedule in missing:
            if schedule.at_hour is not None:
                row = ScheduledRun.objects.filter(key=schedule.key).annotate(present=Now())
                present = row.values_list("present", flat=True).get()
                ScheduledRun.objects.filter(key=schedule.key).update(next_run_at=next_run(schedule, present))


def _start(schedule: Schedule, present: datetime) -> bool:
    """Take the run that is due; False when another worker was first or the run before it still lasts."""
    with transaction.atomic():
        taken = ScheduledRun.objects.filter(key=schedule.key, next_run_at__lte=Now()).update(
            next_run_at=next_run(schedule, present)
        )
        if not taken or _is_running(schedule):
            return False
        enqueue_once(schedule.kind, by=SYSTEM, arguments=schedule.arguments)
    return True


def _is_running(schedule: Schedule) -> bool:
    return Job.objects.filter(kind=schedule.kind, arguments=schedule.arguments, state=JobState.RUNNING).exists()


def next_run(schedule: Schedule, after: datetime) -> datetime:
    """When ``schedule`` runs next after ``after``: one interval later, at its hour in Copenhagen if it has one."""
    if schedule.at_hour is None:
        return after + schedule.every
    # Counted on the clock on the wall, so that the change of clocks neither skips a day nor repeats one.
    wall = after.astimezone(COPENHAGEN).replace(tzinfo=None) + schedule.every - timedelta(hours=schedule.at_hour)
    return datetime.combine(wall.date(), time(schedule.at_hour), COPENHAGEN)
