"""What is kept back: groups that are too small, and what would give them away."""

from collections.abc import Iterable
from itertools import product

import pytest
from django.test import Client

from tests.resulting import counted, handed_in, names, opened
from tovholder.apps.results.kinds import DomainKind
from tovholder.apps.results.models import Results, SurveyFigure
from tovholder.apps.results.publishing import publish_results
from tovholder.apps.surveys.models import Participant
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

NORTH, MIDDLE, SOUTH = "1081", "1082", "1083"


def hidden(results: Results, question: str, kind: DomainKind = DomainKind.REGION) -> set[str]:
    """The groups of a kind of which something is kept back."""
    found = SurveyFigure.objects.filter(
        item__results=results, item__question=question, domain_kind=kind, suppressed=True
    )
    return set(found.values_list("domain_key", flat=True))


def answered_by(counts: dict[str, int], answers: Iterable[dict[str, object]]) -> Results:
    """A counted survey that so many municipalities of each region answered, with ``answers`` in their order."""
    survey = opened()
    who = [name for region, count in counts.items() for name in names(count, region=region, survey=survey)]
    handed_in(survey, dict(zip(who, answers, strict=False)))
    return counted(survey)


def test_a_group_of_five_is_kept_back_and_so_is_one_that_would_give_it_away() -> None:
    """Five in the north see four others each: too few. The next smallest goes too, or the north would be the rest."""
    results = answered_by({NORTH: 5, MIDDLE: 12, SOUTH: 15}, ({"grows": True} for _at in range(32)))
    assert hidden(results, "grows") >= {NORTH}
    assert hidden(results, "grows") & {MIDDLE, SOUTH}
    told = SurveyFigure.objects.get(item__results=results, item__question="grows", domain_kind="country", option="true")
    assert (told.numerator, told.denominator) == (32, 32)


def test_what_is_kept_back_has_no_numbers_anywhere() -> None:
    """Not in the database, not in the file, not in the API."""
    results = answered_by({NORTH: 5, MIDDLE: 12, SOUTH: 15}, ({"grows": True} for _at in range(32)))
    kept = SurveyFigure.objects.filter(item__results=results, suppressed=True)
    assert kept.exists()
    assert set(kept.values_list("numerator", "denominator", "amount", "low", "logical_low")) == {(None,) * 5}
    publish_results(by=SYSTEM, survey=results.survey)
    found = Client().get(f"/api/v1/survey-figures?question=grows&group_kind=region&group={NORTH}").json()["items"]
    assert [(one["suppressed"], one["numerator"], one["denominator"]) for one in found] == [(True, None, None)] * 2
    assert (
        "holdt tilbage"
        in Client().get("/dataindsamling/tal/lille-2026/spoergsmaal/grows/?opdelt=region").content.decode()
    )


def test_a_group_of_six_is_told() -> None:
    """Each sees five others. Of the two regions where nobody answered there is nothing to tell."""
    results = answered_by({NORTH: 6, MIDDLE: 12, SOUTH: 15}, ({"grows": True} for _at in range(33)))
    assert hidden(results, "grows") == {"1084", "1085"}


@pytest.mark.parametrize("yes", [0, 1, 3, 12, 30])
def test_no_answer_to_a_sensitive_question_can_be_worked_out(yes: int) -> None:
    """Of every hidden group there is another way to share out the answers that fits all that is told."""
    results = answered_by({NORTH: 8, MIDDLE: 12, SOUTH: 13}, ({"harm": at < yes} for at in range(33)))
    figures = list(SurveyFigure.objects.filter(item__results=results, item__question="harm", option="true"))
    told = {(one.domain_kind, one.domain_key): one.numerator for one in figures if not one.suppressed}
    if ("country", "") not in told:
        assert told == {}
        return
    for one in (one for one in figures if one.suppressed):
        assert not _follows(results, (one.domain_kind, one.domain_key), told)


def _follows(results: Results, group: tuple[str, str], told: dict[tuple[str, str], int | None]) -> bool:
    """Whether the count of ``group`` is the same in all ways to share out the answers that fit what is told.

    Tried region by region: the counts of the three regions that fit the country and the regions told.
    """
    rows = Participant.objects.filter(survey=results.survey, submitted_at__isnull=False)
    sizes = {code: rows.filter(region__code=code).count() for code in (NORTH, MIDDLE, SOUTH)}
    if group[1] not in sizes:  # nobody answered there, or it is a class of size
        return False
    ways = {
        dict(zip(sizes, counts, strict=True))[group[1]]
        for counts in product(*(range(size + 1) for size in sizes.values()))
        if sum(counts) == told["country", ""]
        and all(told.get(("region", code), count) == count for code, count in zip(sizes, counts, strict=True))
    }
    return len(ways) == 1


def test_an_option_of_a_sensitive_question_is_not_left_alone() -> None:
    """Yes and no add up to n: a group of which one is kept back is kept back whole."""
    results = answered_by({NORTH: 8, MIDDLE: 12, SOUTH: 13}, ({"harm": at % 3 == 0} for at in range(33)))
    groups: dict[tuple[str, str], set[bool]] = {}
    for one in SurveyFigure.objects.filter(item__results=results, item__question="harm"):
        groups.setdefault((one.domain_kind, one.domain_key), set()).add(one.suppressed)
    assert all(len(states) == 1 for states in groups.values())
