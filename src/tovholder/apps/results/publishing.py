"""Before figures are published: every printed share is a rounding of its count, and every sentence fits its figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.results.highlights import check_highlight
from tovholder.apps.results.kinds import COUNTED
from tovholder.apps.results.models import Highlight, Results, SurveyFigure
from tovholder.apps.results.selectors import highlights_of
from tovholder.apps.surveys.public import Survey, SurveyState, publish_survey
from tovholder.engines.figures import check_rounding
from tovholder.foundation.audit.action import action, noted
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Unfit:
    """A highlight that does not fit its figure, and why, in words."""

    highlight: Highlight
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintCheck:
    """What stands before publishing: the shares that were tried, those that fail, and the sentences that fail."""

    shares: int
    suppressed: int
    unfit_shares: tuple[SurveyFigure, ...]
    highlights: int
    unfit: tuple[Unfit, ...]
    is_stale: bool

    @property
    def fits(self) -> bool:
        """Whether the figures may be published."""
        return not (self.unfit_shares or self.unfit or self.is_stale)


def print_check(results: Results) -> PrintCheck:
    """Try every share of a survey as it will be printed, and every highlight. Reads all figures: for editors' pages."""
    counted = SurveyFigure.objects.filter(item__results=results, measure__in=COUNTED).select_related("item")
    told = counted.filter(suppressed=False)
    said = highlights_of(results.survey)
    return PrintCheck(
        shares=told.count(),
        suppressed=counted.filter(suppressed=True).count(),
        unfit_shares=tuple(_unfit_shares(told.iterator(chunk_size=2_000))),
        highlights=len(said),
        unfit=tuple(_unfit(said)),
        is_stale=_is_stale(results),
    )


def _unfit_shares(figures: Iterable[SurveyFigure]) -> Iterable[SurveyFigure]:
    for one in figures:
        share = one.share
        if share is None or (share.percent is None and share.base):
            yield one
        elif share.percent is not None:
            check = check_rounding(Decimal(share.percent), share.base)
            if share.count not in check.counts:
                yield one


def _unfit(highlights: Iterable[Highlight]) -> Iterable[Unfit]:
    for one in highlights:
        try:
            check_highlight(one)
        except ValidationError as error:
            yield Unfit(one, tuple(error.messages))


def _is_stale(results: Results) -> bool:
    """Whether the survey was open again after the figures were counted."""
    closed = results.survey.closed_at
    return closed is not None and closed > results.computed_at


@action("results.publish_results")
def publish_results(*, by: Actor, survey: Survey, expected_version: int | None = None) -> Survey:
    """Open the figures of a closed survey to all. Raises ``ValidationError`` with what does not fit.

    What is published stands: neither figures nor highlights change after it.
    """
    results = Results.objects.select_related("survey").filter(survey=survey).first()
    if survey.state != SurveyState.CLOSED or results is None:
        raise ValidationError(_("Luk dataindsamlingen, og gør tallene op, før de offentliggøres."))
    found = print_check(results)
    problems = [text for one in found.unfit for text in one.problems]
    if found.unfit_shares:
        problems.append(_("%(count)s andele passer ikke til deres antal.") % {"count": len(found.unfit_shares)})
    if found.is_stale:
        problems.append(_("Dataindsamlingen har været åben, siden tallene blev gjort op. Gør dem op igen."))
    if problems:
        raise ValidationError(problems)
    noted(results, ["published"])
    return publish_survey(by=by, survey=survey, expected_version=expected_version)
