"""A job that ended before its time leaves no import hanging."""

from tovholder.foundation.events import handles
from tovholder.foundation.jobs.public import Job, JobEnded, JobState
from tovholder.foundation.tables.actions import interrupt
from tovholder.foundation.tables.models import BUSY, ImportBatch
from tovholder.kernel.actor import SYSTEM


@handles(JobEnded)
def free_the_import(event: JobEnded) -> None:
    """Failed, cancelled or killed: say so on the import."""
    if event.state == JobState.DONE:
        return
    batch = ImportBatch.objects.filter(job_id=event.job_id, state__in=BUSY).first()
    if batch is not None:
        reason = Job.objects.filter(public_id=event.job_id).values_list("error", flat=True).first() or ""
        interrupt(batch=batch, reason=reason, by=SYSTEM)
