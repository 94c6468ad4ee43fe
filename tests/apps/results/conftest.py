"""One counted survey that several tests only read."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.resulting import counted, handed_in, names, opened
from tests.standing import as_tests_live, standing
from tovholder.apps.results.models import Results
from tovholder.apps.results.publishing import publish_results
from tovholder.kernel.actor import SYSTEM


def twenty(survey_names: list[str]) -> dict[str, dict[str, object]]:
    """Twenty municipalities: 12 have training, 8 of them in operation under § 140; 10 know of the economy."""
    answers: dict[str, dict[str, object]] = {}
    for at, name in enumerate(survey_names):
        answers[name] = {
            "does": (["training"] if at < 12 else []) + (["screen"] if at % 2 == 0 else []) or ["screen"],
            "status": {"sul140": "operation" if at < 8 else "planned"} | ({"sul119": "none"} if at < 15 else {}),
            "staff": at + 1,
            "grows": at < 14,
            "top": ["training", "screen"] if at < 9 else ["screen"],
        }
        if at < 10:
            answers[name]["economy"] = "yes" if at < 3 else "early"
    return answers


@pytest.fixture(scope="module")
def _standing_results(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Results]:
    with standing(django_db_blocker), as_tests_live():
        survey = opened()
        handed_in(survey, twenty(names(20, survey=survey)))
        yield counted(survey)


@pytest.fixture
def results(_standing_results: Results, db: None) -> Results:
    """The figures of the small survey, closed and not yet published."""
    return Results.objects.select_related("survey").get(pk=_standing_results.pk)


@pytest.fixture
def published(results: Results) -> Results:
    """The same, published."""
    publish_results(by=SYSTEM, survey=results.survey)
    return Results.objects.select_related("survey").get(pk=results.pk)
