"""Counting a survey as a job: with progress, and so that it can be stopped."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.results.computing import compute_results
from tovholder.apps.surveys.public import Survey, SurveyState
from tovholder.foundation.jobs.public import Job, JobError, JobKind, JobProgress, enqueue_once
from tovholder.kernel.actor import Actor


def order_results(survey: Survey, *, by: Actor) -> Job:
    """Have the figures of a closed survey counted, unless that waits already."""
    return enqueue_once("results.compute", by=by, arguments={"survey": survey.key})


def order_by_id(survey_id: UUID, *, by: Actor) -> Job:
    """The same for a survey known by its public id."""
    return order_results(Survey.objects.get(public_id=survey_id), by=by)


def _run(progress: JobProgress) -> dict[str, Any]:
    survey = Survey.objects.select_related("questionnaire").filter(key=progress.arguments["survey"]).first()
    if survey is None:
        raise JobError(_("Dataindsamlingen findes ikke længere."))
    if survey.state == SurveyState.PUBLISHED:
        return {}  # somebody counted and published while the job waited: the figures stand

    def report(done: int, total: int) -> None:
        progress.report(done, total, _("Tæller svarene op"))

    try:
        results = compute_results(by=progress.actor, survey=survey, report=report)
    except ValidationError as error:
        raise JobError(" ".join(error.messages)) from error
    return {"respondents": results.respondents, "frame": results.frame}


def _where(job: Job) -> str:
    return reverse("results:publishing", args=[job.arguments["survey"]])


COMPUTE = JobKind(
    key="results.compute",
    label=gettext_lazy("Gør tal fra en dataindsamling op"),
    run=_run,
    result_url=_where,
    idempotent=True,
)
