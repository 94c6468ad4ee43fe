"""The questionnaire of the screening: need first, easy words, both languages."""

import json
from importlib.resources import files
from typing import Any

import pytest

from tovholder.apps.questionnaires.schema import read_schema
from tovholder.engines.questionnaires.model import Schema
from tovholder.engines.readability import lix

FILE = files("tovholder.apps.screenings").joinpath("data/screening.json")


def schema() -> Schema:
    """The packaged questionnaire."""
    return read_schema(FILE.read_bytes())


def concepts(section: str) -> list[str]:
    """What a section asks about."""
    return [question.concept for one in schema().sections if one.key == section for question in one.questions]


@pytest.mark.requirement("SCR-12")
def test_the_first_question_is_what_citizens_need_support_for() -> None:
    """Neither an app nor a device is named before needs have been asked for."""
    first = schema().questions[0]
    assert (first.concept, first.text.da) == ("need_support", "Hvad har borgerne brug for støtte til?")
    assert first.easy is not None
    assert first.easy.da == "Hvad vil du gerne have hjælp til?"
    assert [section.key for section in schema().sections] == [
        "needs",
        "staff",
        "match",
        "resources",
        "competences",
        "interest",
        "experiences",
        "purpose",
        "lead",
    ]


@pytest.mark.requirement("SCR-02")
def test_it_asks_how_needs_are_to_lead() -> None:
    """Citizens' needs, wishes and interests; when to say no; who watches."""
    assert concepts("lead") == ["lead_how", "lead_stop", "lead_who"]


@pytest.mark.requirement("SCR-03")
def test_it_asks_for_the_needs_limits_and_possibilities_of_staff() -> None:
    """All three."""
    assert concepts("staff") == ["staff_needs", "staff_limits", "staff_possibilities"]


@pytest.mark.requirement("SCR-07")
def test_it_asks_for_money_and_hours() -> None:
    """Economy, who pays, hours of staff, support."""
    assert concepts("resources") == ["budget", "budget_words", "who_pays", "staff_hours", "support"]


@pytest.mark.requirement("SCR-08")
def test_it_asks_for_readiness_in_the_unit_and_in_the_administration() -> None:
    """Both, on the same scale."""
    asked = {
        one.concept: (one.minimum, one.maximum) for one in schema().questions if one.concept.startswith("readiness")
    }
    assert asked == {"readiness_unit": (1, 5), "readiness_administration": (1, 5)}


@pytest.mark.requirement("SCR-09")
def test_it_asks_who_has_the_interest() -> None:
    """Staff and citizens."""
    assert concepts("interest") == ["interested", "interest_citizens"]


@pytest.mark.requirement("SCR-14")
def test_it_asks_for_experiences_so_far() -> None:
    """How much, what, and what was learnt."""
    assert concepts("experiences") == ["experience", "experience_words", "experience_learnt"]


def _said(plain: Any) -> list[dict[str, str]]:
    if isinstance(plain, dict):
        own = [plain] if "da" in plain else []
        return own + [one for value in plain.values() for one in _said(value)]
    return [one for value in plain for one in _said(value)] if isinstance(plain, list) else []


def test_every_word_is_there_in_english_too() -> None:
    """No question stands in Danish alone."""
    said = _said(json.loads(FILE.read_text(encoding="utf-8")))
    assert [one["da"] for one in said if not one.get("en")] == []


def test_the_easy_words_are_easy() -> None:
    """LIX at most 30 for every question that citizens meet, and a picture at each and at each of its choices."""
    easy = [question for question in schema().questions if question.easy is not None]
    hard = [question.key for question in easy if question.easy is not None and lix(question.easy.da).lix > 30]
    assert hard == []
    assert [question.key for question in easy if not question.pictogram] == []
    choices = [option for question in easy for option in question.options]
    assert [option.key for option in choices if option.easy is None or not option.pictogram] == []
