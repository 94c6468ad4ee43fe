"""Answering: nothing that anybody wrote is lost."""

import pytest
from django.core.exceptions import ValidationError

from tests.people import actor, municipality
from tests.questionnaire import response_to
from tovholder.apps.questionnaires.public import (
    answer,
    answer_of,
    evaluation_of,
    history_of_answer,
    section_form,
)
from tovholder.engines.questionnaires.model import ItemState

pytestmark = pytest.mark.django_db


def test_answers_are_saved_and_evaluated() -> None:
    """What is answered stands, what it opens is named, and what does not apply is left out."""
    by = actor("staff")
    response = response_to(municipality=municipality())
    kept = answer(response, {"skaerm": True}, seen={}, by=by)
    assert (kept.saved, kept.merged, kept.opened) == (("skaerm",), (), ("timer",))
    evaluation = evaluation_of(response)
    assert evaluation.items["skaerm"].value is True
    assert (evaluation.answered, evaluation.applicable, evaluation.missing_required) == (1, 7, ())
    assert evaluation.items["for_meget"].state is ItemState.INAPPLICABLE


def test_two_who_write_at_once_keep_both_texts() -> None:
    """The second writer's text stands under the first one's, each with its name; the history has all three."""
    response = response_to(municipality=municipality())
    anna, bo = actor("staff"), actor("unit_leader")
    answer(response, {"ord": "Fra Anna"}, seen={"ord": 0}, by=anna)
    kept = answer(response, {"ord": "Fra Bo"}, seen={"ord": 0}, by=bo)
    assert kept.merged == ("ord",)
    stands = answer_of(response, "ord")
    assert stands is not None
    assert stands.value == f"{anna.name} skrev:\nFra Anna\n\n{bo.name} skrev:\nFra Bo"
    assert [version.number for version in history_of_answer(stands)] == [2, 1]


def test_a_form_gives_back_what_it_was_given() -> None:
    """Values go through a section's form unchanged, with the versions that were seen."""
    by = actor("staff")
    response = response_to(municipality=municipality())
    given = {
        "laver": ("musik", "spil"),
        "bedst": "aften",
        "glad": 4,
        "siden": "2026-03-05",
        "ord": "To\nlinjer",
    }
    answer(response, given, seen={}, by=by)
    empty = section_form(response, "oensker")
    data = {name: empty[name].value() for name in empty.fields}
    form = section_form(response, "oensker", data)
    assert form.errors == {}
    assert form.values() == given
    assert form.seen() == dict.fromkeys(given, 1)


def test_what_cannot_be_an_answer_is_refused() -> None:
    """The error names the question and says what to do."""
    response = response_to(municipality=municipality())
    with pytest.raises(ValidationError) as refused:
        answer(response, {"timer": 25, "ord": "cpr 010190-1234"}, seen={}, by=actor("staff"))
    assert sorted(refused.value.message_dict) == ["ord", "timer"]
