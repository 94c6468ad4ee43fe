"""Editions: read strictly, known by their hash, never changed; and what a change does to answers."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people import actor, municipality
from tests.questionnaire import EVERYTHING, edition_of, option, response_to, said
from tovholder.apps.questionnaires.editions import PACKAGED, load_editions, packaged_schema
from tovholder.apps.questionnaires.models import Answer, Edition, FrozenError, Response
from tovholder.apps.questionnaires.public import (
    adopt_edition,
    answer,
    close_response,
    current_edition,
    distribution,
    evaluation_of,
    reading_of,
    responses_about,
    schema_of,
)
from tovholder.apps.questionnaires.schema import canonical_json, content_hash, plain_schema, read_schema
from tovholder.engines.questionnaires.model import QuestionKind, Schema, Value
from tovholder.engines.readability import lix
from tovholder.kernel.actor import SYSTEM

EASIEST = 30


def changed(**questions: dict[str, Any]) -> Schema:
    """``EVERYTHING`` with changes to some of its questions, by key."""
    return replace(
        EVERYTHING,
        sections=tuple(
            replace(
                section,
                questions=tuple(replace(one, **questions.get(one.key, {})) for one in section.questions),
            )
            for section in EVERYTHING.sections
        ),
    )


def without(key: str) -> Schema:
    """``EVERYTHING`` without one question."""
    return replace(
        EVERYTHING,
        sections=tuple(
            replace(section, questions=tuple(one for one in section.questions if one.key != key))
            for section in EVERYTHING.sections
        ),
    )


def test_json_and_schema_are_two_forms_of_one() -> None:
    """What is written is read again, to the letter and with the same hash; zero limits and conditions included."""
    plain = plain_schema(EVERYTHING)
    assert read_schema(json.dumps(plain)) == EVERYTHING
    assert content_hash(plain_schema(read_schema(json.dumps(plain, indent=4)))) == content_hash(plain)


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda x: st.dictionaries(st.text(), x)))
@settings(max_examples=50)
def test_no_json_stops_the_reader(plain: Any) -> None:
    """What is no questionnaire is refused in words."""
    with pytest.raises(ValidationError):
        read_schema(json.dumps(plain))


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("{", ["Filen er ikke gyldig JSON."]),
        ({"ekstra": 1}, ["Feltet ”ekstra” kendes ikke. Fjern det, eller ret stavemåden."]),
        ({"title": {"da": "X", "fr": "Y"}}, ["Feltet ”title.fr” kendes ikke. Fjern det, eller ret stavemåden."]),
        ({"title": {}}, ["Feltet ”title.da” mangler."]),
        ({"title": 7}, ["Feltet ”title” har en værdi, der ikke kan bruges."]),
        ({"sections": []}, ["Spørgeskemaet har en fejl ved ”dagen”: no_questions."]),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(broken: str | dict[str, Any], told: list[str]) -> None:
    """Unknown fields are refused, so that a misspelled one is not passed over."""
    text = broken if isinstance(broken, str) else json.dumps(plain_schema(EVERYTHING) | broken)
    with pytest.raises(ValidationError) as refused:
        read_schema(text)
    assert refused.value.messages == told


def test_numbers_are_not_guessed_from_text() -> None:
    """A limit in quotation marks is a fault, and so is a pictogram that nobody has drawn."""
    text = canonical_json(plain_schema(EVERYTHING))
    for faulty in (text.replace('"maximum":24.0', '"maximum":"24"'), text.replace('"tablet"', '"enhjoerning"')):
        assert faulty != text
        with pytest.raises(ValidationError):
            read_schema(faulty)


@pytest.mark.django_db
def test_an_edition_is_opened_once_for_each_content() -> None:
    """The same content gives the same edition; another one the next number, and the old one stays."""
    first = edition_of()
    assert edition_of() == first
    second = edition_of(changed(glad={"text": said("Er du glad i dag?")}))
    assert [(one.number, schema_of(one).title.da) for one in (first, second)] == [(1, "Din dag"), (2, "Din dag")]
    assert current_edition("dagen") == second
    assert edition_of().number == 3  # back to the first content: an edition of its own, opened later


@pytest.mark.django_db
def test_an_open_edition_never_changes() -> None:
    """Neither by saving nor by updating, and a number is given once."""
    edition = edition_of()
    edition.schema = plain_schema(without("glad"))
    for change in (edition.save, lambda: Edition.objects.update(number=7)):
        with pytest.raises(FrozenError):
            change()
    with pytest.raises(FrozenError):
        Edition.objects.bulk_update([edition], ["schema"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition(key="dagen", number=1, schema={}, opened_on=edition.opened_on).save()
    assert Edition.objects.get(pk=edition.pk).content == EVERYTHING


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    """The reference data have opened an edition of every packaged questionnaire."""
    before = list(Edition.objects.values_list("key", "number", "content_hash"))
    assert load_editions() == len(before)
    assert list(Edition.objects.values_list("key", "number", "content_hash")) == before
    assert {key for key, _number, _hash in before} == {packaged.key for packaged in PACKAGED}


def test_every_easy_text_is_easy() -> None:
    """Every easy-read question of every packaged questionnaire, with its answers, has a LIX of at most 30."""
    hard = {}
    for packaged in PACKAGED:
        for one in packaged_schema(packaged).questions:
            if one.easy is None:
                continue
            answers = [(choice.easy or choice.text).da for choice in one.options]
            page = "\n".join([one.easy.da, *answers])
            found = max(lix(one.easy.da).lix, lix(page).lix)
            if found > EASIEST:
                hard[f"{packaged.key}.{one.key}"] = (round(found), page)
    assert hard == {}


def test_every_packaged_file_is_written_in_one_form() -> None:
    """Nothing in a file is passed over: read and written, it says the same."""
    for packaged in PACKAGED:
        schema = packaged_schema(packaged)
        assert read_schema(canonical_json(plain_schema(schema))) == schema


@pytest.mark.django_db
def test_answers_follow_their_concept_into_a_new_edition() -> None:
    """Also under another key; what no longer fits stays, shown as given in the earlier edition."""
    response = response_to(municipality=municipality())
    given: dict[str, Value] = {
        "skaerm": True,
        "timer": 8,
        "bedst": "aften",
        "glad": 4,
        "ord": "Tekst",
        "laver": ("musik",),
    }
    answer(response, given, seen={}, by=actor("staff"))
    edition_of(
        changed(
            glad={"key": "humoer", "text": said("Hvordan har du det?")},
            timer={"maximum": 6},
            bedst={"options": (option("morgen"), option("nat"))},
            ord={"kind": QuestionKind.TEXT},
            for_meget={"relevant": None},
        )
    )
    adopt_edition(response, by=SYSTEM)
    moved = responses_about([response.about]).get()
    values = {key: item.value for key, item in evaluation_of(moved).items.items() if item.value is not None}
    assert (moved.edition.number, values) == (
        2,
        {"skaerm": True, "humoer": 4, "ord": "Tekst", "laver": ("musik",)},
    )
    assert sorted((one.question.key, one.text) for one in reading_of(moved).left) == [
        ("bedst", "Aften"),
        ("timer", "8 timer"),
    ]
    answer(moved, {"timer": 5}, seen={"timer": 0}, by=SYSTEM)
    assert Answer.objects.filter(response=moved, question="timer").count() == 2


@pytest.mark.django_db
def test_an_answer_does_not_come_to_mean_something_else() -> None:
    """4 of 5 is not 4 of 10, and two hours are not two days: such answers stay in the edition where they were given."""
    response = response_to(municipality=municipality())
    answer(response, {"skaerm": True, "timer": 2, "glad": 4, "ord": "Tekst"}, seen={}, by=SYSTEM)
    edition_of(changed(glad={"maximum": 10}, timer={"unit": said("dage")}))
    adopt_edition(response, by=SYSTEM)
    moved = responses_about([response.about]).get()
    values = {key: item.value for key, item in evaluation_of(moved).items.items() if item.value is not None}
    assert values == {"skaerm": True, "ord": "Tekst"}
    assert sorted(one.question.key for one in reading_of(moved).left) == ["glad", "timer"]


@pytest.mark.django_db
def test_keys_may_change_places() -> None:
    """Two questions that exchange their keys keep each their answers."""
    response = response_to(municipality=municipality())
    answer(response, {"hvem": "Ida", "ord": "Tekst", "laver": ("venner",)}, seen={}, by=SYSTEM)
    edition_of(
        changed(hvem={"key": "ord", "concept": "hvem"}, ord={"key": "hvem", "concept": "ord"}, hvor={"relevant": None})
    )
    adopt_edition(response, by=SYSTEM)
    values = evaluation_of(responses_about([response.about]).get()).items
    assert (values["ord"].value, values["hvem"].value) == ("Ida", "Tekst")


@pytest.mark.django_db
def test_a_closed_response_stays_in_its_edition() -> None:
    """What was concluded is read in its own words."""
    response = close_response(response_to(municipality=municipality()), by=SYSTEM)
    edition_of(without("glad"))
    with pytest.raises(ValidationError):
        adopt_edition(response, by=SYSTEM)
    assert response.edition.number == 1


@pytest.mark.django_db
def test_how_answers_are_spread() -> None:
    """Counts by option, with who was asked and who was not; a summary of numbers."""
    first = edition_of()
    given: list[dict[str, Value]] = [
        {"skaerm": True, "timer": 2, "laver": ("musik", "spil"), "glad": 5},
        {"skaerm": True, "timer": 5, "laver": ("musik",), "glad": 5},
        {"skaerm": False, "timer": 9},
        {"skaerm": True},
    ]
    for values in given:
        answer(response_to(first, municipality=municipality()), values, seen={}, by=SYSTEM)
    rows = list(responses_about(list_of_about()))
    many = distribution(rows, "laver")
    assert (many.counts, many.n, many.base, many.not_asked) == ({"musik": 2, "spil": 1, "venner": 0}, 2, 4, 0)
    hours = distribution(rows, "timer")
    assert (hours.n, hours.base, hours.not_asked) == (2, 3, 1)
    assert hours.numbers is not None
    assert (hours.numbers.lowest, hours.numbers.middle, hours.numbers.mean, hours.numbers.highest) == (2, 3.5, 3.5, 5)
    assert distribution(rows, "skaerm").counts == {"true": 3, "false": 1}
    assert distribution(rows, "glad").counts == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 2}
    assert distribution(rows, "ord").counts == {}


@pytest.mark.django_db
def test_editions_are_counted_together_only_where_they_compare() -> None:
    """Changed words count; another scale counts as not asked."""
    old = response_to(edition_of(), municipality=municipality())
    answer(old, {"glad": 2, "bedst": "aften"}, seen={}, by=SYSTEM)
    newer = edition_of(
        changed(
            glad={"key": "humoer", "text": said("Hvordan har du det?")},
            bedst={"options": (option("dag"), option("nat"))},
        )
    )
    new = response_to(newer, municipality=municipality())
    answer(new, {"humoer": 4, "bedst": "nat"}, seen={}, by=SYSTEM)
    rows = list(responses_about([old.about, new.about]))
    mood, best = distribution(rows, "humoer"), distribution(rows, "bedst")
    assert (mood.counts["2"], mood.counts["4"], mood.base, mood.not_asked) == (1, 1, 2, 0)
    assert (best.counts, best.base, best.not_asked) == ({"dag": 0, "nat": 1}, 1, 1)
    with pytest.raises(ValueError, match="findes_ikke"):
        distribution(rows, "findes_ikke")


def list_of_about() -> list[Any]:
    """The records of all responses."""
    return list(Response.objects.values_list("about", flat=True))
