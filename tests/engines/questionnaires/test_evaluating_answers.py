"""What stands at each question: relevance, values, and chains of what does not apply."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.questionnaire import EVERYTHING, option, question, said, scale
from tovholder.engines.questionnaires import evaluate
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    AnyOf,
    Compare,
    Condition,
    Evaluation,
    Item,
    ItemState,
    Not,
    Question,
    QuestionKind,
    Schema,
    Section,
)

Kind = QuestionKind


def schema(*questions: Question) -> Schema:
    """A questionnaire of one section."""
    return Schema(key="x", title=said("X"), sections=(Section(key="a", title=said("A"), questions=questions),))


def item(asked: Question, value: object) -> Item:
    """What stands at ``asked`` when that is answered."""
    return evaluate(schema(asked), {asked.key: value}).items[asked.key]


def states(found: Evaluation) -> dict[str, str]:
    """The states by question."""
    return {key: str(one.state) for key, one in found.items.items()}


CHOICE = (option("a"), option("b"))
MANY = question("q", Kind.MANY, options=CHOICE)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (question("q", Kind.TEXT), "Hej"),
        (question("q", Kind.LONG_TEXT), "To\nlinjer"),
        (question("q", Kind.NUMBER), -1.5),
        (question("q", Kind.NUMBER, minimum=0, maximum=10), 10),
        (question("q", Kind.NUMBER, minimum=0), 0),
        (scale("q"), 1),
        (scale("q"), 5.0),
        (question("q", Kind.YES_NO), False),
        (question("q", Kind.ONE, options=CHOICE), "b"),
        (MANY, ("b", "a")),
        (question("q", Kind.DATE), "2024-02-29"),
    ],
)
def test_a_valid_answer_stands_with_its_value(asked: Question, value: object) -> None:
    """Zero and no are answers too."""
    assert item(asked, value) == Item(ItemState.VALID, value=value)  # type: ignore[arg-type]  # of every kind


@pytest.mark.parametrize(
    ("asked", "value", "problem"),
    [
        (question("q", Kind.TEXT), 7, "kind"),
        (question("q", Kind.NUMBER), "7", "kind"),
        (question("q", Kind.NUMBER), True, "kind"),
        (question("q", Kind.NUMBER), math.nan, "kind"),
        (question("q", Kind.NUMBER), math.inf, "large"),
        (question("q", Kind.NUMBER), 10**400, "large"),
        (question("q", Kind.NUMBER, minimum=0), -0.1, "low"),
        (question("q", Kind.NUMBER, maximum=10), 10.1, "high"),
        (scale("q"), 0, "low"),
        (scale("q"), 6, "high"),
        (scale("q"), 2.5, "step"),
        (question("q", Kind.YES_NO), 1, "kind"),
        (question("q", Kind.YES_NO), "ja", "kind"),
        (question("q", Kind.ONE, options=CHOICE), "c", "option"),
        (question("q", Kind.ONE, options=CHOICE), ("a",), "kind"),
        (MANY, "a", "kind"),
        (MANY, ("a", "c"), "option"),
        (MANY, ("a", "a"), "option"),
        (MANY, ("a", 1), "kind"),
        (question("q", Kind.DATE), "2025-02-29", "date"),
        (question("q", Kind.DATE), "20251122", "date"),
        (question("q", Kind.DATE), "3. maj", "date"),
        (question("q", Kind.DATE), 20251122, "kind"),
    ],
)
def test_what_cannot_be_has_a_code(asked: Question, value: object, problem: str) -> None:
    """An invalid answer has no value, and a code that says what is wrong."""
    assert item(asked, value) == Item(ItemState.INVALID, problem=problem)


@pytest.mark.parametrize("nothing", [None, "", "  \n", (), []])
def test_nothing_is_missing(nothing: object) -> None:
    """Blank text and no option are no answer."""
    assert item(MANY, nothing).state is ItemState.MISSING
    assert evaluate(schema(MANY), {}).items["q"].state is ItemState.MISSING


def test_a_chain_of_what_does_not_apply() -> None:
    """An answer to a question that ceased to apply counts as absent, and so on down the chain."""
    answers = {"skaerm": True, "timer": 8, "for_meget": "Om natten"}
    on = evaluate(EVERYTHING, answers)
    assert (on.items["for_meget"].value, on.answered, on.applicable) == ("Om natten", 3, 8)
    off = evaluate(EVERYTHING, answers | {"skaerm": False})
    assert states(off)["timer"] == states(off)["for_meget"] == "inapplicable"
    assert (off.answered, off.applicable) == (1, 6)


def test_an_invalid_answer_opens_nothing() -> None:
    """What hangs on an answer that cannot be does not apply."""
    found = evaluate(EVERYTHING, {"skaerm": True, "timer": 99})
    assert (states(found)["timer"], states(found)["for_meget"]) == ("invalid", "inapplicable")


def test_a_section_that_does_not_apply() -> None:
    """Nor do its questions, whatever was answered."""
    closed = evaluate(EVERYTHING, {"hvem": "Ida", "laver": ("musik",)})
    opened = evaluate(EVERYTHING, {"hvem": "Ida", "laver": ("musik", "venner")})
    assert (states(closed)["hvem"], states(closed)["hvor"]) == ("inapplicable", "inapplicable")
    assert (states(opened)["hvem"], states(opened)["hvor"]) == ("valid", "missing")


def test_what_is_required_and_missing_is_named() -> None:
    """Required counts only where the question applies; an answer that cannot be is no answer."""
    asked = schema(
        question("a", Kind.YES_NO, required=True),
        question("b", Kind.TEXT, required=True, relevant=Compare(question="a", op="eq", value=True)),
    )
    assert evaluate(asked, {}).missing_required == ("a",)
    assert evaluate(asked, {"a": True, "b": 7}).missing_required == ("b",)
    assert evaluate(asked, {"a": False}).missing_required == ()


YES: Condition = Compare(question="a", op="eq", value=1)
NO: Condition = Compare(question="a", op="eq", value=2)


@pytest.mark.parametrize(
    ("condition", "answer", "applies"),
    [
        (Compare(question="a", op="ne", value=2), 1, True),
        (Compare(question="a", op="ne", value=2), None, False),
        (Compare(question="a", op="lt", value=2), 1, True),
        (Compare(question="a", op="le", value=1), 1, True),
        (Compare(question="a", op="gt", value=1), 1, False),
        (Compare(question="a", op="ge", value=1), 1, True),
        (Compare(question="a", op="eq", value=True), 1, False),
        (Compare(question="a", op="ne", value="1"), 1, True),
        (Compare(question="a", op="lt", value="2"), 1, False),
        (Among(question="a", values=("1",)), 1, False),
        (Answered(question="a"), 1, True),
        (Answered(question="a"), None, False),
        (Answered(question="nobody"), 1, False),
        (AllOf(conditions=(YES, NO)), 1, False),
        (AllOf(conditions=()), 1, True),
        (AnyOf(conditions=(NO, YES)), 1, True),
        (AnyOf(conditions=()), 1, False),
        (Not(condition=NO), 1, True),
        (Not(condition=YES), None, True),
    ],
)
def test_conditions(condition: Condition, answer: object, applies: bool) -> None:
    """Yes is not 1, text is not a number, and without an answer no comparison holds."""
    asked = schema(question("a", Kind.NUMBER), question("b", Kind.TEXT, relevant=condition))
    state = evaluate(asked, {"a": answer}).items["b"].state
    assert (state is not ItemState.INAPPLICABLE) is applies


def test_dates_are_compared_as_days() -> None:
    """As text they sort by day."""
    later = Compare(question="a", op="ge", value="2026-03-01")
    asked = schema(question("a", Kind.DATE), question("b", Kind.TEXT, relevant=later))
    assert evaluate(asked, {"a": "2026-03-01"}).applicable == 2
    assert evaluate(asked, {"a": "2025-12-31"}).applicable == 1


def test_a_condition_does_not_look_ahead() -> None:
    """A question further down counts as not answered: the order of the page is the order of the decision."""
    asked = schema(question("b", Kind.TEXT, relevant=Answered(question="a")), question("a", Kind.TEXT))
    assert evaluate(asked, {"a": "x", "b": "y"}).applicable == 1


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["musik", "aften"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner)
    ),
    max_leaves=5,
)
KEYS = st.sampled_from([*(one.key for one in EVERYTHING.questions), "ukendt"])
PLAUSIBLE = st.fixed_dictionaries(
    {},
    optional={
        "skaerm": st.booleans(),
        "timer": st.floats(-1, 25),
        "for_meget": st.text(max_size=5),
        "laver": st.lists(st.sampled_from(["musik", "spil", "venner"]), max_size=3).map(tuple),
        "glad": st.integers(0, 6),
        "hvem": st.text(max_size=3),
        "hvor": st.text(max_size=3),
    },
)


@given(st.dictionaries(KEYS, ANYTHING))
def test_no_answers_stop_it(answers: dict[str, Any]) -> None:
    """Whatever was stored or sent, every question of the schema has a state and the counts fit each other."""
    found = evaluate(EVERYTHING, answers)
    assert list(found.items) == [one.key for one in EVERYTHING.questions]
    assert 0 <= found.answered <= found.applicable <= len(found.items)


@given(PLAUSIBLE)
def test_what_does_not_apply_is_never_counted(answers: dict[str, Any]) -> None:
    """It has no value, is not missing, and the two counts leave it out."""
    found = evaluate(EVERYTHING, answers)
    left_out = {key for key, one in found.items.items() if one.state is ItemState.INAPPLICABLE}
    assert all(found.items[key] == Item(ItemState.INAPPLICABLE) for key in left_out)
    assert found.applicable == len(found.items) - len(left_out)
    assert found.answered == sum(one.state is ItemState.VALID for one in found.items.values())
    assert left_out.isdisjoint(found.missing_required)


@given(PLAUSIBLE)
def test_it_says_the_same_of_its_own_result(answers: dict[str, Any]) -> None:
    """The values that stand, evaluated again, stand."""
    found = evaluate(EVERYTHING, answers)
    standing = {key: one.value for key, one in found.items.items() if one.value is not None}
    again = evaluate(EVERYTHING, standing)
    assert {key: one.value for key, one in again.items.items() if one.value is not None} == standing
    assert again.applicable == found.applicable
