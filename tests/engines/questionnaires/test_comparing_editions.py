"""What may be compared between two editions, and what is wrong with a questionnaire itself."""

from dataclasses import replace
from typing import Any

import pytest

from tests.questionnaire import EVERYTHING, option, question, said, scale
from tovholder.engines.questionnaires import Fault, check, compare
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    Comparability,
    Compare,
    Condition,
    Question,
    QuestionKind,
    Schema,
    Section,
)

Kind = QuestionKind


def schema(*questions: Question, **more: Any) -> Schema:
    """A questionnaire of one section."""
    sections = (Section(key="a", title=said("A"), questions=questions),)
    known: dict[str, Any] = {"key": "x", "title": said("X"), "sections": sections}
    return Schema(**known | more)


CHOICE = (option("a"), option("b"))
BASE = question("q", Kind.ONE, options=CHOICE)
NUMBER = question("q", Kind.NUMBER, minimum=0, maximum=10, unit=said("timer"))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (BASE, BASE, "comparable"),
        (BASE, replace(BASE, key="andet"), "comparable"),
        (BASE, replace(BASE, options=CHOICE[::-1]), "comparable"),
        (BASE, replace(BASE, help=said("Hjælp"), easy=said("Let"), required=True), "comparable"),
        (BASE, replace(BASE, text=said("Et andet ord?")), "wording"),
        (BASE, replace(BASE, text=replace(BASE.text, en="English")), "wording"),
        (BASE, replace(BASE, options=(option("a", text=said("Ny")), option("b"))), "wording"),
        (BASE, replace(BASE, kind=Kind.MANY), "break"),
        (BASE, replace(BASE, options=(*CHOICE, option("c"))), "break"),
        (NUMBER, replace(NUMBER, maximum=20), "break"),
        (NUMBER, replace(NUMBER, minimum=None), "break"),
        (NUMBER, replace(NUMBER, unit=said("dage")), "break"),
        (NUMBER, replace(NUMBER, unit=said("timer", "hours")), "comparable"),
        (scale("q"), replace(scale("q"), high=said("Rigtig meget")), "wording"),
    ],
)
def test_a_concept_from_edition_to_edition(old: Question, new: Question, found: str) -> None:
    """A break where the answers are of another sort; wording where only words changed."""
    assert compare(schema(old), schema(new)) == {"q": Comparability(found)}


def test_what_is_new_and_what_is_gone() -> None:
    """In the order of the new edition, then what it no longer has."""
    old, new = schema(question("a", Kind.TEXT), question("b", Kind.TEXT)), schema(question("c", Kind.TEXT))
    assert list(compare(old, new).items()) == [
        ("c", Comparability.NEW),
        ("a", Comparability.GONE),
        ("b", Comparability.GONE),
    ]


def test_a_sound_questionnaire_has_no_faults() -> None:
    """The one that all tests use."""
    assert check(EVERYTHING) == ()


def after(condition: Condition) -> Schema:
    """A question ``q`` with options, a number, and a question that hangs on ``condition``."""
    return schema(BASE, question("n", Kind.NUMBER, maximum=9), question("z", Kind.TEXT, relevant=condition))


@pytest.mark.parametrize(
    ("faulty", "faults"),
    [
        (schema(), ["no_questions:", "empty_section:a"]),
        (schema(BASE, key="Med mellemrum"), ["key_form:Med mellemrum"]),
        (schema(BASE, title=said(" ")), ["no_words:"]),
        (schema(question("Q", Kind.TEXT)), ["key_form:Q"]),
        (schema(question("q", Kind.TEXT, concept="et ord")), ["key_form:q"]),
        (schema(question("q", Kind.TEXT, concept="a.b_c.d")), []),
        (schema(BASE, replace(BASE, concept="c")), ["question_twice:q"]),
        (schema(BASE, replace(BASE, key="r")), ["concept_twice:q"]),
        (schema(question("q", Kind.TEXT, text=said(""))), ["no_words:q"]),
        (schema(question("q", Kind.ONE, options=(option("a"),))), ["few_options:q"]),
        (schema(question("q", Kind.MANY, options=(option("a"), option("a", text=said("B"))))), ["option_twice:q"]),
        (
            schema(question("q", Kind.ONE, options=(option("a"), option("b", text=said("a "))))),
            ["option_words_twice:q"],
        ),
        (schema(question("q", Kind.TEXT, options=CHOICE)), ["options_unused:q"]),
        (schema(question("q", Kind.TEXT, minimum=1)), ["limits_unused:q"]),
        (schema(question("q", Kind.NUMBER, minimum=2, maximum=1)), ["limits_crossed:q"]),
        (schema(question("q", Kind.NUMBER, low=said("Lidt"))), ["ends_unused:q"]),
        (schema(scale("q", maximum=None)), ["scale_without_limits:q"]),
        (schema(scale("q", maximum=5.5)), ["scale_limits_whole:q"]),
        (schema(scale("q", maximum=100)), ["scale_too_wide:q"]),
        (schema(scale("q", low=None)), ["scale_without_ends:q"]),
        (after(Answered(question="nobody")), ["unknown_question:z"]),
        (after(Among(question="q", values=("a", "c"))), ["impossible_value:z"]),
        (after(Among(question="q", values=())), ["impossible_value:z"]),
        (after(Among(question="n", values=("1",))), ["impossible_value:z"]),
        (after(Compare(question="q", op="eq", value="c")), ["impossible_value:z"]),
        (after(Compare(question="q", op="gt", value="a")), ["impossible_value:z"]),
        (after(Compare(question="n", op="eq", value=10)), ["impossible_value:z"]),
        (after(Compare(question="n", op="gt", value=8)), []),
        (after(AllOf(conditions=())), ["empty_condition:z"]),
        (
            schema(question("a", Kind.TEXT, relevant=Answered(question="b")), question("b", Kind.TEXT)),
            ["later_question:a"],
        ),
        (schema(question("a", Kind.TEXT, relevant=Answered(question="a"))), ["later_question:a", "cycle:a"]),
        (
            schema(
                question("a", Kind.TEXT, relevant=Answered(question="b")),
                question("b", Kind.TEXT, relevant=Answered(question="a")),
            ),
            ["later_question:a", "cycle:a", "cycle:b"],
        ),
    ],
)
def test_faults_are_found_with_their_place(faulty: Schema, faults: list[str]) -> None:
    """Every fault by its code and the part of the questionnaire where it is."""
    assert [f"{fault.code}:{fault.at}" for fault in check(faulty)] == faults


def test_two_sections_of_one_name() -> None:
    """A section's key stands in addresses."""
    twice = replace(schema(BASE), sections=(*schema(BASE).sections, *schema(question("r", Kind.TEXT)).sections))
    assert check(twice) == (Fault("section_twice", "a"),)
