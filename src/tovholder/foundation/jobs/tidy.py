"""What is kept of ended jobs, and for how long."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.db.models.functions import Now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tovholder.foundation.jobs.kinds import JobProgress
from tovholder.foundation.jobs.models import ENDED_STATES, Job, JobState, WorkerSign
from tovholder.kernel import clock

PEOPLES_JOBS_KEPT: Final = timedelta(days=90)
OWN_JOBS_KEPT: Final = timedelta(days=1)  # some schedules run twice a minute
TASKS_KEPT: Final = timedelta(days=2)


def tidy(progress: JobProgress) -> dict[str, Any]:
    """Delete ended jobs and tasks that nobody will look at again, and give their numbers."""
    now = clock.now()
    old = Q(finished_at__lt=now - PEOPLES_JOBS_KEPT)
    own = Q(owner_id__isnull=True, state=JobState.DONE, finished_at__lt=now - OWN_JOBS_KEPT)
    jobs, _by_model = Job.objects.filter(old | own, state__in=ENDED_STATES).delete()
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    tasks, _by_model = DBTaskResult.objects.filter(status__in=ended, finished_at__lt=Now() - TASKS_KEPT).delete()
    WorkerSign.objects.filter(seen_at__lt=Now() - TASKS_KEPT).delete()
    progress.report(1, 1)
    return {"jobs": jobs, "tasks": tasks}
