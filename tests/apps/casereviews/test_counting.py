"""What a review adds up to: like compared with like, always with its base."""

from decimal import Decimal

import pytest

from tovholder.apps.casereviews.counting import Case, Effort, total_of
from tovholder.apps.casereviews.presenting import sentences
from tovholder.apps.casereviews.questions import question, questions
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code


def _effort(minutes: int, visits: int, staff: int) -> Effort:
    return Effort(Decimal(minutes), Decimal(visits), staff)


@pytest.mark.requirement("BEN-10")
def test_hours_are_minutes_times_visits_times_staff_of_those_measured_twice() -> None:
    """One who was measured only before counts among the citizens and not in the hours."""
    cases = [
        Case(_effort(15, 20, 2), _effort(15, 20, 1), "aid_and_training"),
        Case(_effort(10, 12, 2), _effort(20, 12, 1), "aid_and_training"),
        Case(_effort(30, 14, 2), None, "still_two"),
        Case(None, None, ""),
    ]
    total = total_of(cases)
    assert (total.citizens, total.assessed, total.measured, total.still_two) == (4, 3, 2, 1)
    assert (total.before, total.after, total.freed) == (Decimal("14.00"), Decimal("9.00"), Decimal("5.00"))


def test_more_help_is_told_as_more() -> None:
    """A review that found that help was missing did its work too."""
    total = total_of([Case(_effort(10, 6, 1), _effort(20, 6, 1), "aid_and_training")])
    assert total.freed == Decimal("-1.00")
    assert sentences(total)[1] == "1 timer mere om ugen: fra 1 til 2, målt hos 1 af 1 borgere."


def test_a_small_base_is_shown_and_said() -> None:
    """The sum stands with its count, and a sentence says not to pass it on."""
    one = Case(_effort(15, 20, 2), _effort(15, 20, 1), "aid_and_training")
    assert sentences(total_of([one, Case(_effort(15, 20, 2), None, "still_two")])) == [
        "2 af 2 borgere er vurderet.",
        "5 timer om ugen er frigjort: fra 10 til 5, målt hos 1 af 2 borgere.",
        "1 behøver stadig to. Det er et svar, ikke en fejl.",
        "Tallet bygger på færre end fem borgere. Brug det i enheden, og giv det ikke videre.",
    ]
    assert len(sentences(total_of([one] * 5))) == 2


def test_nothing_adds_up_to_nothing() -> None:
    """Without a row, and without a second measure."""
    assert sentences(total_of([])) == ["0 af 0 borgere er vurderet.", "Ingen er målt både før og efter endnu."]


@pytest.mark.requirement("BEN-10")
@pytest.mark.django_db
def test_the_questions_name_benefits_answers_and_aids_that_are_known() -> None:
    """For transfer, toilets and aids they cover freed staff, budgets, admissions, postponed and fewer services."""
    known = {
        name: set(Code.objects.of(name).values_list("code", flat=True))
        for name in ("benefit_economy", "review_outcome")
    }
    slugs = set(Technology.objects.values_list("slug", flat=True))
    for one in questions():
        assert set(one.benefits) <= known["benefit_economy"]
        assert set(one.outcomes) <= known["review_outcome"]
        assert set(one.technologies) <= slugs
    named = {key: set(found.benefits) for key in ("transfer", "toilet", "aids") if (found := question(key))}
    assert {"freed_staff", "budget_reduction"} <= named["transfer"]
    assert {"freed_staff", "budget_reduction", "prevented_admission"} <= named["toilet"]
    assert {"postponed_help", "fewer_services"} <= named["aids"]
