"""The golden small survey: every figure counted by hand."""

import pytest

from tests.resulting import counted_again
from tovholder.apps.results.models import Results, SurveyFigure, SurveyItem

pytestmark = pytest.mark.django_db


def share(results: Results, question: str, option: str, row: str = "", kind: str = "country") -> SurveyFigure:
    """The figure that stands there."""
    return SurveyFigure.objects.get(
        item__results=results, item__question=question, item__row=row, option=option, domain_kind=kind
    )


@pytest.mark.requirement("SUR-02")
def test_every_figure_has_its_count_its_n_and_its_base(results: Results) -> None:
    """The n of each question is of those with a valid answer; what was asked and not asked stands beside it."""
    assert (results.frame, results.respondents) == (98, 20)
    training = share(results, "does", "training")
    assert (training.numerator, training.denominator, training.frame) == (12, 20, 98)
    operation = share(results, "status", "operation", "sul140")
    assert (operation.numerator, operation.denominator) == (8, 20)
    none = share(results, "status", "none", "sul119")
    assert (none.numerator, none.denominator) == (15, 15)
    asked = SurveyItem.objects.get(results=results, question="status", row="sul119")
    assert (asked.asked, asked.answered, asked.not_asked, asked.concept) == (20, 15, 0, "training.status.sul119")


def test_a_share_of_all_has_an_exact_interval_and_logical_bounds(results: Results) -> None:
    """12 of 20 of 98: 12 to 90 of the 98 would be possible."""
    training = share(results, "does", "training")
    assert (training.logical_low, training.logical_high) == (12 / 98, 90 / 98)
    assert (training.low, training.high) == (0.3979591836734694, 0.7755102040816326)


@pytest.mark.requirement("SUR-02")
def test_a_question_for_some_has_no_interval_and_says_who_was_asked(results: Results) -> None:
    """Economy was asked of the 12 with training; 10 answered, 3 of them yes; 8 were not asked."""
    yes = share(results, "economy", "yes")
    assert (yes.numerator, yes.denominator, yes.frame, yes.low, yes.high) == (3, 10, None, None, None)
    item = SurveyItem.objects.get(results=results, question="economy")
    assert (item.filtered, item.asked, item.answered, item.not_asked) == (True, 12, 10, 8)
    assert item.base_da == (
        "kommuner, der har besvaret spørgsmålet, blandt dem, hvor svaret på ”Hvad har I?” er Digital træning"
    )


def test_numbers_have_mean_and_median_with_their_n(results: Results) -> None:
    """The numbers 1 to 20."""
    told = {
        one.measure: (one.amount, one.denominator)
        for one in SurveyFigure.objects.filter(item__results=results, item__question="staff", domain_kind="country")
    }
    assert told == {"mean": (10.5, 20), "median": (10.5, 20)}


def test_a_ranking_tells_mentions_and_places(results: Results) -> None:
    """Training is first of nine; screen visits are second of those and first of eleven."""
    training, screen = share(results, "top", "training"), share(results, "top", "screen")
    assert (training.numerator, training.places) == (9, [9, 0])
    assert (screen.numerator, screen.places) == (20, [11, 9])


def test_a_survey_is_counted_anew_until_it_is_published(results: Results) -> None:
    """The rows are replaced, not doubled."""
    before = SurveyFigure.objects.count()
    again = counted_again(results.survey)
    assert (again.pk, SurveyFigure.objects.count()) == (results.pk, before)
