"""The steps from state to state. Each is one conditional update, so that of two processes only one takes it.

These are the machinery's own writes: who started and who cancelled a job is in the audit, how it ran is in its row.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from tovholder.foundation.events.bus import publish
from tovholder.foundation.jobs.events import JobEnded
from tovholder.foundation.jobs.models import OPEN_STATES, Job, JobState
from tovholder.kernel import clock


def start(job: Job) -> bool:
    """From waiting to running. False when the job is no longer waiting."""
    taken = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(
        state=JobState.RUNNING, started_at=clock.now(), heartbeat_at=Now(), attempts=F("attempts") + 1
    )
    return bool(taken)


def beat(job_pk: int, done: int, total: int, message: str) -> bool:
    """Write progress and sign of life. False when the job is no longer running."""
    written = Job.objects.filter(pk=job_pk, state=JobState.RUNNING).update(
        done=done, total=total, message=message, heartbeat_at=Now()
    )
    return bool(written)


def cancel_requested(job_pk: int) -> bool:
    """Whether somebody asked the job to stop."""
    return Job.objects.filter(pk=job_pk, cancel_requested_at__isnull=False).exists()


def finish(job: Job, result: dict[str, Any]) -> bool:
    """From running to done, with the result. False when the job was ended by somebody else."""
    return _end(job, JobState.RUNNING, JobState.DONE, result=result)


def fail(job: Job, sentence: str) -> bool:
    """From running to failed, with a sentence for the person who waits. False when it was ended by somebody else."""
    return _end(job, JobState.RUNNING, JobState.FAILED, error=sentence[:2000])


def cancel(job: Job, before: JobState = JobState.RUNNING) -> bool:
    """From ``before`` to cancelled. False when the job was no longer there."""
    return _end(job, before, JobState.CANCELLED, cancel_requested_at=job.cancel_requested_at or clock.now())


def requeue(job: Job, task_id: str) -> bool:
    """Back to waiting, with a new task, for a job whose worker was killed. False when it has ended meanwhile."""
    changed = Job.objects.filter(pk=job.pk, state__in=OPEN_STATES, task_id=job.task_id).update(
        state=JobState.QUEUED, task_id=task_id, started_at=None, heartbeat_at=None, done=0, total=0, message=""
    )
    return bool(changed)


def _end(job: Job, before: JobState, after: JobState, **values: Any) -> bool:
    with transaction.atomic():
        ended = Job.objects.filter(pk=job.pk, state=before).update(
            state=after, finished_at=clock.now(), done=job.done, total=job.total, message=job.message, **values
        )
        if ended:
            publish(JobEnded(job_id=job.public_id, state=after.value))
    return bool(ended)
