"""Reading jobs and the state of the workers."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models.functions import Now
from django.http import Http404

from tovholder.foundation.jobs.models import Job, JobQuerySet, WorkerSign
from tovholder.kernel.actor import Actor


def jobs_of(actor: Actor) -> JobQuerySet:
    """The jobs that ``actor`` may see, the newest first."""
    return Job.objects.visible_to(actor)


def job_of(actor: Actor, job_id: UUID) -> Job:
    """The job with that public id. Raises ``Http404`` when the actor may not see it."""
    job = jobs_of(actor).filter(public_id=job_id).first()
    if job is None:
        raise Http404
    return job


def worker_seen_at() -> datetime | None:
    """When a worker last gave a sign of life, in the time of the database; None when none ever did."""
    return WorkerSign.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


def worker_is_alive(within: timedelta = timedelta(seconds=60)) -> bool:
    """Whether a worker gave a sign of life ``within`` that time, by the clock of the database."""
    return WorkerSign.objects.filter(seen_at__gte=Now() - within).exists()
