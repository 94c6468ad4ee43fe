"""What is due is started once, however many workers look, and an abandoned job is ended."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tests.people import actor
from tovholder.foundation.jobs.models import ScheduledRun, WorkerSign
from tovholder.foundation.jobs.public import (
    JOB_KINDS,
    SCHEDULES,
    Job,
    JobKind,
    JobProgress,
    JobState,
    Schedule,
    enqueue,
    worker_is_alive,
    worker_seen_at,
)
from tovholder.foundation.jobs.pulse import sign_of_life
from tovholder.foundation.jobs.reaper import reap
from tovholder.foundation.jobs.runner import run_job
from tovholder.foundation.jobs.timetable import _start, next_run, start_due_jobs
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOURLY = Schedule(key="tests.hourly", kind="tests.nothing", every=timedelta(hours=1), arguments={"n": 1})
MORNING = Schedule(key="tests.morning", kind="tests.nothing", every=timedelta(days=1), at_hour=7)


def _nothing(progress: JobProgress) -> dict[str, Any]:
    return {}


@pytest.fixture(autouse=True)
def _hourly(queue: None) -> Iterator[None]:
    """Only the schedule of these tests is known while they run."""
    others = dict(SCHEDULES._plugs)
    SCHEDULES._plugs.clear()
    JOB_KINDS.register(JobKind(key="tests.nothing", label="Ingenting", run=_nothing))
    SCHEDULES.register(HOURLY)
    yield
    SCHEDULES._plugs.clear()
    SCHEDULES._plugs.update(others)
    JOB_KINDS._plugs.pop("tests.nothing")


def _make_due() -> None:
    ScheduledRun.objects.update(next_run_at=Now() - timedelta(seconds=5))


def test_a_new_schedule_is_due_at_once_and_then_after_its_interval() -> None:
    """The first look starts it, the second does not, and an hour later it is due again."""
    assert [start_due_jobs(), start_due_jobs()] == [1, 0]
    job = Job.objects.get()
    assert (job.kind, job.arguments, job.owner_id, job.state) == ("tests.nothing", {"n": 1}, None, JobState.QUEUED)
    run_job.call(str(job.public_id))
    _make_due()
    assert start_due_jobs() == 1
    assert Job.objects.count() == 2


def test_of_two_workers_that_see_the_same_run_one_starts_it() -> None:
    """Both have read the row before either took it."""
    start_due_jobs()
    Job.objects.all().delete()
    _make_due()
    present = ScheduledRun.objects.annotate(present=Now()).values_list("present", flat=True).get()
    assert [_start(HOURLY, present), _start(HOURLY, present)] == [True, False]
    assert Job.objects.count() == 1


def test_a_run_is_left_out_while_the_one_before_it_lasts() -> None:
    """A slow job does not pile up behind itself."""
    start_due_jobs()
    Job.objects.update(state=JobState.RUNNING, started_at=clock.now(), heartbeat_at=Now())
    _make_due()
    assert start_due_jobs() == 0
    assert Job.objects.count() == 1


def test_a_daily_job_keeps_its_hour_in_copenhagen_over_the_change_of_clocks() -> None:
    """Seven in the morning is 5 UTC in October and 6 UTC in November; a late start does not move the hour."""
    before = datetime(2026, 10, 24, 5, 0, 3, tzinfo=UTC)
    assert next_run(MORNING, before) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert next_run(MORNING, datetime(2026, 11, 21, 14, tzinfo=UTC)) == datetime(2026, 11, 22, 6, tzinfo=UTC)
    assert next_run(MORNING, datetime(2026, 11, 21, 4, tzinfo=UTC)) == datetime(2026, 11, 21, 6, tzinfo=UTC)
    assert next_run(HOURLY, before) == before + timedelta(hours=1)


def _abandoned(seconds: int) -> Job:
    job = enqueue("tests.nothing", by=actor())
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING,
        started_at=clock.now(),
        heartbeat_at=Now() - timedelta(seconds=seconds),
        attempts=1,
    )
    DBTaskResult.objects.update(status="RUNNING")
    job.refresh_from_db()
    return job


def test_a_silent_job_is_failed_with_a_sentence_and_its_task_is_closed(settings: Settings) -> None:
    """The reaper is patient for as long as the setting says."""
    settings.JOB_TIMEOUT_SECONDS = 100
    alive, silent = _abandoned(50), _abandoned(150)
    assert reap() == 1
    alive.refresh_from_db()
    silent.refresh_from_db()
    assert [alive.state, silent.state] == [JobState.RUNNING, JobState.FAILED]
    assert silent.error == "Opgaven blev afbrudt, fordi systemet stoppede undervejs. Start den igen."
    assert DBTaskResult.objects.get(id=silent.task_id).status == "FAILED"


def test_a_job_that_never_began_is_given_a_new_task(settings: Settings) -> None:
    """Its worker was killed between taking the task and starting the job, so nothing has been done yet."""
    settings.JOB_TIMEOUT_SECONDS = 100
    job = enqueue("tests.nothing", by=SYSTEM)
    DBTaskResult.objects.update(status="RUNNING", started_at=Now() - timedelta(seconds=150))
    assert reap() == 1
    before = job.task_id
    job.refresh_from_db()
    assert (job.state, job.task_id == before) == (JobState.QUEUED, False)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]


def test_a_task_that_is_over_while_its_job_waits_is_replaced(settings: Settings) -> None:
    """The database was away when the task began: the task failed, the job never heard of it."""
    settings.JOB_TIMEOUT_SECONDS = 100
    lost, fresh = enqueue("tests.nothing", by=SYSTEM), enqueue("tests.nothing", by=SYSTEM)
    DBTaskResult.objects.filter(id=lost.task_id).update(status="FAILED", finished_at=Now() - timedelta(seconds=150))
    DBTaskResult.objects.filter(id=fresh.task_id).update(status="FAILED", finished_at=Now() - timedelta(seconds=50))
    assert reap() == 1
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "FAILED", "READY"]


def test_a_task_whose_job_has_ended_is_closed(settings: Settings) -> None:
    """The worker was killed after the job's last word; a job that still runs keeps its task."""
    settings.JOB_TIMEOUT_SECONDS = 100
    ended, running = enqueue("tests.nothing", by=SYSTEM), _abandoned(50)
    Job.objects.filter(pk=ended.pk).update(state=JobState.DONE, finished_at=clock.now())
    DBTaskResult.objects.update(status="RUNNING", started_at=Now() - timedelta(seconds=150))
    assert reap() == 0
    assert [DBTaskResult.objects.get(id=job.task_id).status for job in (ended, running)] == ["FAILED", "RUNNING"]


