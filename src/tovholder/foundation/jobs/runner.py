"""The one task of django-tasks that runs every job."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of, seatless
from tovholder.foundation.jobs import states
from tovholder.foundation.jobs.kinds import JOB_KINDS, Cancelled, JobError, JobKind, JobProgress
from tovholder.foundation.jobs.models import Job
from tovholder.foundation.jobs.pulse import progress_sink
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind

logger = logging.getLogger(__name__)


@task()
def run_job(job_id: str) -> None:
    """Run the job with that public id, if it still waits. Its outcome is written to its row, never raised."""
    job = Job.objects.filter(public_id=job_id).first()
    if job is None or not states.start(job):
        return
    with translation.override(_language(job)):
        _run(job)
    logger.info("Job %s of the kind %s has ended", job.public_id, job.kind)


def _run(job: Job) -> None:
    """From started to ended, in the language of the person who waits."""
    try:
        kind, actor = _kind_of(job), actor_of_job(job)
        with progress_sink(job) as sink:
            result = kind.run(JobProgress(job, actor, sink))
    except Cancelled:
        states.cancel(job)
    except JobError as error:
        states.fail(job, str(error))
    except ValidationError as error:
        states.fail(job, " ".join(error.messages))
    except Exception:
        logger.exception("Job %s of the kind %s failed", job.public_id, job.kind)
        states.fail(job, _unexpected(job))
    except BaseException:
        # The process is told to end at once, in the middle of the job.
        states.fail(job, _("Systemet blev stoppet, mens opgaven kørte. Start opgaven igen."))
        raise
    else:
        states.finish(job, result)


def _kind_of(job: Job) -> JobKind:
    kind = JOB_KINDS.get(job.kind)
    if kind is None:
        raise JobError(_("Denne slags opgave findes ikke længere."))
    return kind


def actor_of_job(job: Job) -> Actor:
    """The actor for whom ``job`` works, with the role as it is today.

    Raises :class:`JobError` when the person may no longer log in, or no longer holds the role.
    """
    if job.actor_kind == ActorKind.SYSTEM:
        return SYSTEM
    if job.actor_kind == ActorKind.ANONYMOUS:
        return ANONYMOUS
    if job.seat_id is not None:
        held = RoleHolding.objects.current_on(clock.today()).filter(user__is_active=True, public_id=job.seat_id)
        holding = held.select_related("user", "role").first()
        if holding is not None:
            return actor_of(holding, ActorKind(job.actor_kind))
    elif job.owner_id is not None:
        user = User.objects.filter(public_id=job.owner_id, is_active=True).first()
        if user is not None:
            return seatless(user)
    raise JobError(_("Den rolle, som opgaven blev startet fra, er ophørt. Start opgaven igen fra en anden rolle."))


def _language(job: Job) -> str:
    """The language of the person who started the job."""
    if job.owner_id is None:
        return "da"
    chosen = User.objects.filter(public_id=job.owner_id).values_list("language", flat=True).first()
    return chosen or "da"


def _unexpected(job: Job) -> str:
    values: dict[str, Any] = {"number": str(job.public_id)[:8]}
    return (
        _(
            "Der skete en fejl, som vi ikke havde forudset, så opgaven blev ikke færdig. "
            "Prøv igen. Sker det igen, så henvis til fejlnummer %(number)s."
        )
        % values
    )
