"""The questionnaires of the national data collection, as the product brings them."""

from collections.abc import Mapping

import pytest
from django.http import QueryDict

from tests.people import municipality
from tests.questionnaire import response_to
from tovholder.apps.questionnaires.editions import PACKAGED, packaged_schema
from tovholder.apps.questionnaires.public import answer, current_edition, evaluation_of, section_form
from tovholder.engines.questionnaires import evaluate
from tovholder.engines.questionnaires.model import Value
from tovholder.kernel.actor import SYSTEM


def states(answers: Mapping[str, Value]) -> dict[str, str]:
    """The states of the questions of the yearly questionnaire."""
    schema = packaged_schema(PACKAGED["velfaerdsteknologi"])
    return {key: item.state.value for key, item in evaluate(schema, answers).items.items()}


@pytest.mark.requirement("SUR-08")
def test_only_those_who_have_it_are_asked_about_its_economy() -> None:
    """In operation or being implemented under one paragraph at least; planned is not enough."""
    for degree, asked in (("operation", "missing"), ("implementing", "missing"), ("planned", "inapplicable")):
        found = states({"training_status": {"sel85": degree}, "screen_status": {"nursing": degree}})
        assert (found["training_economy"], found["screen_economy"]) == (asked, asked)
    assert states({})["training_economy"] == "inapplicable"
    options = {one.key: one for one in packaged_schema(PACKAGED["velfaerdsteknologi"]).questions}["training_economy"]
    assert [one.key for one in options.options] == ["yes", "no", "too_early"]


@pytest.mark.requirement("SUR-09")
def test_growth_in_training_has_reasons_both_ways() -> None:
    """Yes asks how, no asks why technology is used then."""
    running: dict[str, Value] = {"training_status": {"sul140": "operation"}}
    for said_, how, why in ((True, "missing", "inapplicable"), (False, "inapplicable", "missing")):
        found = states(running | {"training_growth": said_})
        assert (found["training_growth_yes"], found["training_growth_no"]) == (how, why)
    assert states(running)["training_growth_yes"] == "inapplicable"


@pytest.mark.requirement("KNO-15")
def test_professional_development_has_room_for_words() -> None:
    """A text for each theme that staff chose, and a quote with its own consent."""
    found = states(
        {"training_status": {"sul140": "operation"}, "training_staff_benefits": ("professional", "planning")}
    )
    themes = ("professional", "satisfaction", "planning", "environment")
    assert [found[f"training_staff_{theme}"] for theme in themes] == [
        "missing",
        "inapplicable",
        "missing",
        "inapplicable",
    ]
    assert found["training_staff_quote"] == "missing"


@pytest.mark.requirement("SUR-07")
@pytest.mark.django_db
def test_the_five_greatest_are_ranked_and_described() -> None:
    """Until now and expected, five at most, the same technologies in both, and free words to each."""
    edition = current_edition("velfaerdsteknologi")
    asked = {one.key: one for one in edition.content.questions}
    until_now, expected = asked["top_until_now"], asked["top_expected"]
    assert (until_now.most, expected.most) == (5, 5)
    assert until_now.options == expected.options
    response = response_to(edition, municipality=municipality())
    data = "top_until_now.1=transfer&top_until_now.2=sensors&top_until_now_text=Loftlifte"
    form = section_form(response, "top", QueryDict(data))
    assert form.is_valid()
    answer(response, form.values(), seen=form.seen(), by=SYSTEM)
    items = evaluation_of(response).items
    assert [items[key].value for key in ("top_until_now", "top_until_now_text", "top_expected")] == [
        ("transfer", "sensors"),
        "Loftlifte",
        None,
    ]


def test_the_packaged_questionnaires_are_in_two_languages() -> None:
    """Every word of them, and every concept names what the other rooms ask for."""
    for key in ("velfaerdsteknologi", "oekonomi"):
        schema = packaged_schema(PACKAGED[key])
        spoken = [schema.title, schema.intro]
        for section in schema.sections:
            spoken += [section.title, section.intro]
        for one in schema.questions:
            spoken += [one.text, one.help or one.text, *(part.text for part in (*one.options, *one.rows))]
        assert [words for words in spoken if words is None or not words.da or not words.en] == []
        assert [one.key for one in schema.questions if one.key != one.concept.replace(".", "_")] == []
