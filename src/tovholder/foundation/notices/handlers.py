"""What the room tells people of by itself: a job that failed."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tovholder.foundation.accounts.models import User
from tovholder.foundation.events.bus import handles
from tovholder.foundation.jobs.public import Job, JobEnded, JobState
from tovholder.foundation.notices.actions import notify


@handles(JobEnded)
def tell_of_failed_job(event: JobEnded) -> None:
    """Whoever started a job hears that it failed, wherever they are by then."""
    if event.state != JobState.FAILED:
        return
    job = Job.objects.get(public_id=event.job_id)
    user = User.objects.filter(public_id=job.owner_id, is_active=True).first() if job.owner_id is not None else None
    if user is None:
        return
    with translation.override(user.language):
        about = _("“%(job)s” blev ikke færdig") % {"job": job.title}
    notify("notices.job_failed", to=user, about=about, url=reverse("jobs:job", args=[job.public_id]))
