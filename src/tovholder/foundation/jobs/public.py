"""What other rooms may use of the jobs."""

from tovholder.foundation.jobs.actions import enqueue, enqueue_once, request_cancel
from tovholder.foundation.jobs.events import JobEnded
from tovholder.foundation.jobs.kinds import (
    JOB_KINDS,
    SCHEDULES,
    Cancelled,
    JobError,
    JobKind,
    JobProgress,
    Schedule,
)
from tovholder.foundation.jobs.models import Job, JobState
from tovholder.foundation.jobs.selectors import job_of, jobs_of, worker_is_alive, worker_seen_at

__all__ = [
    "JOB_KINDS",
    "SCHEDULES",
    "Cancelled",
    "Job",
    "JobEnded",
    "JobError",
    "JobKind",
    "JobProgress",
    "JobState",
    "Schedule",
    "enqueue",
    "enqueue_once",
    "job_of",
    "jobs_of",
    "request_cancel",
    "worker_is_alive",
    "worker_seen_at",
]
