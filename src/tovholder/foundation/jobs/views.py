"""The pages of the jobs: the list, and one job with its progress."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tovholder.foundation.jobs.actions import request_cancel
from tovholder.foundation.jobs.models import Job, JobState
from tovholder.foundation.jobs.rules import job_stopper
from tovholder.foundation.jobs.selectors import job_of, jobs_of
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import logged_in
from tovholder.kernel.actor import Actor

PAGE = 25
TONES = {
    JobState.QUEUED: "neutral",
    JobState.RUNNING: "progress",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "muted",
}


@dataclass(frozen=True, slots=True)
class ShownState:
    """A job's state in words and tone."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job as a row of the list."""

    job: Job
    state: ShownState
    is_own: bool


def shown_state(job: Job) -> ShownState:
    """The state of ``job`` as people read it: a job that was asked to stop is stopping."""
    if job.state == JobState.RUNNING and job.cancel_requested_at is not None:
        return ShownState(_("Stopper"), "warning")
    state = JobState(job.state)
    return ShownState(str(state.label), TONES[state])


@never_cache
@require_GET
@allow(logged_in)
def jobs(request: TovholderRequest) -> HttpResponse:
    """The reader's own jobs, and for those who act for a municipality also those of its other people."""
    page = Paginator(jobs_of(request.actor), PAGE).get_page(request.GET.get("side"))
    rows = [ShownJob(job, shown_state(job), job.owner_id == request.actor.user_id) for job in page.object_list]
    sees_others = request.actor.role in roles.COORDINATORS
    return render(request, "jobs/jobs.html", {"page": page, "rows": rows, "sees_others": sees_others})


def _load(actor: Actor, public_id: UUID) -> Job:
    return job_of(actor, public_id)


def _context(request: TovholderRequest, job: Job) -> dict[str, object]:
    return {"job": job, "state": shown_state(job), "may_stop": job.is_open and may(request.actor, job_stopper, job)}


@never_cache
@require_GET
@allow_on(_load, logged_in)
def job_page(request: TovholderRequest, job: Job) -> HttpResponse:
    """One job: how far it is, what came out of it, or why it failed."""
    return render(request, "jobs/job.html", _context(request, job))


@never_cache
@require_GET
@allow_on(_load, logged_in)
def job_progress(request: TovholderRequest, job: Job) -> HttpResponse:
    """The part of the page that is fetched again every other second; when the job has ended, the page is.

    Whoever opens the address by hand is sent to the page it is a part of.
    """
    if not request.htmx:
        return redirect("jobs:job", job.public_id)
    response = render(request, "jobs/progress.html", _context(request, job))
    if not job.is_open:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@allow_on(_load, job_stopper)
def stop_job(request: TovholderRequest, job: Job) -> HttpResponse:
    """Stop the job and go back to its page."""
    try:
        stopped = request_cancel(job, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        if stopped.state == JobState.CANCELLED:
            messages.success(request, _("Opgaven er stoppet."))
        else:
            messages.success(request, _("Opgaven stopper ved sit næste skridt."))
    return redirect("jobs:job", public_id=job.public_id)
