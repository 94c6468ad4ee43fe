"""Publishing: what does not fit is refused, and what is published stands."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.people import client_of, holding
from tests.resulting import handed_in, opened
from tovholder.apps.results.computing import compute_results
from tovholder.apps.results.highlights import HighlightFacts, add_highlight, remove_highlight
from tovholder.apps.results.models import Highlight, Results, SurveyFigure
from tovholder.apps.results.publishing import print_check, publish_results
from tovholder.apps.results.tasks import order_results
from tovholder.apps.surveys.public import SurveyState
from tovholder.foundation.jobs.public import Job
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def training(results: Results) -> SurveyFigure:
    """12 of 20."""
    return SurveyFigure.objects.get(
        item__results=results, item__question="does", option="training", domain_kind="country"
    )


def said(results: Results, text: str, english: str = "") -> Highlight:
    """A highlight about the 12 of 20."""
    facts = HighlightFacts(statement_da=text, statement_en=english, figure=training(results))
    return add_highlight(by=SYSTEM, survey=results.survey, facts=facts)


@pytest.mark.parametrize(
    "text",
    [
        "60 pct. af kommunerne har digital træning.",
        "60 % af kommunerne har det, 12 af 20.",
        "60,0 procent har det (12 ud af 20).",
        "De fleste kommuner har digital træning.",
    ],
)
def test_a_sentence_that_fits_its_figure_is_kept(results: Results, text: str) -> None:
    """Every way to write a per cent, and a sentence without one."""
    assert said(results, text).statement_da == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("62 pct. har det.", "62 pct. kan ikke fås af n = 20: intet helt antal afrundes til det. Tallet er 12."),
        ("65 pct. har det.", "65 pct. passer ikke. Med n = 20 ville antallet være 13, men det er 12."),
        ("60 pct., ja hele 70% af dem.", "70 pct. passer ikke. Med n = 20 ville antallet være 14, men det er 12."),
        ("12 af 21 har det.", "Der står 12 af 21, men tallet er 12 af 20."),
        ("120 pct. har det.", "120 pct. er ingen andel."),
    ],
)
def test_a_sentence_that_does_not_fit_is_refused_with_the_counts_that_would(
    results: Results, text: str, why: str
) -> None:
    """The editor reads what would fit."""
    with pytest.raises(ValidationError) as refused:
        said(results, text)
    assert refused.value.message_dict == {"statement_da": [why]}


def test_the_english_words_are_tried_as_well(results: Results) -> None:
    """A per cent is a per cent."""
    with pytest.raises(ValidationError) as refused:
        said(results, "60 pct. har det.", "65 per cent have it.")
    assert list(refused.value.message_dict) == ["statement_en"]


def test_nothing_can_be_said_of_what_is_kept_back(results: Results) -> None:
    """A figure without numbers has no sentence."""
    figure = training(results)
    SurveyFigure.objects.filter(pk=figure.pk).update(
        suppressed=True, numerator=None, denominator=None, low=None, high=None, logical_low=None, logical_high=None
    )
    with pytest.raises(ValidationError, match="holdt tilbage"):
        said(results, "Nogle har det.")


def test_publishing_is_refused_while_a_sentence_does_not_fit(results: Results) -> None:
    """A sentence that fitted before the figures were counted again, and no longer does."""
    highlight = said(results, "60 pct. har det.")
    Highlight.objects.filter(pk=highlight.pk).update(statement_da="65 pct. har det.")
    assert [one.problems for one in print_check(results).unfit] == [
        ("65 pct. passer ikke. Med n = 20 ville antallet være 13, men det er 12.",)
    ]
    with pytest.raises(ValidationError, match="65 pct"):
        publish_results(by=SYSTEM, survey=results.survey)
    results.survey.refresh_from_db()
    assert results.survey.state == SurveyState.CLOSED


def test_what_is_published_stands(published: Results) -> None:
    """Neither counted again nor said otherwise."""
    with pytest.raises(ValidationError, match="gøres op"):
        compute_results(by=SYSTEM, survey=published.survey)
    with pytest.raises(ValidationError, match="ændres ikke"):
        said(published, "60 pct. har det.")


def test_a_job_that_waited_until_the_figures_were_published_leaves_them(published: Results) -> None:
    """It ends well: somebody was quicker."""
    before = list(SurveyFigure.objects.order_by("pk").values_list("pk", "numerator"))
    job = order_results(published.survey, by=SYSTEM)
    job.refresh_from_db()
    assert (job.state, list(SurveyFigure.objects.order_by("pk").values_list("pk", "numerator"))) == ("done", before)


def test_a_highlight_can_be_taken_away_until_then(results: Results) -> None:
    """And is gone."""
    remove_highlight(by=SYSTEM, highlight=said(results, "60 pct. har det."))
    assert not Highlight.objects.exists()


def test_an_open_survey_is_not_counted_and_not_published() -> None:
    """Answers may still come."""
    survey = opened("aaben-2026")
    handed_in(survey, {"Aabenraa": {"grows": True}})
    with pytest.raises(ValidationError, match="lukket"):
        compute_results(by=SYSTEM, survey=survey)
    with pytest.raises(ValidationError, match="Luk dataindsamlingen"):
        publish_results(by=SYSTEM, survey=survey)


def test_an_editor_counts_checks_and_publishes_on_one_page(results: Results) -> None:
    """By buttons, without scripts; readers see the sentence after it."""
    editor = client_of(holding("national_editor"))
    said(results, "60 pct. af kommunerne har digital træning.", "60 per cent have digital training.")
    place = "/dataindsamling/tal/lille-2026/udgiv/"
    assert "andele er afrundinger af deres antal" in editor.get(place).content.decode()
    again = editor.post(f"{place}goer-op/")
    assert Job.objects.get(kind="results.compute", owner_id__isnull=False).result == {"respondents": 20, "frame": 98}
    assert again.status_code == 302
    results.survey.refresh_from_db()
    editor.post(f"{place}offentliggoer/", {"version": results.survey.version})
    results.survey.refresh_from_db()
    assert results.survey.state == SurveyState.PUBLISHED
    assert "60 pct. af kommunerne har digital træning." in Client().get("/dataindsamling/tal/").content.decode()


def test_a_form_with_words_that_do_not_fit_says_why(results: Results) -> None:
    """The words stay in the form."""
    editor = client_of(holding("national_editor"))
    address = "/dataindsamling/tal/lille-2026/spoergsmaal/does/fund/"
    answer = editor.post(
        address, {"figure": "|training|country|", "statement_da": "65 pct. har det.", "statement_en": "", "position": 1}
    )
    read = answer.content.decode()
    assert "Med n = 20 ville antallet være 13, men det er 12." in read
    assert "65 pct. har det." in read
