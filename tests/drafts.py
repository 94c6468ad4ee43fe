"""Questionnaires of every shape, for tests of what carries them, and drafts."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tests.people import actor
from tests.questionnaire import EVERYTHING, said
from tovholder.apps.drafting.actions import begin
from tovholder.apps.drafting.models import Draft
from tovholder.apps.questionnaires.models import Edition
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    AnyOf,
    Compare,
    Condition,
    Not,
    Option,
    Question,
    QuestionKind,
    Said,
    Schema,
    Section,
)

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
_LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=10), min_size=1, max_size=4).map(" ".join)
SAID = st.builds(Said, da=WORDS, en=st.one_of(st.just(""), WORDS))
MAYBE_SAID = st.one_of(st.none(), SAID)
CHOICES = {QuestionKind.ONE, QuestionKind.MANY, QuestionKind.MATRIX, QuestionKind.RANKING}


@st.composite
def options(draw: Any, least: int = 2) -> tuple[Option, ...]:
    """Options, or rows."""
    keys = draw(st.lists(KEYS, min_size=least, max_size=4, unique=True))
    words = draw(st.lists(WORDS, min_size=len(keys), max_size=len(keys), unique_by=str.casefold))
    return tuple(
        Option(key=key, text=Said(da=word), easy=draw(MAYBE_SAID), pictogram=draw(st.sampled_from(["", "tablet"])))
        for key, word in zip(keys, words, strict=True)
    )


@st.composite
def questions(draw: Any, key: str) -> Question:
    """A question of any kind, without faults of its own."""
    kind = draw(st.sampled_from(list(QuestionKind)))
    more: dict[str, Any] = {}
    if kind in CHOICES:
        more["options"] = draw(options())
    if kind is QuestionKind.MATRIX:
        more["rows"] = draw(options())
    if kind is QuestionKind.RANKING:
        more["most"] = draw(st.integers(1, len(more["options"])))
    if kind is QuestionKind.MANY:
        more["most"] = draw(st.one_of(st.none(), st.integers(1, len(more["options"]))))
        more["options"] = tuple(replace(one, exclusive=draw(st.booleans())) for one in more["options"])
    if kind is QuestionKind.SCALE:
        more |= {"minimum": 1.0, "maximum": float(draw(st.integers(2, 9))), "low": draw(SAID), "high": draw(SAID)}
    if kind is QuestionKind.NUMBER:
        low = draw(st.one_of(st.none(), st.floats(-1e6, 1e6).map(lambda number: round(number, 3))))
        high = draw(st.one_of(st.none(), st.integers(2_000_000, 9_000_000)))
        more |= {"minimum": low, "maximum": high, "unit": draw(MAYBE_SAID)}
    return Question(
        key=key,
        concept=draw(st.just(key) | KEYS.map(lambda name: f"{name}.{key}")),
        kind=kind,
        text=draw(SAID),
        help=draw(MAYBE_SAID),
        easy=draw(MAYBE_SAID),
        required=draw(st.booleans()),
        sensitive=draw(st.booleans()),
        source=draw(st.one_of(st.just(""), WORDS)),
        **more,
    )


@st.composite
def leaves(draw: Any, earlier: list[Question]) -> Condition:
    """A simple condition about an earlier question."""
    asked = draw(st.sampled_from(earlier))
    answered = Answered(question=asked.key)
    if asked.kind in CHOICES:
        keys = [option.key for option in asked.options]
        values = tuple(draw(st.lists(st.sampled_from(keys), min_size=1, unique=True)))
        row = draw(st.sampled_from(["", *(row.key for row in asked.rows)]))
        among = Among(question=asked.key, values=values, row=row)
        compared = [Compare(question=asked.key, op="eq", value=keys[0])] if asked.kind is QuestionKind.ONE else []
        chosen: Condition = draw(st.sampled_from([answered, among, *compared]))
        return chosen
    if asked.kind is QuestionKind.YES_NO:
        return Compare(question=asked.key, op=draw(st.sampled_from(["eq", "ne"])), value=draw(st.booleans()))
    if asked.kind in (QuestionKind.NUMBER, QuestionKind.SCALE):
        op = draw(st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]))
        return Compare(question=asked.key, op=op, value=2 if asked.kind is QuestionKind.SCALE else 1_500_000.25)
    if asked.kind is QuestionKind.DATE:
        return Compare(question=asked.key, op=draw(st.sampled_from(["eq", "lt", "ge"])), value="2026-11-22")
    if asked.kind is QuestionKind.TEXT:
        told: Condition = draw(st.sampled_from([answered, Compare(question=asked.key, op="eq", value='d\'Or "x"')]))
        return told
    return answered


def conditions(earlier: list[Question]) -> st.SearchStrategy[Condition]:
    """A condition about earlier questions, of any shape."""
    return st.recursive(
        leaves(earlier),
        lambda part: st.one_of(
            st.builds(Not, condition=part),
            st.builds(AllOf, conditions=st.lists(part, min_size=2, max_size=3).map(tuple)),
            st.builds(AnyOf, conditions=st.lists(part, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=4,
    )


@st.composite
def schemas(draw: Any) -> Schema:
    """A questionnaire; most have no faults."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=5, unique=True))
    section_keys = draw(st.lists(KEYS, min_size=1, max_size=2, unique=True))
    asked: list[Question] = []
    sections = []
    for number, section_key in enumerate(section_keys):
        mine = keys[number :: len(section_keys)]
        when = draw(st.one_of(st.none(), conditions(asked))) if asked else None
        made = []
        for key in mine:
            relevant = draw(st.one_of(st.none(), conditions(asked))) if asked else None
            question = replace(draw(questions(key)), relevant=relevant)
            made.append(question)
            asked.append(question)
        section = Section(
            key=section_key, title=draw(SAID), intro=draw(MAYBE_SAID), relevant=when, questions=tuple(made)
        )
        sections.append(section)
    return Schema(key=draw(KEYS), title=draw(SAID), intro=draw(MAYBE_SAID), sections=tuple(sections))


def draft(schema: Schema = EVERYTHING, *, based_on: Edition | None = None) -> Draft:
    """A draft that a national editor has begun."""
    return begin(by=actor("national_editor"), schema=schema, based_on=based_on)


def titled(title: str) -> Schema:
    """``EVERYTHING`` under another title."""
    return replace(EVERYTHING, title=said(title))
