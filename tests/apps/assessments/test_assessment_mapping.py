"""What an answer is taken to mean, and that the questionnaire and the catalogue know what the mapping speaks of."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.people import client_of, holding
from tovholder.apps.assessments.mapping import ABILITIES, LOOK, PLACES, Filter, Level, needs_in
from tovholder.apps.assessments.models import QUESTIONNAIRE
from tovholder.apps.assessments.presenting import TOLD
from tovholder.apps.questionnaires.public import PACKAGED, current_edition
from tovholder.apps.technologies.public import technologies
from tovholder.engines.questionnaires.model import Said, Schema
from tovholder.engines.readability import lix
from tovholder.foundation.codes.models import Code

LIX_LIMIT = 30
TECHNICAL = re.compile(r"teknologi|skærm|tablet|app\b|telefon|digital|net\b", re.IGNORECASE)


@pytest.fixture
def schema(db: None) -> Schema:
    """The questionnaire as every installation has it."""
    return current_edition(QUESTIONNAIRE).content


def test_needs_stand_in_the_order_of_their_importance() -> None:
    """What is most important comes first, then the scale, then the questionnaire; unsaid importance last."""
    found = needs_in(
        {
            "support_themes": ("contact", "structure", "household", "safety", "health"),
            "most_important": "health",
            "health_importance": 2,
            "structure_importance": 3,
            "safety_importance": 5,
            "contact_importance": 3,
            "contact_words": "Jeg vil ringe til min søster",
            "contact_now": "often_hard",
        }
    )
    assert [need.theme for need in found.needs] == ["health", "safety", "contact", "structure", "household"]
    assert [need.importance for need in found.needs] == [2, 5, 3, 3, None]
    assert (found.needs[2].words, found.needs[2].now) == ("Jeg vil ringe til min søster", "often_hard")
    assert found.needs[2].look == (Filter("kategori", "social_contact"),)


def test_what_nobody_said_is_not_a_no() -> None:
    """Do not know and no answer give no code; a no does."""
    found = needs_in({"ability_see": "unknown", "ability_hear": "no", "place_wifi": "partly", "consent": "with_help"})
    assert [(one.code_list, one.code, one.level) for one in (*found.abilities, *found.places)] == [
        ("citizen_ability", "hear", Level.NO),
        ("citizen_ability", "consent", Level.WITH_HELP),
        ("place_demand", "wifi", Level.SOMETIMES),
    ]


def test_what_the_citizen_does_not_want_is_told_unless_it_is_nothing() -> None:
    """A limit is one that was set."""
    assert needs_in({"unwanted_kinds": ("camera", "night")}).limits == ("camera", "night")
    assert needs_in({"unwanted_kinds": ("nothing",)}).limits == ()


@given(
    st.dictionaries(
        st.sampled_from(["support_themes", "most_important", "contact_importance", "ability_see", "unwanted_kinds"]),
        st.one_of(st.booleans(), st.integers(), st.text(max_size=9), st.tuples(st.sampled_from(sorted(LOOK)))),
    )
)
def test_no_answers_break_it(answers: dict[str, bool | int | str | tuple[str, ...]]) -> None:
    """Answers of an edition to come may be of another sort: they say nothing then."""
    found = needs_in(answers)
    assert {need.theme for need in found.needs} <= set(LOOK)


@pytest.mark.requirement("SCR-24")
def test_the_questionnaire_asks_what_the_mapping_reads(schema: Schema) -> None:
    """Each concept of the mapping is a question whose options are the mapping's levels; each part of life a section."""
    by_concept = {question.concept: question for question in schema.questions}
    for concept in (*ABILITIES, *PLACES):
        assert {option.key for option in by_concept[concept].options} <= {*Level, "unknown"}
    assert [option.key for option in by_concept["support_themes"].options] == list(LOOK)
    assert [section.key for section in schema.sections if section.key in LOOK] == list(LOOK)
    assert set(TOLD) <= set(by_concept)
    assert [packaged.order for packaged in PACKAGED if packaged.key == QUESTIONNAIRE] == [60]


def test_every_code_of_the_mapping_is_one_of_the_catalogue(db: None) -> None:
    """So that a demand of a technology and an answer of a citizen meet under one code."""
    known = set(Code.objects.filter(list__in=["citizen_ability", "place_demand"]).values_list("list", "code"))
    spoken = {("citizen_ability", code) for code in ABILITIES.values()} | {
        ("place_demand", one) for one in PLACES.values()
    }
    assert spoken <= known


def test_every_place_to_look_has_something_to_see(db: None) -> None:
    """A link to an empty list would be a promise that is not kept."""
    assert technologies().exists()
    client = client_of(holding("staff", in_unit=None))
    for wanted in sorted({one for found in LOOK.values() for one in found}, key=str):
        page = client.get(reverse("technologies:list"), {wanted.facet: wanted.code})
        assert (page.status_code, "tv-result" in page.content.decode()) == (200, True)


def test_the_first_questions_are_about_life_and_not_about_technology(schema: Schema) -> None:
    """Need before technology: nothing technical is asked before the parts of everyday life are through."""
    before = schema.sections[: 2 + len(LOOK)]
    asked = [
        question for section in before for question in section.questions if not question.key.startswith("money_online")
    ]
    assert [question.text.da for question in asked if TECHNICAL.search(question.text.da)] == []


def _easy(schema: Schema) -> Iterator[tuple[str, str]]:
    """Every easy page: the question and its options, each a sentence."""
    for question in schema.questions:
        assert question.easy is not None
        options = [option.easy for option in question.options]
        said = [question.easy.da, *(one.da for one in options if isinstance(one, Said))]
        assert len(said) == 1 + len(options)
        yield question.key, " ".join(text if text.endswith((".", "?")) else f"{text}." for text in said)


@pytest.mark.requirement("SCR-24")
def test_every_easy_page_is_easy(schema: Schema) -> None:
    """LIX is at most 30 on each page, and every question and option has a picture."""
    assert [(key, round(lix(text).lix)) for key, text in _easy(schema) if lix(text).lix > LIX_LIMIT] == []
    bare = [question.key for question in schema.questions if not question.pictogram]
    bare += [option.key for question in schema.questions for option in question.options if not option.pictogram]
    assert bare == []


def test_every_word_is_there_in_english_too(schema: Schema) -> None:
    """Titles, questions, options, help and easy words."""
    said = [schema.title, schema.intro, *(section.title for section in schema.sections)]
    for question in schema.questions:
        said += [question.text, question.help, question.easy, question.low, question.high]
        said += [text for option in question.options for text in (option.text, option.easy)]
    assert [one.da for one in said if one is not None and not one.en] == []
