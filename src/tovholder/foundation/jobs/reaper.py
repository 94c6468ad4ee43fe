"""Jobs whose worker was killed: nobody will end them, so the reaper does.

A job counts as abandoned when its last sign of life is older than ``JOB_TIMEOUT_SECONDS``, by the clock of the
database. Its task at django-tasks, which would stand as running for ever, is closed as well.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tovholder.foundation.jobs import states
from tovholder.foundation.jobs.kinds import JOB_KINDS
from tovholder.foundation.jobs.models import Job, JobState
from tovholder.foundation.jobs.runner import run_job

logger = logging.getLogger(__name__)

ENDED_TASKS = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
MOST_ATTEMPTS = 3  # a job that has taken three workers with it is not given a fourth


def reap() -> int:
    """End or restart the jobs whose worker was killed, and give their number."""
    patience = timedelta(seconds=settings.JOB_TIMEOUT_SECONDS)
    silent = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=Now() - patience)
    reaped = sum(_reap(job) for job in silent)
    return reaped + _restart_never_begun(patience)


def _reap(job: Job) -> bool:
    kind = JOB_KINDS.get(job.kind)
    again = kind is not None and kind.idempotent and job.attempts < MOST_ATTEMPTS and job.cancel_requested_at is None
    with transaction.atomic():
        _close_task(job.task_id)
        if again:
            ended = states.requeue(job, _new_task(job))
        else:
            sentence = _("Opgaven blev afbrudt, fordi systemet stoppede undervejs. Start den igen.")
            ended = states.fail(job, sentence)
    if ended:
        outcome = "restarted" if again else "failed"
        logger.warning("Job %s of the kind %s had lost its worker: %s", job.public_id, job.kind, outcome)
    return ended


def _restart_never_begun(patience: timedelta) -> int:
    """Jobs that wait for a task that is over, and tasks that run on paper although their job has ended.

    Either way a worker was killed between the two steps; nothing of a waiting job has been done yet.
    """
    stale = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.RUNNING, started_at__lt=Now() - patience)
        | Q(status__in=ENDED_TASKS, finished_at__lt=Now() - patience, id__in=_waited_for())
    )
    jobs = {job.task_id: job for job in Job.objects.filter(task_id__in=[str(task.id) for task in stale])}
    restarted = 0
    for task in stale:
        job = jobs.get(str(task.id))
        if job is not None and job.state == JobState.RUNNING:
            continue
        with transaction.atomic():
            _close_task(str(task.id))
            if job is not None and job.state == JobState.QUEUED:
                restarted += states.requeue(job, _new_task(job))
    return restarted


def _waited_for() -> list[str]:
    """The tasks of all waiting jobs."""
    return list(Job.objects.filter(state=JobState.QUEUED).exclude(task_id="").values_list("task_id", flat=True))


def _new_task(job: Job) -> str:
    return str(run_job.enqueue(str(job.public_id)).id)


def _close_task(task_id: str) -> None:
    """Let django-tasks know that nobody runs the task any more."""
    if task_id:
        DBTaskResult.objects.filter(id=task_id, status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED,
            finished_at=Now(),
            exception_class_path="tovholder.foundation.jobs.reaper.WorkerLost",
            traceback="",
        )
