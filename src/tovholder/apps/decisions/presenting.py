"""How decisions are shown: outcomes, results and how late a review is."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from tovholder.apps.decisions.amounts import with_unit
from tovholder.apps.decisions.choices import Outcome, Result
from tovholder.apps.decisions.models import Criterion, Review, ReviewResult
from tovholder.foundation.ui.values import Status, Tone
from tovholder.kernel import clock

OUTCOME_TONES: Final[dict[str, Tone]] = {
    Outcome.CONTINUE: "success",
    Outcome.ADJUST: "info",
    Outcome.STOP: "success",
}
"""A stop in time is as good an outcome as going on."""
RESULT_TONES: Final[dict[str, Tone]] = {
    Result.MET: "success",
    Result.PARTLY: "info",
    Result.NOT_MET: "warning",
    Result.UNKNOWN: "muted",
}


def is_overdue(review: Review, today: date | None = None) -> bool:
    """Whether a planned review should have been held."""
    return not review.is_held and review.due_on < (today or clock.today())


def review_status(review: Review) -> Status:
    """What was decided, or that it waits."""
    if review.is_held:
        return Status(review.get_outcome_display(), OUTCOME_TONES[review.outcome])
    return Status(_("Overskredet"), "danger") if is_overdue(review) else Status(_("Planlagt"), "neutral")


def result_status(result: ReviewResult) -> Status:
    """How a criterion came out, as a tag."""
    return Status(result.get_result_display(), RESULT_TONES[result.result])


def measured_text(criterion: Criterion) -> str:
    """What the measurements of a criterion's benefit say now, or said last."""
    benefit = criterion.benefit
    if benefit is None or benefit.realised is None:
        return ""
    return with_unit(benefit.realised, benefit)
