"""Starting and stopping jobs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.foundation.audit.action import action, created, noted
from tovholder.foundation.jobs import states
from tovholder.foundation.jobs.kinds import JOB_KINDS
from tovholder.foundation.jobs.models import Job, JobState
from tovholder.foundation.jobs.runner import run_job
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("jobs.enqueue")
def enqueue(kind: str, *, by: Actor, arguments: dict[str, Any] | None = None) -> Job:
    """Order a job of that kind for ``by``, in the caller's transaction: a rollback leaves nothing behind.

    Raises ``KeyError`` for a kind that nobody registered.
    """
    job = created(_new(kind, by, arguments or {}))
    _hand_over(job)
    return job


def enqueue_once(kind: str, *, by: Actor, arguments: dict[str, Any] | None = None) -> Job:
    """As :func:`enqueue`, unless a job of that kind with those arguments already waits: then that one is given.

    For work that many changes ask for, such as bringing the search index up to date. Without an audit entry: it
    follows from actions that have theirs.
    """
    waiting = Job.objects.filter(kind=kind, arguments=arguments or {}, state=JobState.QUEUED).first()
    if waiting is not None:
        return waiting
    job = _new(kind, by, arguments or {})
    job.full_clean()
    job.save(force_insert=True)
    _hand_over(job)
    return job


@action("jobs.cancel")
def request_cancel(job: Job, *, by: Actor) -> Job:
    """Stop a job: at once while it waits, at its next step when it runs.

    Raises ``ValidationError`` when it has already ended.
    """
    if not states.cancel(job, before=JobState.QUEUED):
        asked = Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_requested_at=clock.now())
        if not asked:
            raise ValidationError(_("Opgaven er allerede afsluttet."))
    noted(job, ["cancel_requested_at"])
    job.refresh_from_db()
    return job


@action("jobs.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the jobs of a municipality that became part of another, ended ones too; gives how many."""
    ordered = Job.objects.filter(municipality=old)
    first = ordered.order_by("pk").first()
    if first is None:
        return 0
    noted(first, ["municipality"])
    return ordered.update(municipality=into)


def _new(kind: str, by: Actor, arguments: dict[str, Any]) -> Job:
    return Job(
        kind=JOB_KINDS[kind].key,
        arguments=arguments,
        actor_kind=by.kind.value,
        owner_id=by.user_id,
        seat_id=by.seat_id,
        municipality_id=by.municipality_id,
        enqueued_at=clock.now(),
    )


def _hand_over(job: Job) -> None:
    """Give the job to django-tasks and remember its task. In tests the job has run when this returns."""
    handed = run_job.enqueue(str(job.public_id))
    Job.objects.filter(pk=job.pk).update(task_id=str(handed.id))
    job.refresh_from_db()
