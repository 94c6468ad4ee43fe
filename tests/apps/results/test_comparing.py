"""The same question over the years: comparable, with other words, or broken, and why."""

from datetime import date

import pytest
from django.test import Client

from tests.people import actor, client_of, holding
from tests.questionnaire import option, question, said
from tests.resulting import DEGREES, ROWS, counted, handed_in, names, opened, schema
from tovholder.apps.results.breaking import BreakFacts, add_break
from tovholder.apps.results.comparing import paragraphs_in, series_of
from tovholder.apps.results.models import ConceptBreak
from tovholder.apps.results.picturing import year_chart
from tovholder.apps.results.publishing import publish_results
from tovholder.apps.surveys.public import Participant, Survey
from tovholder.engines.questionnaires.model import Comparability, QuestionKind, Schema
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import ANONYMOUS, SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


def year(on: date, share: int, of: Schema | None = None) -> Survey:
    """A published survey of that year: ``share`` of 20 have training, and that many are in operation under § 119."""
    with clock_at(on):
        survey = opened(f"lille-{on.year}", on, of, closes_on=date(on.year, 12, 31))
        who = names(20, survey=survey)
        handed_in(
            survey,
            {
                name: {
                    "does": ["training"] if at < share else ["screen"],
                    "status": {
                        "sul140": "operation" if at < share else "none",
                        "sul119": "operation" if at < share else "none",
                    },
                    "grows": at < share,
                }
                for at, name in enumerate(who)
            },
        )
        counted(survey)
        return publish_results(by=SYSTEM, survey=survey)


def stands(concept: str, option_key: str = "") -> list[tuple[str, Comparability | None]]:
    """How each year stands to the one before."""
    return [(one.label, one.comparability) for one in series_of(ANONYMOUS, concept, option_key)]


def test_the_same_question_can_be_compared() -> None:
    """Two years, one line."""
    year(date(2024, 10, 1), 8)
    year(date(2026, 10, 1), 12)
    assert stands("does", "training") == [("2024", None), ("2026", Comparability.COMPARABLE)]
    chart = year_chart(series_of(ANONYMOUS, "does"), "training", "share")
    assert chart is not None
    assert [(one.name, list(one.values)) for one in chart.series] == [("2024–2026", [40, 60])]


def test_changed_words_are_said_and_changed_options_break() -> None:
    """The line goes on over new words, and stops at new options."""
    year(date(2024, 10, 1), 8)
    words = question("grows", QuestionKind.YES_NO, text=said("Bliver det til mere?", "Is there more of it?"))
    options = question(
        "status",
        QuestionKind.MATRIX,
        concept="training.status",
        text=said("Hvor langt er I?", "How far are you?"),
        rows=ROWS,
        options=(*DEGREES, option("stopped", text=said("Stoppet", "Stopped"))),
    )
    year(date(2026, 10, 1), 12, schema(grows=words, status=options))
    assert stands("grows") == [("2024", None), ("2026", Comparability.WORDING)]
    assert stands("training.status.sul140") == [("2024", None), ("2026", Comparability.BREAK)]


def test_a_paragraph_that_ends_between_two_frames_breaks_its_row_alone() -> None:
    """The patient-oriented part of SUL § 119 ends with 2026; § 140 goes on. The line does not cross."""
    year(date(2026, 10, 1), 8)
    year(date(2027, 10, 1), 12)
    assert stands("training.status.sul140")[1] == ("2027", Comparability.COMPARABLE)
    broken = series_of(ANONYMOUS, "training.status.sul119")
    assert broken[1].comparability is Comparability.BREAK
    assert "31. december 2026" in broken[1].reasons[0]
    chart = year_chart(broken, "operation", "share")
    assert chart is not None
    assert [list(one.values) for one in chart.series] == [[40, None], [None, 60]]
    read = Client().get("/dataindsamling/tal/lille-2027/spoergsmaal/status/?raekke=sul119").content.decode()
    assert "Brud" in read
    assert "gælder til og med 31. december 2026" in read


def test_the_elderly_care_act_breaks_what_is_asked_of_its_paragraphs() -> None:
    """From 1 July 2025 SEL § 83 is another thing; asked as an option it breaks that option alone."""
    places = question(
        "does",
        QuestionKind.MANY,
        text=said("Hvor?", "Where?"),
        options=(option("sel83", text=said("SEL § 83")), option("sel85", text=said("SEL § 85"))),
    )
    from_then = schema(does=places, economy=question("economy", QuestionKind.YES_NO, concept="training.economy"))
    for on in (date(2024, 10, 1), date(2026, 10, 1)):
        with clock_at(on):
            survey = opened(f"lille-{on.year}", on, from_then, closes_on=date(on.year, 12, 31))
            handed_in(survey, {name: {"does": ["sel83", "sel85"]} for name in names(20, survey=survey)})
            counted(survey)
            publish_results(by=SYSTEM, survey=survey)
    assert stands("does", "sel85")[1] == ("2026", Comparability.COMPARABLE)
    broken = series_of(ANONYMOUS, "does", "sel83")[1]
    assert broken.comparability is Comparability.BREAK
    assert [reason.partition(".")[0] for reason in broken.reasons] == ["Ældreloven gælder fra 1"]


def test_an_editor_writes_a_break_with_its_reason() -> None:
    """About a concept and all that lies within it."""
    year(date(2024, 10, 1), 8)
    year(date(2026, 10, 1), 12)
    facts = BreakFacts(concept="training.status", breaks_on=date(2025, 1, 1), reason_da="Vi spørger om noget andet.")
    add_break(by=actor("national_editor"), facts=facts)
    assert series_of(ANONYMOUS, "training.status.sul140")[1].reasons == ("Vi spørger om noget andet.",)
    assert stands("does")[1] == ("2026", Comparability.COMPARABLE)


def test_years_that_are_not_published_are_nobodys_to_compare_with() -> None:
    """The series has what its reader may see."""
    year(date(2024, 10, 1), 8)
    with clock_at(date(2026, 10, 1)):
        survey = opened()
        handed_in(survey, {name: {"does": ["training"]} for name in names(20, survey=survey)})
        counted(survey)
    assert len(series_of(ANONYMOUS, "does")) == 1
    assert len(series_of(actor("national_editor"), "does")) == 2


def test_a_municipality_sees_the_answers_of_those_that_became_part_of_it() -> None:
    """By successor: the name of the day, the answers of today's authority."""
    survey = year(date(2024, 10, 1), 8)
    first, second = Participant.objects.filter(survey=survey, submitted_at__isnull=False).order_by("sort_key")[:2]
    Participant.objects.filter(pk=second.pk).update(municipality=first.municipality)
    client = client_of(holding("coordinator", at=Municipality.objects.get(pk=first.municipality_id)))
    read = client.get("/dataindsamling/tal/lille-2024/spoergsmaal/does/").content.decode()
    assert f"{first.name}: Jeres svar; {second.name}: Jeres svar" in read


def test_the_packaged_breaks_are_loaded_once() -> None:
    """The elderly care act, by its four paragraphs."""
    assert set(ConceptBreak.objects.filter(packaged=True).values_list("paragraph", flat=True)) == {
        "sel83",
        "sel83a",
        "sel84",
        "sel86",
    }
    assert paragraphs_in("training.status.sel83a", "", ["sel83", "sel83a"]) == {"sel83a"}
