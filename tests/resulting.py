"""A small survey of ten questions answered by municipalities of the reference data, for tests of its figures.

Who answers is said by name, so that every figure can be counted by hand.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.questionnaire import option, question, said
from tovholder.apps.questionnaires.editions import add_edition
from tovholder.apps.questionnaires.models import Answer, Response
from tovholder.apps.results.computing import compute_results
from tovholder.apps.results.models import Results
from tovholder.apps.surveys.models import Participant
from tovholder.apps.surveys.public import Survey, SurveyFacts, close_survey, create_survey, open_survey
from tovholder.engines.questionnaires.model import Among, Compare, QuestionKind, Schema, Section
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

DEGREES = (
    option("operation", text=said("I drift", "In operation")),
    option("planned", text=said("Planlagt", "Planned")),
    option("none", text=said("Ikke begyndt", "Not begun")),
)
ROWS = (
    option("sul140", text=said("SUL § 140", "Health act section 140")),
    option("sul119", text=said("SUL § 119", "Health act section 119")),
)
DOES = (
    option("training", text=said("Digital træning", "Digital training")),
    option("screen", text=said("Skærmbesøg", "Screen visits")),
)
ECONOMY = (
    option("yes", text=said("Ja", "Yes")),
    option("no", text=said("Nej", "No")),
    option("early", text=said("For tidligt at sige", "Too early to say")),
)


def schema(key: str = "smaa", **changed: Any) -> Schema:
    """A questionnaire with everything that has figures; ``changed`` replaces questions by key."""
    questions = {
        "does": question("does", QuestionKind.MANY, text=said("Hvad har I?", "What do you have?"), options=DOES),
        "status": question(
            "status",
            QuestionKind.MATRIX,
            text=said("Hvor langt er I?", "How far are you?"),
            concept="training.status",
            rows=ROWS,
            options=DEGREES,
        ),
        "economy": question(
            "economy",
            QuestionKind.ONE,
            text=said("Er der økonomiske gevinster?", "Are there economic benefits?"),
            concept="training.economy",
            options=ECONOMY,
            relevant=Among(question="does", values=("training",)),
        ),
        "staff": question(
            "staff",
            QuestionKind.NUMBER,
            text=said("Hvor mange ansatte?", "How many employees?"),
            minimum=0,
            maximum=999,
            unit=said("ansatte", "employees"),
        ),
        "grows": question("grows", QuestionKind.YES_NO, text=said("Vokser det?", "Does it grow?")),
        "harm": question(
            "harm",
            QuestionKind.YES_NO,
            text=said("Har det skadet nogen?", "Has it harmed anybody?"),
            sensitive=True,
        ),
        "top": question(
            "top",
            QuestionKind.RANKING,
            text=said("Hvad gavner mest?", "What benefits most?"),
            concept="top.until_now",
            options=DOES,
            most=2,
        ),
        "voice": question("voice", QuestionKind.QUOTE, text=said("Sig det med egne ord", "In your own words")),
        "closed": question(
            "closed",
            QuestionKind.YES_NO,
            text=said("Er det stoppet?", "Has it stopped?"),
            relevant=Compare(question="grows", op="eq", value=False),
        ),
    }
    questions |= changed
    sections = (
        Section(
            key="training",
            title=said("Digital træning", "Digital training"),
            questions=tuple(questions[name] for name in ("does", "status", "economy", "staff")),
        ),
        Section(
            key="rest",
            title=said("Det hele", "All of it"),
            questions=tuple(questions[name] for name in ("grows", "harm", "top", "voice", "closed")),
        ),
    )
    return Schema(key=key, title=said("Den lille undersøgelse", "The small survey"), sections=sections)


def opened(key: str = "lille-2026", on: date = date(2026, 10, 1), of: Schema | None = None, **facts: Any) -> Survey:
    """An open survey whose frame is that of ``on``."""
    asked = of or schema()
    add_edition(asked)
    given: dict[str, Any] = {
        "key": key,
        "year": on.year,
        "title_da": f"Lille undersøgelse {on.year}",
        "title_en": f"Small survey {on.year}",
        "purpose_da": "At se, om tallene passer.",
        "questionnaire_key": asked.key,
        "opens_on": on,
        "closes_on": date(2026, 12, 1),
        "frame_on": on,
    }
    survey = create_survey(by=SYSTEM, facts=SurveyFacts(**given | facts))
    return open_survey(by=SYSTEM, survey=survey)


def handed_in(survey: Survey, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """The answers by the name of the municipality and the question, as if each had handed them in."""
    rows = {one.name: one for one in Participant.objects.filter(survey=survey)}
    assert survey.questionnaire is not None
    now = clock.now()
    for name, values in answers.items():
        one = rows[name]
        one.response = Response.objects.create(
            edition=survey.questionnaire,
            about=one.public_id,
            municipality=one.municipality,
            tier=Tier.MUNICIPALITY,
            opened_at=now,
        )
        one.submitted_at, one.submitted_by_name = now, "Mette Holm"
        one.save()
        Answer.objects.bulk_create(
            Answer(response=one.response, question=key, value=value, answered_at=now) for key, value in values.items()
        )


def counted(survey: Survey) -> Results:
    """The figures of a survey that is closed first: its job has then run, as it does in tests."""
    close_survey(by=SYSTEM, survey=survey)
    return Results.objects.select_related("survey").get(survey=survey)


def counted_again(survey: Survey) -> Results:
    """The figures counted anew."""
    return compute_results(by=SYSTEM, survey=survey)


def names(count: int, *, region: str = "", survey: Survey) -> list[str]:
    """The first ``count`` municipalities of the frame in Danish order, of one region or of all."""
    found = Participant.objects.filter(survey=survey).order_by("sort_key")
    return list((found.filter(region__code=region) if region else found).values_list("name", flat=True)[:count])