def test_old_jobs_are_thrown_away() -> None:
    """People's jobs are kept for three months, the product's own for a day, what failed as long as people's."""
    ages = {"own": (SYSTEM, 2), "young": (SYSTEM, 0), "people's": (actor(), 80), "old": (actor(), 91)}
    jobs = {name: enqueue("tests.nothing", by=by) for name, (by, _days) in ages.items()}
    for name, (_by, days) in ages.items():
        Job.objects.filter(pk=jobs[name].pk).update(
            state=JobState.DONE, finished_at=clock.now() - timedelta(days=days, hours=1)
        )
    job = enqueue("jobs.tidy", by=SYSTEM)
    run_job.call(str(job.public_id))
    assert Job.objects.get(pk=job.pk).result["jobs"] == 2
    assert set(Job.objects.exclude(pk=job.pk)) == {jobs["young"], jobs["people's"]}


def test_the_last_sign_of_life_of_any_worker_is_told() -> None:
    """What the page for the operator's monitor asks."""
    assert (worker_seen_at(), worker_is_alive()) == (None, False)
    sign_of_life("first:1")
    sign_of_life("second:2")
    WorkerSign.objects.filter(worker="first:1").update(seen_at=Now() - timedelta(hours=1))
    assert worker_is_alive()
    WorkerSign.objects.filter(worker="second:2").update(seen_at=Now() - timedelta(hours=2))
    assert not worker_is_alive()
    assert worker_seen_at() == WorkerSign.objects.get(worker="first:1").seen_at
